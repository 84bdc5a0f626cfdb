package org.modelwright.hardware;

import org.modelwright.train.TrainingSettings.Precision;

/// What planning assumes of a kind of device for as long as nothing has been measured on it.
///
/// @param ofPeak share of the peak that is reached: of all work on a GPU, where it is the model FLOPs
///     utilization; of matrix products alone on a CPU, where elementwise work is added
/// @param ofBandwidth share of the memory bandwidth that elementwise work reaches
/// @param secondsPerOperator of starting one operator
/// @param allocation bytes taken for each byte of tensors that come and go within a step
/// @param engineBytes what the engine takes besides tensors
/// @param usable share of the memory that a plan may fill
/// @param source where the shares are from, one sentence
record Assumptions(
    double ofPeak,
    double ofBandwidth,
    double secondsPerOperator,
    double allocation,
    long engineBytes,
    double usable,
    String source) {

  private static final long MEGABYTE = 1_000_000;

  static Assumptions of(Profile.Kind kind, Precision precision) {
    return switch (kind) {
      case CPU ->
          new Assumptions(
              precision == Precision.FP32 ? 0.6 : 0.5,
              0.25,
              10e-6,
              1.15,
              90 * MEGABYTE,
              0.8,
              "assumed: matrix products at 0.6 of the nominal peak (bf16 and fp16 0.5), elementwise work"
                  + " at a quarter of the nominal bandwidth, as on two busy cores of an AMD EPYC"
                  + " (docs/performance.md)");
      case CUDA ->
          switch (precision) {
            case FP32 ->
                cuda(
                    0.5,
                    "assumed: build-nanogpt's fp32 step (16 x 1024 tokens of GPT-2 124M in 1000 ms on an"
                        + " A100) is 0.7, less on newer GPUs; not measured by this program");
            case BF16, FP16 ->
                cuda(
                    0.25,
                    "assumed: GPT-2 124M on an A100 reaches 0.15 in plain PyTorch (build-nanogpt, 300 ms)"
                        + " and 0.48 compiled with fused attention (93 ms); fused attention without a"
                        + " compiler lies between; not measured by this program");
          };
    };
  }

  /// Starting a kernel takes 10 microseconds; 1.4 GB is Unsloth's figure for context and libraries.
  private static Assumptions cuda(double ofPeak, String source) {
    return new Assumptions(ofPeak, 0.7, 10e-6, 1.1, 1400 * MEGABYTE, 0.9, source);
  }
}
