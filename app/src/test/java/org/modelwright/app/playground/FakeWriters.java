package org.modelwright.app.playground;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.modelwright.evaluate.Prediction;
import org.modelwright.evaluate.TextGenerator.Request;
import org.modelwright.launch.PlaygroundProcess.Listener;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;

/// Writers that need no model: they write `a`, `b`, `c`, ... and say what was done with them.
final class FakeWriters implements CheckpointWriter.Source {

  final List<String> said = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable RuntimeException failure;

  /// Writes until it is stopped.
  volatile boolean endless;

  @Override
  public CheckpointWriter open(RunFolder run, String checkpoint) {
    long step = Checkpoints.step(Checkpoints.of(run).choose(checkpoint));
    said.add("open " + step);
    var stopped = new CountDownLatch(1);
    return new CheckpointWriter() {
      @Override
      public long step() {
        return step;
      }

      @Override
      public int generate(Request request, Listener listener) {
        listener.write(request.prompt(), null);
        RuntimeException now = failure;
        if (now != null) {
          throw now;
        }
        for (int i = 0; i < request.maxTokens(); i++) {
          String token = Character.toString('a' + i % 26);
          listener.write(
              token, new Prediction(0.5, 1, List.of(new Prediction.Candidate(token, 0.5))));
          if (endless && i == 2) {
            await(stopped);
            return 3;
          }
        }
        return request.maxTokens();
      }

      @Override
      public void stop() {
        said.add("stop " + step);
        stopped.countDown();
      }

      @Override
      public void close() {
        said.add("close " + step);
        stopped.countDown();
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
