package org.modelwright.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.launch.Queue;
import org.modelwright.launch.QueueEntry;
import org.modelwright.launch.QueueRunner;
import org.modelwright.launch.QueueState;

/// Working through a queue at a terminal.
final class QueueWork {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private QueueWork() {}

  /// Returns the exit code once nothing of the queue waits or trains. Ctrl+C leaves a run that is
  /// training to its worker.
  static int untilEmpty(Queue queue) throws InterruptedException {
    Map<Long, QueueEntry> running = new LinkedHashMap<>();
    boolean failed = false;
    boolean elsewhere = false;
    try (var runner =
        new QueueRunner(
            queue,
            entry -> {
              running.put(entry.id(), entry);
              Output.note("%s trains (entry %d).", entry.run(), entry.id());
            })) {
      while (true) {
        QueueRunner.Look look = runner.look();
        for (QueueEntry entry : List.copyOf(running.values())) {
          Queue.Item item = queue.item(entry);
          if (item.state().isOver()) {
            running.remove(entry.id());
            failed |= item.state() == QueueState.FAILED;
            tell(item);
          }
        }
        if (look == QueueRunner.Look.IDLE) {
          break;
        }
        if (look == QueueRunner.Look.ELSEWHERE && !elsewhere) {
          Output.note("Another process works through this queue; waiting to take over from it.");
        }
        elsewhere = look == QueueRunner.Look.ELSEWHERE;
        if (elsewhere && queue.items().stream().allMatch(item -> item.state().isOver())) {
          break;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
    return failed ? Main.FAILED : 0;
  }

  private static void tell(Queue.Item item) {
    if (item.why() != null) {
      Output.note("%s failed: %s", item.entry().run(), item.why());
    } else if (item.status() != null) {
      Output.note(
          "%s %s after %d steps: validation loss %s (best %s).",
          item.entry().run(),
          item.status().state().word(),
          item.status().steps(),
          QueueReport.loss(item.status().validationLoss()),
          QueueReport.loss(item.status().bestValidationLoss()));
    }
  }
}
