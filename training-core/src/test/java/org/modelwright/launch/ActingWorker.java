package org.modelwright.launch;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.modelwright.run.Command;
import org.modelwright.run.CommandTail;
import org.modelwright.run.Event;
import org.modelwright.run.EventLog;
import org.modelwright.run.Heartbeat;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunState;
import org.modelwright.run.WorkerLock;

/// A worker without training: locks, beats, reports, and then ends in the way that the system
/// property `ending` names.
final class ActingWorker {

  private ActingWorker() {}

  public static void main(String[] arguments) throws Exception {
    var run = RunFolder.open(Path.of(arguments[0]));
    try (var _ = WorkerLock.acquire(run);
        var _ = Heartbeat.start(run);
        var log = new EventLog(run.events());
        var commands = CommandTail.open(run)) {
      log.append(new Event.StateChanged(Instant.now(), RunState.PREPARING));
      log.append(new Event.StateChanged(Instant.now(), RunState.RUNNING));
      log.append(step(1));
      switch (System.getProperty("ending", "")) {
        case "completed" -> log.append(new Event.Completed(Instant.now(), summary(1)));
        case "halt" -> {
          System.out.println("about to halt");
          Runtime.getRuntime().halt(3);
        }
        case "heap" -> fillHeap();
        case "crash" -> crash();
        case "environment" -> {
          Files.writeString(
              run.path().resolve("environment"),
              System.getenv("OPT_OUT_TRACKING") + System.getProperty("ai.djl.offline"));
          log.append(new Event.Completed(Instant.now(), summary(1)));
        }
        default -> stepUntilStopped(log, commands);
      }
    }
  }

  private static void stepUntilStopped(EventLog log, CommandTail commands) throws Exception {
    for (long step = 2; ; step++) {
      Thread.sleep(20);
      log.append(step(step));
      for (Command command : commands.poll()) {
        if (command instanceof Command.Stop stop) {
          log.append(new Event.CheckpointSaved(Instant.now(), step, "saved-" + stop.save(), false));
          log.append(new Event.Stopped(Instant.now(), summary(step)));
          return;
        }
      }
    }
  }

  private static void fillHeap() {
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new byte[1 << 20]);
    }
  }

  @SuppressWarnings("removal")
  private static void crash() throws Exception {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field field = unsafe.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    unsafe.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 8L, 8L);
  }

  private static Event step(long number) {
    return new Event.Step(
        Instant.now(), number, number, 1.5, 1e-3, 1, null, null, null, 1, null, 1, 0, 20);
  }

  private static Event.Summary summary(long steps) {
    return new Event.Summary(steps, 1.5, null, null, 1, 20, 0, 1);
  }
}
