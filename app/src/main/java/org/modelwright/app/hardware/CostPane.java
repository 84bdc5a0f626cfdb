package org.modelwright.app.hardware;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.app.common.WordField;
import org.modelwright.app.hardware.Estimate.Compared;
import org.modelwright.file.InputException;
import org.modelwright.hardware.CostPage;
import org.modelwright.hardware.Plan;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;

/// What the training costs on two profiles, side by side, with prices that can be tried out in place.
final class CostPane extends VBox {

  private static final String[] SIDES = {"a", "b"};

  private final PlannerModel model;
  private final Texts texts;
  private final PlanWords words;
  private final Prices prices = new Prices();
  private @Nullable Estimate shown;
  private @Nullable String problem;
  private int row;

  CostPane(PlannerModel model, Texts texts) {
    super(12);
    this.model = model;
    this.texts = texts;
    words = new PlanWords(texts);
    setId("planner-cost-page");
    getStyleClass().add("hardware-page");
  }

  void show(@Nullable Estimate estimate) {
    shown = estimate;
    getChildren().setAll(Look.words(texts.get("hardware.cost.about"), "text-muted"));
    if (problem != null) {
      getChildren().add(Look.words(problem, "hardware-failure"));
    }
    if (estimate == null) {
      return;
    }
    GridPane table = table(estimate);
    getChildren().add(table);
    for (Compared compared : estimate.compared()) {
      if (compared.problem() != null) {
        getChildren().add(Look.words(compared.problem(), "hardware-failure"));
      }
    }
    List<CostPage> pages =
        estimate.compared().stream()
            .filter(c -> c.plan() != null)
            .map(c -> prices.page(c.profile(), Objects.requireNonNull(c.plan())))
            .toList();
    if (pages.size() == 2) {
      fill(table, estimate.compared(), pages);
      Label saving = Look.words(saving(pages, estimate.compared()), "hardware-verdict");
      saving.setId("planner-saving");
      getChildren().add(saving);
    } else if (estimate.problem() != null) {
      getChildren().add(Look.words(estimate.problem(), "hardware-failure"));
    }
    getChildren().add(Look.words(texts.get("hardware.cost.basis"), "hardware-basis"));
  }

  private GridPane table(Estimate estimate) {
    var table = new GridPane(16, 6);
    table.setId("planner-cost-table");
    table.getStyleClass().addAll("hardware-section", "hardware-table");
    for (int i = 0; i < 3; i++) {
      var column = new ColumnConstraints();
      column.setHgrow(Priority.ALWAYS);
      column.setPercentWidth(i == 0 ? 34 : 33);
      column.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
      table.getColumnConstraints().add(column);
    }
    table.add(Look.words(texts.get("hardware.cost.profile"), "text-muted"), 0, 0);
    List<String> names = estimate.profiles().stream().map(ListedProfile::name).toList();
    table.add(choice("a", names, model.firstProperty()), 1, 0);
    table.add(choice("b", names, model.secondProperty()), 2, 0);
    row = 1;
    return table;
  }

  private ComboBox<String> choice(String side, List<String> names, StringProperty name) {
    var choice = new ComboBox<String>();
    choice.setId("planner-compare-" + side);
    choice.getItems().setAll(names);
    choice.setValue(name.get());
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setAccessibleText(texts.get("hardware.cost.profile"));
    choice
        .valueProperty()
        .addListener((_, _, chosen) -> {
          if (chosen != null) {
            name.set(chosen);
          }
        });
    return choice;
  }

  private void fill(GridPane table, List<Compared> compared, List<CostPage> pages) {
    line(table, "device", pages, p -> p.profile().devices() + " × " + p.profile().device());
    line(table, "fits", pages, p -> texts.get(p.plan().fits() ? "hardware.yes" : "hardware.no"));
    line(table, "time", pages, p -> words.duration(p.plan().hours()));
    line(table, "deviceHours", pages, p -> words.number(p.deviceHours(), 2));
    prices(table, Prices.Kind.HOUR, compared, pages);
    line(table, "compute", pages, p -> words.money(p.compute(), p.profile()));
    prices(table, Prices.Kind.FAST, compared, pages);
    line(table, "fast", pages, p -> stored(p.fastBytes(), p.fast(), p));
    prices(table, Prices.Kind.ARCHIVE, compared, pages);
    line(table, "archive", pages, p -> stored(p.archiveBytes(), p.archive(), p));
    prices(table, Prices.Kind.TRANSFER, compared, pages);
    line(table, "transfer", pages, p -> stored(p.transferBytes(), p.transfer(), p));
    line(table, "total", pages, p -> words.money(p.total(), p.profile()));
    line(
        table,
        "energy",
        pages,
        p -> texts.get("hardware.kwh", words.brief(p.plan().energyKilowattHours())));
    line(
        table,
        "source",
        pages,
        p ->
            p.profile().price().date()
                + " "
                + p.profile().sources().getOrDefault("price", texts.get("hardware.source.none")));
    table.add(Look.words(""), 0, row);
    for (int i = 0; i < 2; i++) {
      table.add(actions(SIDES[i], compared.get(i).profile(), pages.get(i).plan()), i + 1, row);
    }
  }

  private String stored(double bytes, double price, CostPage page) {
    return words.bytes(bytes) + texts.get("hardware.colon") + words.money(price, page.profile());
  }

  private void line(
      GridPane table, String name, List<CostPage> pages, Function<CostPage, String> cell) {
    String style = name.equals("total") ? "hardware-total" : "figure";
    table.add(Look.words(texts.get("hardware.cost." + name), "text-muted", style), 0, row);
    for (int i = 0; i < pages.size(); i++) {
      Label value = Look.words(cell.apply(pages.get(i)), style);
      value.setId("planner-cost-" + name + "-" + SIDES[i]);
      table.add(value, i + 1, row);
    }
    row++;
  }

  private void prices(
      GridPane table, Prices.Kind kind, List<Compared> compared, List<CostPage> pages) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    Label label =
        Look.words(
            texts.get("hardware.price." + name, pages.getFirst().profile().price().currency()),
            "text-muted");
    table.add(label, 0, row);
    for (int i = 0; i < 2; i++) {
      String profile = compared.get(i).profile();
      var field =
          new WordField(
              "planner-price-" + name + "-" + SIDES[i],
              texts,
              Prices::refusal,
              typed -> {
                prices.set(profile, kind, typed);
                // the field is still at work with what was typed
                Platform.runLater(() -> show(shown));
                return true;
              });
      double price = prices.get(profile, pages.get(i).plan().profile(), kind);
      field.show(plain(price), "");
      field.setTooltip(Tips.soon(texts.get("hardware.price.tip")));
      field.field().setAccessibleText(label.getText());
      table.add(field, i + 1, row);
    }
    row++;
  }

  private static String plain(double price) {
    return price == Math.rint(price) ? Long.toString((long) price) : Double.toString(price);
  }

  private Node actions(String side, String name, Plan plan) {
    Profile profile = plan.profile();
    if (!prices.changed(name, profile)) {
      return new Region();
    }
    boolean own = model.profiles().origin(name) == Profiles.Origin.OWN;
    var keep =
        Look.button(
            "planner-keep-" + side,
            texts.get("hardware.price.keep"),
            texts.get(own ? "hardware.price.keep.tip" : "hardware.price.keep.not"),
            () -> keep(name));
    keep.setDisable(!own);
    var drop =
        Look.button(
            "planner-drop-" + side,
            texts.get("hardware.price.drop"),
            texts.get("hardware.price.drop.tip"),
            () -> {
              prices.drop(name);
              show(shown);
            });
    var box = new FlowPane(8, 4, keep, drop);
    box.setAlignment(Pos.CENTER_RIGHT);
    var all = new VBox(4, box);
    if (!own) {
      all.getChildren().add(Look.words(texts.get("hardware.price.keep.not"), "hardware-basis"));
    }
    return all;
  }

  private void keep(String name) {
    try {
      prices.keep(model.profiles(), name);
      problem = null;
      model.look();
    } catch (InputException e) {
      problem = e.getMessage();
    }
    show(shown);
  }

  private String saving(List<CostPage> pages, List<Compared> compared) {
    CostPage a = pages.getFirst();
    CostPage b = pages.getLast();
    if (!a.profile().price().currency().equals(b.profile().price().currency())) {
      return texts.get("hardware.saving.currencies");
    }
    boolean second = b.total() < a.total();
    double percent = second ? b.savingPercent(a) : a.savingPercent(b);
    String one = compared.getFirst().profile();
    String other = compared.getLast().profile();
    return percent == 0
        ? texts.get("hardware.saving.none")
        : texts.get(
            "hardware.saving",
            second ? other : one,
            words.number(percent, 1),
            second ? one : other);
  }
}
