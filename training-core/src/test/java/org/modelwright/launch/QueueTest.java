package org.modelwright.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;

class QueueTest {

  private static final String CONFIGURATION =
      "{\"format\":1,\"device\":\"cpu\",\"training\":{},\"data\":{},\"architecture\":\"\"}";

  @TempDir Path project;

  private static RunFolder made(Path project, String title) {
    RunFolder run = RunFolder.create(project.resolve("runs"), title, LocalDate.of(2026, 11, 23));
    try {
      Files.writeString(run.configuration(), CONFIGURATION);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return run;
  }

  /// The same on two lists: all entries, and those that wait. A fault in an edit, in the file or in its
  /// reading shows as another order.
  @Property(tries = 30)
  void anyEditsLeaveTheOrderThatListsWouldHave(@ForAll @Size(min = 5, max = 25) List<Long> seeds)
      throws Exception {
    Path folder = Files.createTempDirectory("queue");
    try {
      var queue = new Queue(folder);
      List<Long> all = new ArrayList<>();
      List<Long> waiting = new ArrayList<>();
      for (long seed : seeds) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        int verb = waiting.size() < 3 ? 0 : random.nextInt(4);
        if (verb == 0) {
          long id = queue.add(made(folder, "run " + seed), "t: \"x\", #", List.of("a=b, c")).id();
          assertThat(all).doesNotContain(id);
          all.add(id);
          waiting.add(id);
        } else if (verb == 1) {
          long id = waiting.get(random.nextInt(waiting.size()));
          int place = random.nextInt(waiting.size() + 2);
          List<Long> before = List.copyOf(waiting);
          waiting.remove(id);
          waiting.add(Math.max(0, Math.min(place - 1, waiting.size())), id);
          // those that do not wait stay where they are
          for (int i = 0, next = 0; i < all.size(); i++) {
            if (before.contains(all.get(i))) {
              all.set(i, waiting.get(next++));
            }
          }
          queue.move(id, place);
        } else if (verb == 2) {
          long id = all.get(random.nextInt(all.size()));
          all.remove(id);
          waiting.remove(id);
          queue.remove(id);
        } else {
          long id = waiting.remove(random.nextInt(waiting.size()));
          queue.cancel(id);
        }
        List<QueueEntry> entries = new Queue(folder).entries();
        assertThat(entries.stream().map(QueueEntry::id)).containsExactlyElementsOf(all);
        assertThat(entries.stream().filter(QueueEntry::waits).map(QueueEntry::id))
            .containsExactlyElementsOf(waiting);
        assertThat(entries)
            .allSatisfy(e -> assertThat(e.title()).isEqualTo("t: \"x\", #"))
            .allSatisfy(e -> assertThat(e.settings()).containsExactly("a=b, c"));
        assertThat(RunFolder.list(folder.resolve("runs"))).hasSameSizeAs(all);
      }
    } finally {
      FileTree.delete(folder);
    }
  }

  @Test
  void aRunIsInTheQueueOnceUntilItIsOver() {
    var queue = new Queue(project);
    RunFolder run = made(project, "one");
    QueueEntry entry = queue.add(run, "one", List.of());
    assertThatThrownBy(() -> queue.add(run, "again", List.of()))
        .isInstanceOf(InputException.class)
        .hasMessage("Run " + run.name() + " is in the queue already.");
    queue.cancel(entry.id());
    assertThat(queue.add(run, "again", List.of()).id()).isEqualTo(entry.id() + 1);
  }

  @Test
  void whatBecameOfAnEntryIsWhatBecameOfItsRun() {
    var queue = new Queue(project);
    RunFolder run = made(project, "one");
    QueueEntry entry = queue.add(run, "one", List.of());
    assertThat(state(queue)).isEqualTo(QueueState.WAITING);
    assertThat(queue.mark(entry, QueueEntry.Mark.STARTED, "")).isTrue();
    assertThat(queue.mark(entry, QueueEntry.Mark.STARTED, "")).as("once").isFalse();
    try (var _ = Heartbeat.start(run);
        var events = new EventLog(run.events())) {
      events.append(new Event.StateChanged(Instant.now(), RunState.PREPARING));
      assertThat(state(queue)).isEqualTo(QueueState.RUNNING);
      assertThatThrownBy(() -> queue.remove(entry.id())).hasMessageContaining("is running");
      events.append(new Event.Failed(Instant.now(), "It broke."));
    }
    assertThat(queue.items().getFirst())
        .isEqualTo(
            new Queue.Item(
                entry.with(QueueEntry.Mark.STARTED, ""),
                QueueState.FAILED,
                queue.items().getFirst().status(),
                "It broke."))
        .satisfies(item -> assertThat(item.why()).startsWith("It broke."));
    // an earlier failure is not what becomes of a run that is to go on
    queue.remove(entry.id());
    assertThat(run.path()).exists();
    QueueEntry again = queue.add(run, "resume", List.of());
    assertThat(again.resumes()).isTrue();
    assertThat(state(queue)).isEqualTo(QueueState.WAITING);
    queue.remove(again.id());
    assertThat(run.path()).as("a run that had begun").exists();
  }

  private static QueueState state(Queue queue) {
    return queue.items().getLast().state();
  }

  @Test
  void aDamagedFileIsRefusedWithItsPlace() throws Exception {
    Files.writeString(
        project.resolve("queue.yaml"), "format: 1\nentries:\n  - {id: 1, run: ../../etc}\n");
    assertThatThrownBy(() -> new Queue(project).entries())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("queue.yaml:3:")
        .hasMessageContaining("`entries.run` is `../../etc`");
    Files.writeString(project.resolve("queue.yaml"), "format: 99\n");
    assertThatThrownBy(() -> new Queue(project).entries()).hasMessageContaining("newer version");
  }

  @Test
  void unknownEntriesAndWrongMovesAreRefusedInWords() {
    var queue = new Queue(project);
    assertThatThrownBy(() -> queue.remove(7)).hasMessageContaining("no entry 7 in the queue");
    QueueEntry entry = queue.add(made(project, "one"), "one", List.of());
    queue.cancel(entry.id());
    assertThatThrownBy(() -> queue.move(entry.id(), 1)).hasMessageContaining("does not wait");
    assertThatThrownBy(() -> queue.cancel(entry.id())).hasMessageContaining("is over");
  }
}
