package org.modelwright.app.hardware;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Latest;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.hardware.Advice;
import org.modelwright.hardware.Profiles;

/// What is planned, on what hardware, and the newest estimate of it. Asks anew whenever the project or
/// a choice changes. Belongs to the FX thread.
final class PlannerModel implements Disposable {

  private static final String PROFILE = "planner.profile";
  private static final String FIRST = "planner.first";
  private static final String SECOND = "planner.second";

  private final CurrentProject project;
  private final Estimator estimator;
  private final Preferences preferences;
  private final StringProperty profile;
  private final StringProperty first;
  private final StringProperty second;
  private final ObjectProperty<@Nullable Integer> count = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Planned> planned = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable Estimate> estimate = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Estimator.Learned> learned =
      new ReadOnlyObjectWrapper<>(new Estimator.Learned(List.of(), null));
  private final ReadOnlyBooleanWrapper pending = new ReadOnlyBooleanWrapper();
  private final Latest<Estimator.Question, Estimate> questions;
  private final Latest<Path, Estimator.Learned> lessons;
  private final Subscription subscription;

  PlannerModel(CurrentProject project, Estimator estimator, Preferences preferences) {
    this.project = project;
    this.estimator = estimator;
    this.preferences = preferences;
    profile = remembered(PROFILE, Profiles.thisMachine());
    first = remembered(FIRST, "a100-80gb");
    second = remembered(SECOND, "h200");
    questions = new Latest<>(estimator::answer, this::show);
    lessons = new Latest<>(estimator::learn, this::show);
    subscription =
        Subscription.combine(
            project.version().subscribe((_, _) -> ask()),
            profile.subscribe((_, _) -> count.set(null)),
            profile.subscribe((_, _) -> ask()),
            count.subscribe((_, _) -> ask()),
            planned.subscribe((_, _) -> ask()),
            first.subscribe((_, _) -> ask()),
            second.subscribe((_, _) -> ask()));
    look();
  }

  private StringProperty remembered(String key, String ifAbsent) {
    return new SimpleStringProperty(preferences.get(key, ifAbsent));
  }

  Profiles profiles() {
    return estimator.profiles();
  }

  /// The name of the profile that is planned for.
  StringProperty profileProperty() {
    return profile;
  }

  /// The names of the profiles whose costs stand side by side.
  StringProperty firstProperty() {
    return first;
  }

  StringProperty secondProperty() {
    return second;
  }

  /// Devices of a node; null for as many as the profile has.
  ObjectProperty<@Nullable Integer> countProperty() {
    return count;
  }

  /// Null for as many steps as the settings say.
  ObjectProperty<@Nullable Planned> plannedProperty() {
    return planned;
  }

  /// Null until the first one has come.
  ReadOnlyObjectProperty<@Nullable Estimate> estimateProperty() {
    return estimate.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Estimator.Learned> learnedProperty() {
    return learned.getReadOnlyProperty();
  }

  /// Whether a newer estimate than the one that is shown is on its way.
  ReadOnlyBooleanProperty pendingProperty() {
    return pending.getReadOnlyProperty();
  }

  /// Looks at the profiles' files and the finished runs again.
  void look() {
    lessons.submit(project.folder());
    ask();
  }

  /// Does what is advised: changes settings of the project, or takes other hardware.
  void apply(Advice advice) {
    switch (advice.reason()) {
      case MORE_DEVICES -> count.set(advice.then().profile().count());
      case OTHER_HARDWARE -> profile.set(advice.then().profile().name());
      default -> project.set(advice.settings());
    }
  }

  private void ask() {
    preferences.set(PROFILE, profile.get());
    preferences.set(FIRST, first.get());
    preferences.set(SECOND, second.get());
    pending.set(true);
    questions.submit(
        new Estimator.Question(
            project,
            profile.get(),
            count.get(),
            planned.get(),
            List.of(first.get(), second.get())));
  }

  private void show(Estimate newest) {
    pending.set(false);
    estimate.set(newest);
  }

  private void show(Estimator.Learned newest) {
    boolean more = !newest.equals(learned.get());
    learned.set(newest);
    if (more) {
      ask();
    }
  }

  @Override
  public void dispose() {
    subscription.unsubscribe();
  }
}
