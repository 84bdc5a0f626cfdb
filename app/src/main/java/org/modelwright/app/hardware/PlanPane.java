package org.modelwright.app.hardware;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.common.Figures;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.file.YamlReader;
import org.modelwright.hardware.Advice;
import org.modelwright.hardware.MemoryNeed;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Profile;
import org.modelwright.train.TrainingSettings;

/// The plan: whether it fits, its memory, its figures, what to change, and what all of it rests on.
final class PlanPane extends VBox {

  private static final double WIDE_TILE = 148;

  private final PlannerModel model;
  private final Texts texts;
  private final PlanWords words;

  PlanPane(PlannerModel model, Texts texts) {
    super(16);
    this.model = model;
    this.texts = texts;
    words = new PlanWords(texts);
    setId("planner-plan");
    getStyleClass().add("hardware-page");
  }

  /// Shows an estimate; where there is no plan, why.
  void show(@Nullable Estimate estimate) {
    if (estimate == null) {
      getChildren().setAll(Look.words(texts.get("hardware.planning"), "text-muted"));
      return;
    }
    Plan plan = estimate.plan();
    if (plan == null) {
      Label why = Look.words(String.valueOf(estimate.problem()), "hardware-failure");
      why.setId("planner-problem");
      getChildren().setAll(why);
      return;
    }
    getChildren().setAll(verdict(plan), setting(plan), memory(plan, estimate.otherwise()));
    getChildren().addAll(figures(plan), advice(plan), sources(plan, estimate.vocabularyAssumed()));
  }

  private Node verdict(Plan plan) {
    long total = plan.memory().total();
    long usable = plan.usableBytes();
    String share = Figures.percent((double) usable / plan.profile().memoryBytes(), texts.locale());
    Label says =
        Look.words(
            plan.fits()
                ? texts.get("hardware.fits", words.bytes(total), words.bytes(usable), share)
                : texts.get(
                    "hardware.fitsNot",
                    words.bytes(total),
                    words.bytes(usable),
                    share,
                    words.bytes((double) total - usable)),
            "hardware-verdict");
    says.setId("planner-verdict");
    says.setGraphic(
        new FontIcon(plan.fits() ? "mdi2c-check-circle-outline" : "mdi2a-alert-circle-outline"));
    var box = new VBox(says);
    box.getStyleClass().addAll("hardware-card", plan.fits() ? "fits" : "fits-not");
    return box;
  }

  private Label setting(Plan plan) {
    Profile profile = plan.profile();
    TrainingSettings training = plan.workload().training();
    Label says =
        Look.words(
            texts.get(
                    profile.nodes() > 1 ? "hardware.on.nodes" : "hardware.on",
                    profile.device(),
                    profile.count(),
                    profile.nodes(),
                    words.bytes(profile.memoryBytes()))
                + " "
                + texts.get(
                    "hardware.step",
                    training.batchSize(),
                    training.accumulation(),
                    plan.workload().context(),
                    YamlReader.word(training.precision())),
            "text-muted");
    says.setId("planner-setting");
    return says;
  }

  private Node memory(Plan plan, @Nullable Plan otherwise) {
    long most = Math.max(plan.memory().total(), plan.profile().memoryBytes());
    if (otherwise != null) {
      // the other one may go beyond the edge, but not make this one too small to read
      most = Math.max(most, Math.min(otherwise.memory().total(), 2 * most));
    }
    boolean checkpointed = plan.workload().training().activationCheckpointing() > 0;
    var section =
        Look.section(
            "mdi2m-memory",
            texts.get("hardware.memory"),
            named(checkpointed),
            bar("planner-bar", plan, most),
            legend(plan));
    if (otherwise != null) {
      Label other = named(!checkpointed);
      other.setText(
          other.getText()
              + texts.get("hardware.colon")
              + words.bytes(otherwise.memory().total())
              + texts.get("hardware.comma")
              + texts.get(otherwise.fits() ? "hardware.yes" : "hardware.no"));
      section.getChildren().addAll(other, bar("planner-bar-otherwise", otherwise, most));
    }
    Label activations =
        Look.words(
            texts.get(
                "hardware.activations",
                words.bytes(plan.activationsWithout()),
                words.bytes(plan.activationsWith())),
            "text-muted");
    activations.setId("planner-activations");
    section
        .getChildren()
        .addAll(
            activations,
            Look.words(
                texts.get("hardware.memory.basis", words.basis(plan.factors())), "hardware-basis"));
    return section;
  }

  private Label named(boolean checkpointed) {
    return Look.words(
        texts.get(checkpointed ? "hardware.bar.with" : "hardware.bar.without"), "hardware-label");
  }

  private MemoryBar bar(String id, Plan plan, long most) {
    return new MemoryBar(
        id, plan.memory(), plan.usableBytes(), plan.profile().memoryBytes(), most, words);
  }

  private Node legend(Plan plan) {
    MemoryNeed need = plan.memory();
    var legend = new FlowPane(16, 4);
    for (MemoryBar.Part part : MemoryBar.parts(need)) {
      var swatch = new Region();
      swatch.getStyleClass().addAll("memory-swatch", part.name());
      Label value =
          Look.whole(
              words.bytes(part.bytes())
                  + "  "
                  + Figures.percent((double) part.bytes() / need.total(), texts.locale()),
              "figure");
      value.setId("planner-memory-" + part.name());
      Label name = Look.whole(texts.get("hardware.memory." + part.name()), "text-muted");
      name.setTooltip(Tips.soon(texts.get("hardware.memory." + part.name() + ".tip")));
      var entry = new HBox(6, swatch, name, value);
      entry.setAlignment(Pos.CENTER_LEFT);
      legend.getChildren().add(entry);
    }
    return legend;
  }

  private Node figures(Plan plan) {
    String measured = words.basis(plan.factors());
    Profile profile = plan.profile();
    var tiles = new FlowPane(8, 8);
    tiles
        .getChildren()
        .addAll(
            tile("speed", Figures.brief(plan.tokensPerSecond(), texts.locale()), measured),
            tile("step", words.millis(plan.time().seconds()), measured),
            tile(
                "mfu",
                Figures.percent(plan.mfu(), texts.locale()),
                plan.factors().isMeasured() ? measured : texts.get("hardware.basis.assumed")),
            tile("time", words.duration(plan.hours()), measured),
            tile(
                "tokens",
                Figures.brief(plan.workload().tokens(), texts.locale()),
                texts.get("hardware.basis.steps", Figures.exact(plan.steps(), texts.locale()))),
            tile(
                "energy",
                texts.get("hardware.kwh", words.brief(plan.energyKilowattHours())),
                texts.get("hardware.basis.power", words.brief(profile.watts()))),
            tile(
                "cost",
                words.cost(plan),
                profile.price().perHour() == 0
                    ? texts.get("hardware.basis.noPrice")
                    : texts.get(
                        "hardware.basis.price",
                        words.money(profile.price().perHour(), profile),
                        profile.price().date())));
    if (profile.devices() > 1) {
      double all = plan.time().bytesSent() * profile.devices();
      tiles
          .getChildren()
          .addAll(
              tile(
                  "sent",
                  words.bytes(plan.time().bytesSent()),
                  texts.get(
                      "hardware.basis.sent", words.bytes(all), words.bytes(all * plan.steps()))),
              tile(
                  "communication",
                  words.millis(plan.time().communication()),
                  texts.get(
                      "hardware.basis.communication",
                      Figures.percent(
                          plan.time().communication() / plan.time().seconds(), texts.locale()))));
    }
    return Look.section("mdi2s-speedometer", texts.get("hardware.figures"), tiles);
  }

  private Node tile(String name, String value, String basis) {
    Label figure = Look.whole(value, "hardware-figure");
    figure.setId("planner-" + name);
    Label what = Look.words(texts.get("hardware.tile." + name), "text-muted");
    Label from = Look.words(basis, "hardware-basis");
    from.setId("planner-" + name + "-basis");
    var tile = new VBox(2, what, figure, from);
    tile.getStyleClass().add("hardware-tile");
    tile.setPrefWidth(WIDE_TILE);
    var tip = Tips.soon(texts.get("hardware.tile." + name + ".tip"));
    what.setTooltip(tip);
    figure.setTooltip(tip);
    return tile;
  }

  private Node advice(Plan plan) {
    var section = Look.section("mdi2l-lightbulb-on-outline", texts.get("hardware.advice"));
    section.setId("planner-advice");
    List<Advice> all = plan.advice();
    section
        .getChildren()
        .add(
            Look.words(
                texts.get(
                    all.isEmpty()
                        ? plan.fits() ? "hardware.advice.none" : "hardware.advice.helpless"
                        : plan.fits() ? "hardware.advice.faster" : "hardware.advice.fit"),
                "text-muted"));
    for (int i = 0; i < all.size(); i++) {
      section.getChildren().add(row(i, all.get(i), plan));
    }
    return section;
  }

  private Node row(int number, Advice advice, Plan now) {
    Plan then = advice.then();
    Label change = Look.words(words.change(advice, now), "hardware-change");
    change.setId("planner-change-" + number);
    var said = new VBox(2, change, Look.words(words.why(advice), "text-muted"));
    said.setMinWidth(0);
    HBox.setHgrow(said, Priority.ALWAYS);
    Button apply =
        Look.button(
            "planner-apply-" + number,
            texts.get("hardware.apply"),
            texts.get("hardware.apply.tip"),
            () -> model.apply(advice));
    var head = new HBox(12, said, apply);
    head.setAlignment(Pos.CENTER_LEFT);
    var effects = new GridPane(16, 2);
    for (int i = 0; i < 3; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / 3);
      column.setHalignment(HPos.LEFT);
      effects.getColumnConstraints().add(column);
    }
    String fits =
        then.fits() == now.fits()
            ? ""
            : texts.get("hardware.comma") + texts.get(then.fits() ? "hardware.yes" : "hardware.no");
    effects.addRow(
        0,
        effect(
            "memory",
            words.effect(words.bytes(now.memory().total()), words.bytes(then.memory().total()))
                + fits),
        effect("time", words.effect(words.duration(now.hours()), words.duration(then.hours()))),
        effect("cost", words.effect(words.cost(now), words.cost(then))));
    var row = new VBox(4, head, effects);
    row.getStyleClass().add("hardware-advice");
    return row;
  }

  private Node effect(String name, String words) {
    return new VBox(
        Look.words(texts.get("hardware.effect." + name), "hardware-basis"),
        Look.words(words, "figure"));
  }

  private Node sources(Plan plan, boolean vocabularyAssumed) {
    var section = Look.section("mdi2i-information-outline", texts.get("hardware.sources"));
    section.setId("planner-sources");
    words
        .sources(plan, vocabularyAssumed)
        .forEach(s -> section.getChildren().add(Look.words(s, "text-muted")));
    return section;
  }
}
