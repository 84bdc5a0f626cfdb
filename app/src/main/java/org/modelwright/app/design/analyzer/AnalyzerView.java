package org.modelwright.app.design.analyzer;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.ClipboardText;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.StaleBanner;
import org.modelwright.compile.Analysis;

/// What each node costs: the table, and beside it what it comes to.
public final class AnalyzerView extends BorderPane implements Disposable {

  /// From here on the card stands beside the table; below, a button switches between them.
  private static final double WIDE = 1_180;

  private static final double CARD = 288;

  private final Texts texts;
  private final AnalyzerModel model;
  private final AnalyzerTable table;
  private final ThreeCCard card;
  private final Label setting = new Label();
  private final ToggleButton showCard = new ToggleButton();
  private final Subscription subscription;

  public AnalyzerView(AppContext context, DesignModel design) {
    texts = context.texts();
    model = new AnalyzerModel(design);
    table = new AnalyzerTable(model, texts);
    card = new ThreeCCard(model, texts);
    setId("analyzer");
    getStyleClass().add("analyzer");
    getStylesheets().add(StyleSheets.of("analyzer"));
    setTop(
        new VBox(
            toolbar(),
            new StaleBanner("analyzer-stale", model.compiled(), texts, "analyzer.broken")));
    subscription =
        Subscription.combine(
            widthProperty().subscribe((_, _) -> arrange()),
            showCard.selectedProperty().subscribe((_, _) -> arrange()),
            model.tableProperty().subscribe((_, _) -> tellSetting()),
            texts.localeProperty().subscribe((_, _) -> tellSetting()));
    arrange();
    tellSetting();
  }

  public AnalyzerModel model() {
    return model;
  }

  /// Ends what connects it to the drawing and to the language.
  @Override
  public void dispose() {
    subscription.unsubscribe();
    table.dispose();
    card.dispose();
    model.dispose();
  }

  private HBox toolbar() {
    setting.setId("analyzer-setting");
    setting.getStyleClass().add("text-muted");
    setting.setMinWidth(0);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    showCard.setId("analyzer-show-card");
    showCard.textProperty().bind(texts.text("analyzer.card"));
    showCard.getStyleClass().add("small");
    showCard.setMinWidth(Region.USE_PREF_SIZE);
    showCard.setTooltip(tip("analyzer.card.tip"));
    showCard.managedProperty().bind(showCard.visibleProperty());
    var bar =
        new HBox(
            8,
            setting,
            space,
            measureChoice(),
            showCard,
            copy("text", "mdi2c-content-copy"),
            copy("csv", "mdi2f-file-delimited-outline"));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("analyzer-toolbar");
    return bar;
  }

  private HBox measureChoice() {
    var name = new Label();
    name.textProperty().bind(texts.text("analyzer.share"));
    var choice = new ComboBox<Measure>();
    choice.setId("analyzer-share");
    choice.getItems().setAll(Measure.values());
    choice.valueProperty().bindBidirectional(model.measureProperty());
    choice.getStyleClass().add("small");
    choice
        .converterProperty()
        .bind(Bindings.createObjectBinding(() -> new Names(texts), texts.localeProperty()));
    name.setLabelFor(choice);
    name.setMinWidth(Region.USE_PREF_SIZE);
    choice.setMinWidth(Region.USE_PREF_SIZE);
    var box = new HBox(6, name, choice);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private Button copy(String form, String icon) {
    var button = new Button();
    button.setId("analyzer-copy-" + form);
    button.textProperty().bind(texts.text("analyzer.copy." + form));
    button.setGraphic(new FontIcon(icon));
    button.setTooltip(tip("analyzer.copy." + form + ".tip"));
    button.getStyleClass().addAll("small", "flat");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.disableProperty().bind(model.tableProperty().isNull());
    button.setOnAction(_ -> copy(form.equals("csv")));
    return button;
  }

  private void copy(boolean csv) {
    CostTable shown = model.tableProperty().get();
    if (shown != null) {
      Measure measure = model.measureProperty().get();
      ClipboardText.put(
          csv ? TableText.csv(shown, measure, texts) : TableText.text(shown, measure, texts));
    }
  }

  private Tooltip tip(String key) {
    var tip = new Tooltip();
    tip.textProperty().bind(texts.text(key));
    return tip;
  }

  private void arrange() {
    boolean wide = getWidth() >= WIDE;
    showCard.setVisible(!wide);
    setCenter(!wide && showCard.isSelected() ? card : table);
    setRight(wide ? card : null);
    card.setPrefWidth(wide ? CARD : Region.USE_COMPUTED_SIZE);
  }

  private void tellSetting() {
    CostTable shown = model.tableProperty().get();
    if (shown == null) {
      setting.setText("");
      setting.setTooltip(null);
      return;
    }
    Analysis analysis = shown.analysis();
    setting.setText(texts.get("analyzer.setting", analysis.batch(), analysis.positions()));
    setting.setTooltip(tip("analyzer.setting.tip"));
  }

  /// The measures in words.
  private static final class Names extends StringConverter<@Nullable Measure> {
    private final Texts texts;

    Names(Texts texts) {
      this.texts = texts;
    }

    @Override
    public String toString(@Nullable Measure measure) {
      return measure == null ? "" : texts.get(measure.textKey());
    }

    @Override
    public @Nullable Measure fromString(String words) {
      return null;
    }
  }
}
