package org.modelwright.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What runs are looked for: a text such as `training.learningRate < 1e-3 and (state = failed or tag =
/// baseline)` as a condition on an index. Values reach the database as parameters only.
///
/// A word alone is a part of the run's name. A comparison has a field or a setting, one of `=`, `!=`, `<`, `<=`,
/// `>`, `>=` and `~` (contains), and a value, in quotation marks where it has blanks; case does not
/// matter. What a run does not have compares with nothing, so only `!=` is true of it. `and` may be
/// left out, and binds tighter than `or`. A figure that is not a number is above all numbers.
public final class RunSearch {

  /// Finds all runs.
  public static final RunSearch ALL = new RunSearch("TRUE", List.of());

  /// What can be asked of a run besides its settings.
  ///
  /// @param column in the table `run`; empty for tags, which have a table of their own
  /// @param isNumber whether it is a figure, not a word
  record Field(String name, String column, boolean isNumber) {}

  static final List<Field> FIELDS =
      List.of(
          new Field("run", "r.run", false),
          new Field("state", "r.state", false),
          new Field("cause", "r.cause", false),
          new Field("started", "r.started", false),
          new Field("duration", "r.seconds", true),
          new Field("steps", "r.steps", true),
          new Field("loss", "r.train_loss", true),
          new Field("validationLoss", "r.validation_loss", true),
          new Field("bestValidationLoss", "r.best_validation_loss", true),
          new Field("tokensPerSecond", "r.tokens_per_second", true),
          new Field("size", "r.size_bytes", true),
          new Field("device", "r.device", false),
          new Field("precision", "r.precision_word", false),
          new Field("branchOf", "r.branch_of", false),
          new Field("repeatOf", "r.repeat_of", false),
          new Field("note", "r.note", false),
          new Field("tag", "", false));

  private final String condition;
  private final List<Object> parameters;

  private RunSearch(String condition, List<Object> parameters) {
    this.condition = condition;
    this.parameters = List.copyOf(parameters);
  }

  /// @param text empty for all runs
  /// @param settings the names that can be asked for besides the fields, as [RunIndex#settings] has them
  /// @throws org.modelwright.file.InputException naming the place, where it cannot be understood
  public static RunSearch parse(String text, Collection<String> settings) {
    if (text.isBlank()) {
      return ALL;
    }
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    settings.forEach(name -> names.put(name, name));
    var parameters = new ArrayList<Object>();
    String condition = new RunSearchParser(text, names, parameters).parse();
    return new RunSearch(condition, parameters);
  }

  /// The fields' names, for whoever offers them.
  public static List<String> fields() {
    return FIELDS.stream().map(Field::name).toList();
  }

  static @Nullable Field field(String name) {
    for (Field field : FIELDS) {
      if (field.name().equalsIgnoreCase(name)) {
        return field;
      }
    }
    return null;
  }

  /// On the table `run` under the name `r`, with a `?` for each parameter.
  String condition() {
    return condition;
  }

  List<Object> parameters() {
    return parameters;
  }

  /// What compares without regard to case.
  static String folded(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
