package org.modelwright.app.playground;

import org.modelwright.evaluate.TextGenerator;
import org.modelwright.launch.PlaygroundProcess;
import org.modelwright.run.RunFolder;

/// A checkpoint that is loaded and goes on with texts.
interface CheckpointWriter extends AutoCloseable {

  /// Loads checkpoints.
  @FunctionalInterface
  interface Source {
    /// Takes seconds.
    ///
    /// @param step after which the checkpoint was written
    CheckpointWriter open(RunFolder run, long step);
  }

  /// As [PlaygroundProcess#generate].
  int generate(TextGenerator.Request request, TextGenerator.Listener listener);

  /// Ends the writing after the present token. Any thread may say so.
  void stop();

  @Override
  void close();

  /// Each in a process of its own, which native code may kill.
  static CheckpointWriter inProcess(RunFolder run, long step) {
    var process = new PlaygroundProcess(run, Long.toString(step));
    return new CheckpointWriter() {
      @Override
      public int generate(TextGenerator.Request request, TextGenerator.Listener listener) {
        return process.generate(request, listener);
      }

      @Override
      public void stop() {
        process.stop();
      }

      @Override
      public void close() {
        process.close();
      }
    };
  }
}
