package org.modelwright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelwright.launch.Queue;
import org.modelwright.launch.QueueEntry;
import org.modelwright.run.RunStatus;

/// The queue as it is printed.
final class QueueReport {

  private QueueReport() {}

  static void print(Queue queue, boolean json) {
    List<Queue.Item> items = queue.items();
    if (json) {
      Output.json(Map.of("entries", items.stream().map(QueueReport::row).toList()));
      return;
    }
    if (items.isEmpty()) {
      Output.note(
          "The queue is empty; add a run with `modelwright queue %s --add`.",
          Output.word(queue.project()));
    }
    for (Queue.Item item : items) {
      QueueEntry entry = item.entry();
      RunStatus status = item.status();
      Output.result(
          "%4d %-10s %-7s %-40s %s%s",
          entry.id(),
          item.state().word(),
          entry.device(),
          entry.run(),
          status == null || status.steps() == 0
              ? ""
              : "step %d, validation loss %s  "
                  .formatted(status.steps(), loss(status.validationLoss())),
          String.join(" ", entry.settings()));
      if (item.why() != null) {
        Output.result("     %s", item.why().replace("\n", "\n     "));
      }
    }
  }

  static String loss(@Nullable Double loss) {
    return loss == null ? "-" : String.format(Locale.ROOT, "%.4f", loss);
  }

  private static Map<String, Object> row(Queue.Item item) {
    QueueEntry entry = item.entry();
    @Nullable RunStatus status = item.status();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", entry.id());
    row.put("state", item.state().word());
    row.put("run", entry.run());
    row.put("title", entry.title());
    row.put("device", entry.device().toString());
    row.put("settings", entry.settings());
    row.put("steps", status == null ? null : status.steps());
    row.put("validationLoss", status == null ? null : status.validationLoss());
    row.put("bestValidationLoss", status == null ? null : status.bestValidationLoss());
    row.put("cause", item.why());
    return row;
  }
}
