package org.modelwright.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.file.Words;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;
import org.modelwright.graph.DrawingDifference;

/// In what runs differ that were started with different settings or drawings.
///
/// @param runs their names, in the order asked for
/// @param settings those that are not the same in all
/// @param drawings of each run but the first what makes its drawing out of the first run's
public record RunDifference(List<String> runs, List<Setting> settings, List<Drawing> drawings) {

  /// @param values one a run; null where it has none
  public record Setting(String key, List<@Nullable String> values) {}

  /// @param changes a phrase each; none where the drawings mean the same
  public record Drawing(String run, List<Words> changes) {}

  /// @param runs two or more
  public static RunDifference between(List<RunFolder> runs) {
    List<RunFacts> facts = runs.stream().map(RunFacts::of).toList();
    var keys = new TreeSet<String>();
    facts.forEach(f -> keys.addAll(f.settings().keySet()));
    List<Setting> settings = new ArrayList<>();
    add("device", facts.stream().<@Nullable String>map(RunFacts::device).toList(), settings);
    for (String key : keys) {
      List<@Nullable String> values = new ArrayList<>();
      facts.forEach(f -> values.add(f.settings().get(key)));
      add(key, values, settings);
    }
    List<Drawing> drawings = new ArrayList<>();
    for (int i = 1; i < runs.size(); i++) {
      drawings.add(new Drawing(runs.get(i).name(), changes(facts.getFirst(), facts.get(i))));
    }
    return new RunDifference(runs.stream().map(RunFolder::name).toList(), settings, drawings);
  }

  private static void add(String key, List<@Nullable String> values, List<Setting> into) {
    if (values.stream().anyMatch(v -> !Objects.equals(v, values.getFirst()))) {
      into.add(new Setting(key, values));
    }
  }

  private static List<Words> changes(RunFacts first, RunFacts other) {
    if (first.architecture().equals(other.architecture())) {
      return List.of();
    }
    try {
      return DrawingDifference.between(drawing(first), drawing(other));
    } catch (InputException e) {
      return List.of(Words.plain(e.getMessage()));
    }
  }

  private static Architecture drawing(RunFacts facts) {
    return ArchitectureYaml.parse(facts.architecture(), "the drawing in run.json").architecture();
  }
}
