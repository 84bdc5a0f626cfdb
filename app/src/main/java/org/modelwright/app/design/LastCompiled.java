package org.modelwright.app.design;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Latest;
import org.modelwright.compile.Analysis;

/// What was made of the newest state of the drawing that compiles. Belongs to the FX thread.
public final class LastCompiled<T> implements Disposable {

  private final ReadOnlyObjectWrapper<@Nullable T> value = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyIntegerWrapper errors = new ReadOnlyIntegerWrapper();
  private final Latest<Analysis, T> maker;
  private final Subscription subscription;

  /// @param make runs off the FX thread, for analyses that have a program
  /// @param follow runs after each new value, and when another block or other nodes are looked at
  public LastCompiled(DesignModel design, Function<Analysis, T> make, Runnable follow) {
    maker =
        new Latest<>(
            make,
            made -> {
              value.set(made);
              follow.run();
            });
    subscription =
        Subscription.combine(
            design.analysisProperty().subscribe(this::analysed),
            design.locationProperty().subscribe((_, _) -> follow.run()),
            design.selectionProperty().subscribe((_, _) -> follow.run()));
  }

  /// Null until the drawing has compiled once.
  public ReadOnlyObjectProperty<@Nullable T> valueProperty() {
    return value.getReadOnlyProperty();
  }

  /// How many errors keep the drawing from compiling; where there are some, the value is an older one.
  public ReadOnlyIntegerProperty errorsProperty() {
    return errors.getReadOnlyProperty();
  }

  @Override
  public void dispose() {
    subscription.unsubscribe();
  }

  private void analysed(@Nullable Analysis analysis) {
    if (analysis == null) {
      return;
    }
    if (analysis.compilation().program().isPresent()) {
      errors.set(0);
      maker.submit(analysis);
    } else {
      errors.set(analysis.compilation().errors().size());
    }
  }
}
