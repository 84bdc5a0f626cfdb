package org.modelwright.app.runs.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.modelwright.file.InputException;
import org.modelwright.launch.Sweep;

/// A sweep as it is being put together.
final class SweepModel {

  /// What is tried of a setting.
  enum Kind {
    VALUES,
    EVEN,
    LOGARITHMIC
  }

  /// A setting under sweep.
  static final class Factor {
    private final StringProperty key = new SimpleStringProperty("");
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.VALUES);
    private final StringProperty values = new SimpleStringProperty("");
    private final StringProperty low = new SimpleStringProperty("");
    private final StringProperty high = new SimpleStringProperty("");
    private final StringProperty points = new SimpleStringProperty("5");

    StringProperty keyProperty() {
      return key;
    }

    ObjectProperty<Kind> kindProperty() {
      return kind;
    }

    StringProperty valuesProperty() {
      return values;
    }

    StringProperty lowProperty() {
      return low;
    }

    StringProperty highProperty() {
      return high;
    }

    /// How many values a grid takes of a range.
    StringProperty pointsProperty() {
      return points;
    }

    /// Takes over what is usual for a setting.
    void suggest(SweepSuggestion suggestion) {
      key.set(suggestion.key());
      kind.set(suggestion.kind());
      values.set(suggestion.values());
      low.set(suggestion.low());
      high.set(suggestion.high());
    }

    String text(boolean random) {
      String what = key.get().strip() + "=";
      return switch (kind.get()) {
        case VALUES -> what + values.get().strip();
        case EVEN -> what + range(random);
        case LOGARITHMIC ->
            what + low.get().strip() + ".." + high.get().strip() + ":log" + grid(random);
      };
    }

    private String range(boolean random) {
      return low.get().strip() + ".." + high.get().strip() + grid(random);
    }

    private String grid(boolean random) {
      return random ? "" : ":" + points.get().strip();
    }
  }

  /// What would be started.
  ///
  /// @param sweep empty where it cannot be
  /// @param runs how many
  /// @param refusal why it cannot be, in a sentence; empty where it can
  record Outcome(Optional<Sweep> sweep, int runs, String refusal) {}

  private final ObservableList<Factor> factors =
      FXCollections.observableArrayList(
          f -> new Observable[] {f.key, f.kind, f.values, f.low, f.high, f.points});
  private final BooleanProperty random = new SimpleBooleanProperty(true);
  private final StringProperty count = new SimpleStringProperty("20");
  private final StringProperty seed = new SimpleStringProperty("1");
  private final StringProperty name = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Outcome> outcome =
      new ReadOnlyObjectWrapper<>(new Outcome(Optional.empty(), 0, ""));

  SweepModel() {
    factors.subscribe(this::judge);
    random.subscribe(_ -> judge());
    count.subscribe(_ -> judge());
    seed.subscribe(_ -> judge());
    name.subscribe(_ -> judge());
  }

  ObservableList<Factor> factors() {
    return factors;
  }

  BooleanProperty randomProperty() {
    return random;
  }

  StringProperty countProperty() {
    return count;
  }

  StringProperty seedProperty() {
    return seed;
  }

  StringProperty nameProperty() {
    return name;
  }

  ReadOnlyObjectProperty<Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  private void judge() {
    try {
      List<String> settings = new ArrayList<>();
      factors.forEach(factor -> settings.add(factor.text(random.get())));
      Sweep sweep =
          Sweep.parse(
              name.get(),
              settings,
              random.get()
                  ? new Sweep.Draw(
                      (int) number("--random", count.get(), Sweep.MOST_RUNS),
                      number("--seed", seed.get(), Integer.MAX_VALUE))
                  : null);
      outcome.set(new Outcome(Optional.of(sweep), sweep.combinations().size(), ""));
    } catch (InputException e) {
      outcome.set(new Outcome(Optional.empty(), 0, e.getMessage()));
    }
  }

  private static long number(String what, String word, long most) {
    String digits = word.strip();
    if (digits.matches("\\d{1,9}") && Long.parseLong(digits) <= most) {
      return Long.parseLong(digits);
    }
    throw new InputException(
        "`%s %s` must be a whole number up to %d.".formatted(what, digits, most));
  }
}
