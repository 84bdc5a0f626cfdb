package org.modelwright.app.curves;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.modelwright.app.common.Choices;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;

/// The settings that all charts of a page share.
public final class CurveBar extends FlowPane implements Disposable {

  private final Texts texts;
  private Subscription subscriptions = Subscription.EMPTY;

  public CurveBar(Texts texts, CurveSettings settings) {
    super(12, 4);
    this.texts = texts;
    setId("curve-bar");
    getStyleClass().add("curve-bar");
    getStylesheets().add(StyleSheets.of("curves"));
    setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            pair(
                "curves.axis",
                combo(
                    "curve-axis",
                    List.of(XAxis.values()),
                    settings.xAxisProperty(),
                    axis -> texts.get("curves.axis." + axis))),
            check("curve-log-x", "curves.logX", settings.logXProperty()),
            smoothing(settings),
            pair(
                "curves.clip",
                combo(
                    "curve-clip",
                    List.of(CurveSettings.Clip.values()),
                    settings.clipProperty(),
                    clip -> texts.get("curves.clip." + clip))),
            pair(
                "curves.last",
                combo(
                    "curve-last",
                    List.of(0, 100, 1000, 10_000, 100_000),
                    settings.lastProperty().asObject(),
                    points ->
                        points == 0
                            ? texts.get("curves.last.all")
                            : texts.get("curves.last.points", points))),
            check("curve-follow", "curves.follow", settings.followProperty()));
  }

  private HBox pair(String key, Node... nodes) {
    var words = new Label();
    words.textProperty().bind(texts.text(key));
    words.setMinWidth(Region.USE_PREF_SIZE);
    words.getStyleClass().add("curve-bar-name");
    var pair = new HBox(6, words);
    pair.getChildren().addAll(nodes);
    pair.setAlignment(Pos.CENTER_LEFT);
    for (Node node : nodes) {
      if (node instanceof Control control) {
        words.setLabelFor(control);
        control.setTooltip(Tips.of(texts, key + ".help"));
      }
    }
    return pair;
  }

  private <T> ComboBox<T> combo(
      String id, List<T> choices, Property<T> value, Function<T, String> words) {
    var combo = new ComboBox<T>();
    combo.setId(id);
    combo.getStyleClass().add("small");
    combo.getItems().setAll(choices);
    combo.setValue(value.getValue());
    combo
        .valueProperty()
        .addListener((_, _, now) -> {
          if (now != null) {
            value.setValue(now);
          }
        });
    listen(value.subscribe(combo::setValue));
    listen(texts.localeProperty().subscribe(_ -> Choices.say(combo, words)));
    return combo;
  }

  private void listen(Subscription more) {
    subscriptions = subscriptions.and(more);
  }

  private CheckBox check(String id, String key, Property<Boolean> value) {
    var check = new CheckBox();
    check.setId(id);
    check.textProperty().bind(texts.text(key));
    check.setMinWidth(Region.USE_PREF_SIZE);
    check.selectedProperty().bindBidirectional(value);
    check.setTooltip(Tips.of(texts, key + ".help"));
    return check;
  }

  private HBox smoothing(CurveSettings settings) {
    var slider = new Slider(0, 0.99, settings.smoothingProperty().get());
    slider.setId("curve-smoothing");
    slider.setPrefWidth(110);
    slider.setBlockIncrement(0.05);
    slider.valueProperty().bindBidirectional(settings.smoothingProperty());
    var value = new Label();
    value.setMinWidth(28);
    ObservableValue<String> words =
        settings
            .smoothingProperty()
            .map(v -> String.format(texts.locale(), "%.2f", v.doubleValue()));
    value.textProperty().bind(words);
    return pair("curves.smoothing", slider, value);
  }

  @Override
  public void dispose() {
    subscriptions.unsubscribe();
  }
}
