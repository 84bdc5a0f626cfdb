package org.modelwright.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.InputException;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import org.modelwright.run.RunStatus;
import org.modelwright.train.RunConfiguration;

/// What the runs of a sweep came to, read from the runs' folders alone.
///
/// @param keys the settings that were tried
/// @param logarithmic those of them that spread over orders of magnitude
/// @param rows the runs that there are, oldest first
public record SweepResult(String name, List<String> keys, Set<String> logarithmic, List<Row> rows) {

  /// @param settings by key
  public record Row(Map<String, String> settings, RunStatus status) {}

  public SweepResult {
    keys = List.copyOf(keys);
    logarithmic = Set.copyOf(logarithmic);
    rows = List.copyOf(rows);
  }

  /// The names of a project's sweeps, the newest first. A run that cannot be read belongs to none.
  public static List<String> names(Path project) {
    return List.copyOf(members(project).keySet()).reversed();
  }

  /// @throws InputException naming the sweeps that exist, where there is none of that name
  public static SweepResult of(Path project, String name) {
    Map<String, List<Member>> all = members(project);
    List<Member> members = all.get(name);
    if (members == null) {
      throw new InputException(
          "There is no sweep `%s` in %s; there are: %s."
              .formatted(name, project, all.isEmpty() ? "none" : String.join(", ", all.keySet())));
    }
    var keys = new LinkedHashSet<String>();
    var logarithmic = new LinkedHashSet<String>();
    List<Row> rows = new ArrayList<>();
    for (Member member : members) {
      Map<String, String> settings = pairs(member.provenance().get(Sweep.SETTINGS));
      keys.addAll(settings.keySet());
      pairs(member.provenance().get(Sweep.RANGES))
          .forEach((key, range) -> {
            if (isLogarithmic(key, range)) {
              logarithmic.add(key);
            }
          });
      rows.add(new Row(settings, RunStatus.of(member.run())));
    }
    return new SweepResult(name, List.copyOf(keys), logarithmic, rows);
  }

  private record Member(RunFolder run, Map<String, String> provenance) {}

  /// By sweep, in the order in which the sweeps began.
  private static Map<String, List<Member>> members(Path project) {
    Map<String, List<Member>> members = new LinkedHashMap<>();
    for (RunFolder run : RunFolder.list(Project.runs(project))) {
      if (Files.exists(run.configuration())) {
        try {
          Map<String, String> provenance = RunConfiguration.read(run.configuration()).provenance();
          String sweep = provenance.get(Sweep.NAME);
          if (sweep != null) {
            members.computeIfAbsent(sweep, _ -> new ArrayList<>()).add(new Member(run, provenance));
          }
        } catch (InputException e) {
          // the list of runs says what is wrong with it
        }
      }
    }
    return members;
  }

  private static boolean isLogarithmic(String key, String range) {
    try {
      return SweepRange.parse(key, range).isLogarithmic();
    } catch (InputException e) {
      return false; // somebody has edited run.json
    }
  }

  private static Map<String, String> pairs(@Nullable String words) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words == null ? new String[0] : words.split(" ")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        pairs.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return pairs;
  }

  /// Rows by their best loss, the lowest first; those without one last.
  public List<Row> ranked() {
    return rows.stream()
        .sorted(
            Comparator.comparing(
                row -> row.status().bestValidationLoss(),
                Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }
}
