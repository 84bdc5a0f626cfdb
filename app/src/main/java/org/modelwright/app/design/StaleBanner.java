package org.modelwright.app.design;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Texts;

/// Says, while the drawing does not compile, that what is shown below is of an older state, or that
/// nothing can be shown yet.
public final class StaleBanner extends Label {

  /// @param key of the words, with the number of errors; `key.first` where nothing has compiled yet
  public StaleBanner(String id, LastCompiled<?> compiled, Texts texts, String key) {
    setId(id);
    getStyleClass().add("stale-banner");
    setGraphic(new FontIcon("mdi2a-alert-outline"));
    setMaxWidth(Double.MAX_VALUE);
    managedProperty().bind(visibleProperty());
    visibleProperty().bind(compiled.errorsProperty().greaterThan(0));
    textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    texts.get(
                        compiled.valueProperty().get() == null ? key + ".first" : key,
                        compiled.errorsProperty().get()),
                compiled.errorsProperty(),
                compiled.valueProperty(),
                texts.localeProperty()));
  }
}
