package org.modelwright.launch;

import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.run.FailureCause;

/// The side of an [AnsweringProcess] that answers: lines of JSON on standard output. It ought to end when
/// standard input does, so that it does not outlive whoever asks.
final class Answers {

  /// What begins a line that is meant for the asker; the engine may print others.
  static final String MARK = "answer: ";

  static final String FAILURE = "failure: ";

  private static final int FAILED = 3;

  private Answers() {}

  /// The last answer.
  ///
  /// @param input whether what the user gave is wrong
  record Failure(String cause, boolean input) {}

  /// What the process is for.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /// Does the work of the whole process, which ends with it. Whatever goes wrong is an answer.
  static void whileAsked(Work work) {
    try {
      work.run();
    } catch (Throwable t) { // whatever it is, it is the answer
      t.printStackTrace();
      print(FAILURE, new Failure(FailureCause.of(t), t instanceof InputException));
      System.exit(FAILED);
    }
    System.exit(0);
  }

  static void say(Object answer) {
    print(MARK, answer);
  }

  private static void print(String mark, Object answer) {
    System.out.println(mark + Json.line().writeValueAsString(answer));
    System.out.flush();
  }
}
