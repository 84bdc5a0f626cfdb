package org.modelwright.launch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.compile.LinearForm;
import org.modelwright.compile.ProgramText;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.LoadedProgram;
import org.modelwright.engine.Scope;
import org.modelwright.engine.Session;
import org.modelwright.operator.ElementType;
import org.modelwright.operator.Initializer;
import org.modelwright.progress.Progress;

/// Tries the engine in a process of its own, which native code may kill: one matrix product with a
/// known result.
///
/// @param found the engine's version; null where it did not work
/// @param gpus how many GPUs its build can use
/// @param why what went wrong, in a few words; empty where nothing did
public record EngineTrial(@Nullable String found, int gpus, String why) {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String MARK = "engine: ";

  /// Runs the trial; the first on a machine unpacks the engine's libraries, which takes some seconds.
  public static EngineTrial run() throws InterruptedException {
    WatchedProcess process =
        WatchedProcess.run(EngineTrial.class, List.of(), "", LIMIT, Long.MAX_VALUE, Progress.NONE);
    return process
        .ended()
        .map(why -> new EngineTrial(null, 0, "it " + why.english()))
        .orElseGet(() -> read(process));
  }

  private static EngineTrial read(WatchedProcess process) {
    List<String> answers = process.answers(MARK);
    if (answers.isEmpty()) {
      String last = process.lastWords(MARK).orElse("it said nothing");
      return new EngineTrial(null, 0, "exit status " + process.exit() + ": " + last);
    }
    String[] words = answers.getFirst().split(" ");
    return new EngineTrial(words[0], Integer.parseInt(words[1]), "");
  }

  public static void main(String[] args) {
    try (Session session = Session.open(DeviceName.CPU, 1);
        Scope scope = session.scope();
        LoadedProgram product =
            session.load(ProgramText.HEADER + ProgramText.product(LinearForm.LINEAR))) {
      var x = session.initialize(new Initializer.Constant(2), 0, 1, ElementType.FLOAT32, 1, 3, 4);
      var w = session.initialize(new Initializer.Constant(0.5), 0, 1, ElementType.FLOAT32, 5, 4);
      double[] y = product.call(scope, "run", LoadedProgram.one(x), LoadedProgram.one(w)).doubles();
      if (y.length != 15 || Arrays.stream(y).anyMatch(v -> v != 4)) {
        throw new IllegalStateException("a matrix product came out wrong: " + Arrays.toString(y));
      }
      System.out.println(MARK + Session.libtorchVersion() + " " + Session.gpus());
    } catch (RuntimeException | LinkageError e) {
      System.out.println(e.getMessage() == null ? e.toString() : e.getMessage());
      System.exit(1);
    }
  }
}
