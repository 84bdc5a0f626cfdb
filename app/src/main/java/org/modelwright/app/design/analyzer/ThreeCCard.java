package org.modelwright.app.design.analyzer;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Figures;
import org.modelwright.app.common.Texts;
import org.modelwright.hardware.DeviceSpeed;
import org.modelwright.hardware.DeviceSpeed.Grounds;

/// Compact, customizable, cost-efficient: what a drawing costs and where it can be changed, each
/// figure with where it comes from.
final class ThreeCCard extends ScrollPane {

  /// From here on the three parts stand side by side.
  private static final double WIDE = 620;

  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  private final AnalyzerModel model;
  private final Texts texts;
  private final GridPane parts = new GridPane();
  private final VBox compact = part("compact");
  private final VBox customizable = part("customizable");
  private final VBox cost = part("cost");
  private final Subscription subscription;

  ThreeCCard(AnalyzerModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    setId("three-c");
    getStyleClass().addAll("edge-to-edge", "three-c");
    setContent(parts);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    subscription =
        Subscription.combine(
            model.tableProperty().subscribe((_, _) -> retell()),
            model.errorsProperty().subscribe(n -> pseudoClassStateChanged(STALE, n.intValue() > 0)),
            model.speedProperty().subscribe((_, _) -> retell()),
            texts.localeProperty().subscribe((_, _) -> retell()),
            widthProperty().subscribe((_, _) -> arrange()));
    arrange();
    retell();
  }

  void dispose() {
    subscription.unsubscribe();
  }

  private static VBox part(String name) {
    var part = new VBox(4);
    part.setId("three-c-" + name);
    part.getStyleClass().addAll("three-c-part", name);
    return part;
  }

  private void arrange() {
    boolean wide = getWidth() >= WIDE;
    int columns = wide ? 3 : 1;
    if (parts.getColumnConstraints().size() == columns) {
      return;
    }
    var column = new ColumnConstraints();
    column.setPercentWidth(100.0 / columns);
    parts.getColumnConstraints().setAll(Collections.nCopies(columns, column));
    parts.getStyleClass().setAll("three-c-parts", wide ? "beside" : "below");
    parts.getChildren().clear();
    for (VBox part : List.of(compact, customizable, cost)) {
      int place = parts.getChildren().size();
      parts.add(part, place % columns, place / columns);
    }
  }

  private void retell() {
    CostTable table = model.tableProperty().get();
    setVisible(table != null);
    if (table == null) {
      return;
    }
    DeviceSpeed speed = model.speedProperty().get();
    ThreeC facts = ThreeC.of(table, speed);
    Locale locale = texts.locale();

    begin(compact, "mdi2a-arrow-collapse-all", "compact");
    compact
        .getChildren()
        .addAll(
            headline(
                Figures.brief((double) facts.parameters(), locale),
                texts.get("analyzer.card.parameters"),
                Figures.exact(facts.parameters(), locale)),
            pairs(
                "fp32", Figures.bytes(facts.bytes(32), locale),
                "bf16", Figures.bytes(facts.bytes(16), locale),
                "int8", Figures.bytes(facts.bytes(8), locale)),
            ground(texts.get("analyzer.card.compact.ground")));

    begin(customizable, "mdi2p-puzzle-outline", "customizable");
    String blocks =
        facts.blocks().stream()
            .map(b -> texts.get("analyzer.card.block", b.name(), b.places(), b.copies()))
            .collect(Collectors.joining(texts.get("analyzer.card.comma")));
    customizable
        .getChildren()
        .add(
            words(
                facts.blocks().isEmpty()
                    ? texts.get("analyzer.card.blocks.none")
                    : texts.get("analyzer.card.blocks", blocks)));
    for (ThreeC.Replaceable r : facts.replaceable()) {
      customizable
          .getChildren()
          .add(
              words(
                  texts.get(
                      "analyzer.card.replaceable",
                      r.kind(),
                      r.layers(),
                      String.join(texts.get("analyzer.card.or"), r.alternatives()))));
    }
    customizable.getChildren().add(ground(texts.get("analyzer.card.customizable.ground")));

    begin(cost, "mdi2s-speedometer", "cost");
    cost.getChildren()
        .addAll(
            pairs(
                texts.get("analyzer.card.training"),
                flops(facts.trainingFlops(), locale),
                "",
                tokens(facts.trainingTokens(), locale),
                texts.get("analyzer.card.writing"),
                flops(facts.writingFlops(), locale),
                "",
                tokens(facts.writingTokens(), locale),
                texts.get("analyzer.card.cache"),
                cache(facts, locale)),
            ground(speed == null ? texts.get("analyzer.card.looking") : grounds(speed, locale)));
  }

  private void begin(VBox part, String icon, String name) {
    var title = new Label(texts.get("analyzer.card." + name), new FontIcon(icon));
    title.getStyleClass().add("three-c-title");
    part.getChildren().setAll(title);
  }

  private static HBox headline(String figure, String unit, String exact) {
    var number = new Label(figure);
    number.getStyleClass().add("three-c-figure");
    number.setTooltip(new Tooltip(exact));
    var box = new HBox(6, number, new Label(unit));
    box.setAlignment(Pos.BASELINE_LEFT);
    return box;
  }

  /// @param words name, value, name, value, ...
  private static GridPane pairs(String... words) {
    var grid = new GridPane(12, 2);
    for (int i = 0; i < words.length; i += 2) {
      var name = new Label(words[i]);
      name.getStyleClass().add("text-muted");
      name.setMinWidth(USE_PREF_SIZE);
      var value = new Label(words[i + 1]);
      value.getStyleClass().add("figure");
      grid.addRow(i / 2, name, value);
    }
    return grid;
  }

  private static Label words(String sentence) {
    var label = new Label(sentence);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static Label ground(String sentence) {
    Label label = words(sentence);
    label.getStyleClass().addAll("text-muted", "three-c-ground");
    return label;
  }

  private String flops(double value, Locale locale) {
    return texts.get("analyzer.card.flops", Figures.brief(value, locale));
  }

  private String tokens(OptionalDouble value, Locale locale) {
    return value.isEmpty()
        ? texts.get("analyzer.card.tokens.unknown")
        : texts.get("analyzer.card.tokens", Figures.brief(value.getAsDouble(), locale));
  }

  private String cache(ThreeC facts, Locale locale) {
    return facts.cacheBytes() == 0
        ? texts.get("analyzer.card.cache.none")
        : texts.get(
            "analyzer.card.cache.value", Figures.bytes((double) facts.cacheBytes(), locale));
  }

  private String grounds(DeviceSpeed speed, Locale locale) {
    String reached = Figures.percent(DeviceSpeed.SHARE_REACHED, locale);
    String precision = model.machine().precision();
    return switch (speed.grounds()) {
      case Grounds.Assumed a ->
          texts.get(
              "analyzer.card.assumed",
              speed.device(),
              a.cores(),
              a.flopsPerCycle(),
              a.gigahertz(),
              a.gigabytes(),
              reached,
              precision);
      case Grounds.Published _ ->
          texts.get(
              "analyzer.card.published",
              speed.device(),
              Figures.brief(speed.flops().orElse(0), locale),
              precision,
              reached);
      case Grounds.Unknown _ -> texts.get("analyzer.card.unknown", speed.device());
    };
  }
}
