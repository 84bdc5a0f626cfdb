package org.modelwright.app.training;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.app.training.Readiness.Check;
import org.modelwright.app.training.Readiness.Subject;
import org.modelwright.app.training.Readiness.Verdict;
import org.modelwright.compile.Compiler;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.file.InputException;
import org.modelwright.graph.Problem;
import org.modelwright.hardware.Calibrations;
import org.modelwright.hardware.CpuFacts;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Profiles;
import org.modelwright.launch.RunStarter;
import org.modelwright.layer.custom.CustomKind;
import org.modelwright.project.LayerTrust;
import org.modelwright.project.Project;
import org.modelwright.project.ProjectPlan;
import org.modelwright.train.TrainingRun;

/// Looks whether a training of the project, as it is edited, can begin. Takes a moment, and reads files:
/// off the FX thread. Loads nothing of libtorch.
final class ReadinessLook {

  private static final long MILLION = 1_000_000;

  /// Besides those that are kept: the best one, and one that is being written.
  private static final int MORE_CHECKPOINTS = 2;

  private final LayerTrust trust;
  private volatile @Nullable Known known;

  ReadinessLook(LayerTrust trust) {
    this.trust = trust;
  }

  /// What is asked.
  ///
  /// @param problems the first of each settings file; nothing else is looked at while there are any
  /// @param fromRun whether the training begins with the weights of another run
  record Question(List<Check> problems, CurrentProject project, boolean fromRun) {}

  /// What the data comes to.
  ///
  /// @param vocabulary empty where nothing is encoded yet
  private record Data(Check check, OptionalLong vocabulary) {}

  private record Known(DataSettings settings, Data data) {}

  /// Looks at the data anew the next time, as after it was prepared.
  void forgetData() {
    known = null;
  }

  Readiness look(Question question) {
    if (!question.problems().isEmpty()) {
      return new Readiness(question.problems());
    }
    Project project;
    try {
      project = question.project().read();
    } catch (InputException e) {
      return new Readiness(List.of(core(Subject.SETTINGS, e, "")));
    }
    var checks = new ArrayList<Check>();
    if (project.training().fineTuning().adaptation().isPresent() && !question.fromRun()) {
      checks.add(bad(Subject.SETTINGS, "training.ready.lora", "training.origin"));
    }
    Data data = data(project);
    checks.add(data.check());
    List<CustomKind> unknown = unknown(project, checks);
    List<Problem> errors = List.of();
    long vocabulary = vocabulary(project, data, checks);
    if (vocabulary > 0) {
      errors = errors(project, vocabulary, checks);
      if (errors.isEmpty()) {
        plan(project, vocabulary, checks);
      }
    }
    device(project, checks);
    checks.sort((a, b) -> a.subject().compareTo(b.subject()));
    return new Readiness(checks, unknown, errors.isEmpty() ? null : errors.getFirst());
  }

  private Data data(Project project) {
    Known last = known;
    if (last != null && last.settings().equals(project.data())) {
      return last.data();
    }
    Data data = lookAtData(project);
    known = new Known(project.data(), data);
    return data;
  }

  private static Data lookAtData(Project project) {
    var cache = TrainingRun.cache(project.folder());
    try {
      Optional<Dataset> cached = Dataset.openCached(project.data(), cache);
      if (cached.isPresent()) {
        try (Dataset dataset = cached.get()) {
          return new Data(
              good(
                  Subject.DATA,
                  "training.ready.data",
                  tokens(dataset.training().length()),
                  tokens(dataset.validation().length())),
              OptionalLong.of(dataset.tokenizer().vocabularySize()));
        }
      }
      Dataset.check(project.data(), cache);
      return new Data(
          new Check(Subject.DATA, Verdict.DOUBT, Sentence.of("training.ready.data.later"), "data"),
          OptionalLong.empty());
    } catch (InputException e) {
      return new Data(core(Subject.DATA, e, "data"), OptionalLong.empty());
    }
  }

  /// 0 where a tokenizer cannot be read.
  private static long vocabulary(Project project, Data data, List<Check> checks) {
    try {
      return data.vocabulary().isPresent()
          ? data.vocabulary().getAsLong()
          : project.typicalVocabulary();
    } catch (InputException e) {
      if (data.check().verdict() != Verdict.BAD) {
        checks.add(core(Subject.DATA, e, "data"));
      }
      return 0;
    }
  }

  private List<CustomKind> unknown(Project project, List<Check> checks) {
    try {
      List<CustomKind> unknown = trust.unknown(project.architecture().architecture());
      if (!unknown.isEmpty()) {
        checks.add(
            bad(
                Subject.LAYERS,
                "training.ready.layers",
                "training.layers",
                String.join(", ", unknown.stream().map(CustomKind::kind).toList())));
      }
      return unknown;
    } catch (InputException e) {
      checks.add(core(Subject.LAYERS, e, ""));
      return List.of();
    }
  }

  private static List<Problem> errors(Project project, long vocabulary, List<Check> checks) {
    List<Problem> errors =
        Compiler.compile(project.architecture().architecture(), OptionalLong.of(vocabulary))
            .errors();
    checks.add(
        errors.isEmpty()
            ? good(Subject.DRAWING, "training.ready.drawing")
            : bad(
                Subject.DRAWING,
                "training.ready.drawing.errors",
                "drawing",
                Integer.toString(errors.size())));
    return errors;
  }

  private static void plan(Project project, long vocabulary, List<Check> checks) {
    Plan plan;
    try {
      plan =
          ProjectPlan.on(
              Profiles.ofUser().find(Profiles.thisMachine(), project.device(), project.threads()),
              project,
              project.workload(vocabulary),
              Calibrations.read(Calibrations.ofUser()),
              CpuFacts.read());
    } catch (InputException e) {
      checks.add(core(Subject.SETTINGS, e, "training"));
      return;
    }
    String needed = gigabytes(plan.memory().total());
    checks.add(
        plan.fits()
            ? good(Subject.MEMORY, "training.ready.memory", needed, gigabytes(plan.usableBytes()))
            : new Check(
                Subject.MEMORY,
                Verdict.DOUBT,
                Sentence.of("training.ready.memory.short", needed, gigabytes(plan.usableBytes())),
                "plan"));
    disk(project, plan, checks);
  }

  private static void disk(Project project, Plan plan, List<Check> checks) {
    long checkpoint = plan.memory().weights() + plan.memory().optimizer();
    long needed = checkpoint * (project.training().keepCheckpoints() + MORE_CHECKPOINTS);
    try {
      long free = Files.getFileStore(project.folder()).getUsableSpace();
      checks.add(
          free >= needed
              ? good(Subject.DISK, "training.ready.disk", gigabytes(needed), gigabytes(free))
              : bad(
                  Subject.DISK,
                  "training.ready.disk.short",
                  "training.keepCheckpoints",
                  gigabytes(needed),
                  gigabytes(free)));
    } catch (IOException e) {
      // a disk that says nothing of itself is found out by the run
    }
  }

  private static void device(Project project, List<Check> checks) {
    try {
      RunStarter.requireUsable(project.device());
      checks.add(good(Subject.DEVICE, "training.ready.device", project.device().toString()));
    } catch (InputException e) {
      checks.add(core(Subject.DEVICE, e, "hardware.device"));
    }
  }

  private static Check good(Subject subject, String key, String... arguments) {
    return new Check(subject, Verdict.GOOD, Sentence.of(key, arguments), "");
  }

  private static Check bad(Subject subject, String key, String place, String... arguments) {
    return new Check(subject, Verdict.BAD, Sentence.of(key, arguments), place);
  }

  /// In the core's words.
  static Check core(Subject subject, InputException e, String place) {
    return said(subject, String.valueOf(e.getMessage()), place);
  }

  static Check said(Subject subject, String sentence, String place) {
    return new Check(subject, Verdict.BAD, Sentence.of("training.ready.core", sentence), place);
  }

  private static String tokens(long count) {
    return count < 10_000
        ? Long.toString(count)
        : count < 10 * MILLION
            ? "%.1f k".formatted(count / 1e3).replace(".0 ", " ")
            : "%.1f M".formatted(count / 1e6);
  }

  /// `12 MB`, `1.2 GB`, `31 GB`
  private static String gigabytes(long bytes) {
    double gigabytes = bytes / 1e9;
    return gigabytes < 0.1
        ? "%.0f MB".formatted(bytes / 1e6)
        : (gigabytes < 10 ? "%.1f GB" : "%.0f GB").formatted(gigabytes);
  }
}
