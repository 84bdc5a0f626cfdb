package org.modelwright.app.hardware;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.common.WordField;
import org.modelwright.app.settings.CurrentProject;
import org.modelwright.file.YamlReader;
import org.modelwright.hardware.Calibrations;
import org.modelwright.hardware.Profiles;

/// The planner's page: what is planned and on what, and four parts: plan, cost, predicted and measured,
/// profiles.
public final class PlannerView extends BorderPane implements Disposable {

  private static final int MOST_DEVICES = 1024;

  /// What stands beside the fields, gaps included.
  private static final double BESIDE = 110;

  private final Texts texts;
  private final PlannerModel model;
  private final PlanPane plan;
  private final CostPane cost;
  private final MeasuredPane measured;
  private final ProfilesPane profiles;
  private final ComboBox<String> profile = new ComboBox<>();
  private final WordField devices;
  private final WordField amount;
  private final ComboBox<Planned.Unit> unit = new ComboBox<>();
  private final Subscription subscription;
  private boolean filling;

  public PlannerView(AppContext context, CurrentProject project) {
    this(context, project, new Estimator(Profiles.ofUser(), Calibrations.ofUser()));
  }

  PlannerView(AppContext context, CurrentProject project, Estimator estimator) {
    texts = context.texts();
    model = new PlannerModel(project, estimator, context.preferences());
    plan = new PlanPane(model, texts);
    cost = new CostPane(model, texts);
    measured = new MeasuredPane(texts);
    profiles = new ProfilesPane(model, texts);
    devices = new WordField("planner-devices", texts, PlannerView::noCount, this::setCount);
    amount = new WordField("planner-amount", texts, Planned::refusal, this::setAmount);
    setId("planner");
    getStyleClass().add("hardware");
    getStylesheets().add(StyleSheets.of("hardware"));
    setTop(bar());
    setCenter(parts());
    subscription =
        Subscription.combine(
            model.estimateProperty().subscribe((_, _) -> retell()),
            model.learnedProperty().subscribe((_, _) -> retell()),
            model.profileProperty().subscribe((_, _) -> showChoices()),
            model.countProperty().subscribe((_, _) -> showChoices()),
            texts
                .localeProperty()
                .subscribe((_, _) -> {
                  retell();
                  profiles.retell();
                }));
    retell();
  }

  PlannerModel model() {
    return model;
  }

  /// Looks at the profiles' files and the finished runs again, as after the end of a run.
  public void look() {
    model.look();
  }

  @Override
  public void dispose() {
    subscription.unsubscribe();
    model.dispose();
  }

  private Node bar() {
    profile.setId("planner-profile-choice");
    profile
        .valueProperty()
        .addListener((_, _, chosen) -> {
          if (!filling && chosen != null) {
            model.profileProperty().set(chosen);
          }
        });
    unit.setId("planner-unit");
    unit.getItems().setAll(Planned.Unit.values());
    unit.setValue(Planned.Unit.TOKENS);
    unit.converterProperty()
        .bind(Bindings.createObjectBinding(() -> new Names(texts), texts.localeProperty()));
    unit.valueProperty().addListener((_, _, _) -> setAmount(amount.field().getText()));
    devices.field().setPrefColumnCount(4);
    devices.stepping();
    amount.field().setPrefColumnCount(8);
    Button again = new Button();
    again.setId("planner-look");
    again.setGraphic(new FontIcon("mdi2r-refresh"));
    again.setTooltip(tip("hardware.look"));
    again.accessibleTextProperty().bind(texts.text("hardware.look"));
    again.setOnAction(_ -> model.look());
    var amounts = new HBox(4, amount, unit);
    var fields =
        new FlowPane(
            16, 8, named("profile", profile), named("devices", devices), named("planned", amounts));
    profile.setTooltip(tip("hardware.choice.profile.tip"));
    devices.setTooltip(tip("hardware.choice.devices.tip"));
    amount.setTooltip(tip("hardware.choice.planned.tip"));
    HBox.setHgrow(fields, Priority.ALWAYS);
    fields.setMinWidth(0);
    fields.prefWrapLengthProperty().bind(widthProperty().subtract(BESIDE));
    var pending = new FontIcon("mdi2t-timer-sand");
    pending.visibleProperty().bind(model.pendingProperty());
    var bar = new HBox(8, fields, pending, again);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("hardware-bar");
    return bar;
  }

  private Tooltip tip(String key) {
    var tip = Tips.soon("");
    tip.textProperty().bind(texts.text(key));
    return tip;
  }

  private Node named(String name, Node control) {
    var label = new Label();
    label.textProperty().bind(texts.text("hardware.choice." + name));
    label.getStyleClass().add("text-muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(control);
    return new VBox(2, label, control);
  }

  private Node parts() {
    var parts = new TabPane();
    parts.setId("planner-tabs");
    parts.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    parts
        .getTabs()
        .setAll(
            List.of(
                part("plan", Look.scroll("planner-plan-scroll", plan)),
                part("cost", Look.scroll("planner-cost-scroll", cost)),
                part("measured", measured),
                part("profiles", profiles)));
    return parts;
  }

  private Tab part(String name, Node content) {
    var tab = new Tab(null, content);
    tab.setId("planner-tab-" + name);
    tab.textProperty().bind(texts.text("hardware.tab." + name));
    return tab;
  }

  private void retell() {
    Estimate newest = model.estimateProperty().get();
    showChoices();
    plan.show(newest);
    cost.show(newest);
    measured.show(model.learnedProperty().get(), newest);
    profiles.show(newest);
  }

  private void showChoices() {
    Estimate newest = model.estimateProperty().get();
    filling = true;
    if (newest != null) {
      List<String> names = newest.profiles().stream().map(ListedProfile::name).toList();
      if (!names.equals(profile.getItems())) {
        profile.getItems().setAll(names);
      }
    }
    profile.setValue(model.profileProperty().get());
    filling = false;
    Integer count = model.countProperty().get();
    devices.show(
        count == null ? "" : count.toString(),
        newest == null || newest.plan() == null || count != null
            ? ""
            : Integer.toString(newest.plan().profile().count()));
    Planned planned = model.plannedProperty().get();
    if (planned == null && newest != null && newest.plan() != null) {
      amount
          .field()
          .setPromptText(
              new PlanWords(texts)
                  .number(
                      unit.getValue() == Planned.Unit.STEPS
                          ? newest.plan().steps()
                          : newest.plan().workload().tokens(),
                      0));
    }
  }

  private static Optional<Sentence> noCount(String words) {
    boolean good =
        words.isEmpty()
            || (words.matches("[1-9][0-9]{0,3}") && Integer.parseInt(words) <= MOST_DEVICES);
    return good ? Optional.empty() : Optional.of(Sentence.of("hardware.choice.devices.wrong"));
  }

  private boolean setCount(String words) {
    model.countProperty().set(words.isEmpty() ? null : Integer.valueOf(words));
    return true;
  }

  private boolean setAmount(String words) {
    model
        .plannedProperty()
        .set(Planned.parse(words).map(n -> new Planned(n, unit.getValue())).orElse(null));
    return true;
  }

  /// Tokens and steps in words.
  private static final class Names extends StringConverter<Planned.@Nullable Unit> {
    private final Texts texts;

    Names(Texts texts) {
      this.texts = texts;
    }

    @Override
    public String toString(Planned.@Nullable Unit unit) {
      return unit == null ? "" : texts.get("hardware.unit." + YamlReader.word(unit));
    }

    @Override
    public Planned.@Nullable Unit fromString(String words) {
      return null;
    }
  }
}
