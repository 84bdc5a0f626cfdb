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
    /// @param checkpoint a word as in [org.modelwright.train.Checkpoints#choose]
    CheckpointWriter open(RunFolder run, String checkpoint);
  }

  /// The step after which the checkpoint was written.
  long step();

  /// As [PlaygroundProcess#generate].
  int generate(TextGenerator.Request request, PlaygroundProcess.Listener listener);

  /// Ends the writing after the present token. Any thread may say so.
  void stop();

  @Override
  void close();

  /// Each in a process of its own, which native code may kill.
  static CheckpointWriter inProcess(RunFolder run, String checkpoint) {
    var process = new PlaygroundProcess(run, checkpoint);
    return new CheckpointWriter() {
      @Override
      public long step() {
        return process.step();
      }

      @Override
      public int generate(TextGenerator.Request request, PlaygroundProcess.Listener listener) {
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
