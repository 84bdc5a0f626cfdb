package org.modelwright.launch;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.train.RunConfiguration;

/// Runs of one project that differ in some settings, to see which are best: all combinations of their
/// values, or some drawn at random (Bergstra and Bengio 2012). Each run goes into the queue.
///
/// @param name stands in the provenance of each of its runs
/// @param ranges by setting, `training.learningRate` or `drawing.main.embed.width`
/// @param draw how many are drawn, and from which seed; null for all combinations
public record Sweep(String name, Map<String, SweepRange> ranges, @Nullable Draw draw) {

  /// More is a slip of the finger.
  public static final int MOST_RUNS = 1000;

  /// Keys of run.json's provenance.
  static final String NAME = "sweep";

  static final String RANGES = "sweepRanges";
  static final String SETTINGS = "sweepSettings";

  /// Draws of one combination in a row that were there already, before there are taken to be no more.
  private static final int PATIENCE = 1000;

  /// @param count of runs, 1 to [#MOST_RUNS]
  public record Draw(int count, long seed) {}

  public Sweep {
    ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
  }

  /// @param name empty for one made of the time
  /// @param settings `training.batchSize=8,16`, `training.learningRate=1e-4..1e-2:log`, each setting once
  /// @throws InputException where one cannot be read, or there are too many runs
  public static Sweep parse(String name, List<String> settings, @Nullable Draw draw) {
    var ranges = new LinkedHashMap<String, SweepRange>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new InputException(
            "`%s` is not of the form section.key=values, such as training.batchSize=8,16."
                .formatted(setting));
      }
      String key = setting.substring(0, equals);
      if (ranges.put(key, SweepRange.parse(key, setting.substring(equals + 1))) != null) {
        throw new InputException(
            "`%s` is given twice; give all its values at once.".formatted(key));
      }
    }
    if (ranges.isEmpty()) {
      throw new InputException(
          "A sweep needs a setting with several values, such as --set training.batchSize=8,16.");
    }
    if (draw != null && (draw.count() < 1 || draw.count() > MOST_RUNS)) {
      throw new InputException(
          "A sweep of %d runs cannot be drawn; draw 1 to %d.".formatted(draw.count(), MOST_RUNS));
    }
    var sweep = new Sweep(name.isBlank() ? nameOfNow() : name.strip(), ranges, draw);
    var _ = sweep.combinations();
    return sweep;
  }

  private static String nameOfNow() {
    return "sweep-"
        + LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
  }

  /// The settings of each run, no two the same. The same sweep has the same; the first ones of a longer
  /// draw from one seed are those of a shorter.
  ///
  /// @throws InputException where there are too many, or fewer than are to be drawn
  public List<Map<String, String>> combinations() {
    return draw == null ? grid() : drawn(draw);
  }

  private List<Map<String, String>> grid() {
    long count = 1;
    for (SweepRange range : ranges.values()) {
      count *= range.values().size();
      if (count > MOST_RUNS) {
        throw new InputException(
            "The grid has more than %d runs; give fewer values, or draw some at random."
                .formatted(MOST_RUNS));
      }
    }
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, SweepRange> range : ranges.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> some : all) {
        for (String value : range.getValue().values()) {
          var combination = new LinkedHashMap<>(some);
          combination.put(range.getKey(), value);
          longer.add(combination);
        }
      }
      all = longer;
    }
    return all;
  }

  private List<Map<String, String>> drawn(Draw what) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(what.seed());
    SequencedSet<Map<String, String>> drawn = new LinkedHashSet<>();
    for (int inVain = 0; drawn.size() < what.count(); ) {
      var combination = new LinkedHashMap<String, String>();
      ranges.forEach((key, range) -> combination.put(key, range.draw(random)));
      inVain = drawn.add(combination) ? 0 : inVain + 1;
      if (inVain == PATIENCE) {
        throw new InputException(
            "There are only %d different combinations; draw fewer than %d, or make a grid."
                .formatted(drawn.size(), what.count()));
      }
    }
    return List.copyOf(drawn);
  }

  /// Makes the runs and adds them to the queue. Before the first is written, all are checked.
  ///
  /// @param fixed what else is set for all of them
  /// @param device null for the project's own
  /// @param starter makes their folders
  /// @throws InputException where a setting or a value of it is not valid; nothing is then written
  public List<QueueEntry> addTo(
      Queue queue,
      List<String> fixed,
      @Nullable DeviceName device,
      RunStarter starter,
      Progress progress) {
    // the same sentences for each run would tell nobody anything
    var silent = new RunStarter(progress, _ -> {});
    List<Candidate> candidates = new ArrayList<>();
    for (Map<String, String> combination : combinations()) {
      List<String> own = words(combination);
      List<String> all = new ArrayList<>(fixed);
      all.addAll(own);
      Project project = Project.open(queue.project(), all);
      DeviceName on = Optional.ofNullable(device).orElse(project.device());
      (candidates.isEmpty() ? starter : silent).requireTrainable(project, on);
      candidates.add(new Candidate(project, on, all, own));
      progress.report("checking the runs", candidates.size(), combinations().size());
      progress.check();
    }
    List<QueueEntry> added = new ArrayList<>();
    for (Candidate candidate : candidates) {
      RunFolder run =
          silent.train(
              candidate.project(),
              candidate.device(),
              Map.of(NAME, name, RANGES, asGiven(), SETTINGS, String.join(" ", candidate.own())));
      added.add(queue.add(run, name, candidate.settings()));
      progress.report("adding the runs", added.size(), candidates.size());
    }
    return added;
  }

  /// A configuration whose run is no part of the sweep that the configuration comes from.
  static RunConfiguration without(RunConfiguration configuration) {
    Map<String, String> provenance = new LinkedHashMap<>(configuration.provenance());
    List.of(NAME, RANGES, SETTINGS).forEach(provenance::remove);
    return configuration.withProvenance(provenance);
  }

  private record Candidate(
      Project project, DeviceName device, List<String> settings, List<String> own) {}

  private static List<String> words(Map<String, String> combination) {
    return combination.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private String asGiven() {
    return ranges.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().text())
        .collect(Collectors.joining(" "));
  }
}
