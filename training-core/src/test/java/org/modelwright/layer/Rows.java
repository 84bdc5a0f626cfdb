package org.modelwright.layer;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Arithmetic on matrices as arrays of rows, in plain loops.
final class Rows {

  private Rows() {}

  /// x times the transposed weight.
  static double[][] product(double[][] x, double[][] weight) {
    double[][] y = new double[x.length][weight.length];
    for (int t = 0; t < x.length; t++) {
      for (int out = 0; out < weight.length; out++) {
        y[t][out] = dot(x[t], weight[out]);
      }
    }
    return y;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] softmax(double[] scores) {
    double[] shares = new double[scores.length];
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    for (int i = 0; i < scores.length; i++) {
      shares[i] = Math.exp(scores[i]) / sum;
    }
    return shares;
  }

  /// The columns of one of `heads` equal parts.
  static double[][] part(double[][] x, int index, int heads) {
    int width = x[0].length / heads;
    double[][] y = new double[x.length][width];
    for (int t = 0; t < x.length; t++) {
      System.arraycopy(x[t], index * width, y[t], 0, width);
    }
    return y;
  }

  static double[][] rows(double[] values, int columns) {
    double[][] matrix = new double[values.length / columns][columns];
    for (int i = 0; i < values.length; i++) {
      matrix[i / columns][i % columns] = values[i];
    }
    return matrix;
  }

  static double[][] map(double[][] x, DoubleUnaryOperator function) {
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        y[t][i] = function.applyAsDouble(x[t][i]);
      }
    }
    return y;
  }

  static double[][] plus(double[][] a, double[][] b) {
    double[][] y = new double[a.length][a[0].length];
    for (int t = 0; t < a.length; t++) {
      for (int i = 0; i < a[t].length; i++) {
        y[t][i] = a[t][i] + b[t][i];
      }
    }
    return y;
  }

  static double[][] times(double[][] a, double[][] b) {
    double[][] y = new double[a.length][a[0].length];
    for (int t = 0; t < a.length; t++) {
      for (int i = 0; i < a[t].length; i++) {
        y[t][i] = a[t][i] * b[t][i];
      }
    }
    return y;
  }

  static double[][] beside(double[][] a, double[][] b) {
    double[][] y = new double[a.length][];
    for (int t = 0; t < a.length; t++) {
      y[t] = Arrays.copyOf(a[t], a[t].length + b[t].length);
      System.arraycopy(b[t], 0, y[t], a[t].length, b[t].length);
    }
    return y;
  }
}
