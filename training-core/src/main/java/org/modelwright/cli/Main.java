package org.modelwright.cli;

/// Placeholder for the command line.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  public static int run(String... args) {
    System.out.println("modelwright 0.1.0");
    return 0;
  }
}
