package org.modelwright.app.hardware;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Separator;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;
import org.modelwright.engine.DeviceName;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.hardware.Profile;
import org.modelwright.hardware.Profiles;
import org.modelwright.train.TrainingSettings.Precision;

/// The profiles: a list, and beside it the figures of one with what can be done with it.
final class ProfilesPane extends BorderPane {

  private static final double LIST = 176;

  private final PlannerModel model;
  private final Texts texts;
  private final PlanWords words;
  private final ListView<ListedProfile> list = new ListView<>();
  private final VBox detail = new VBox(12);
  private final InvalidationListener chosen = _ -> showDetail();
  private @Nullable Estimate estimate;
  private @Nullable String said;
  private boolean editing;

  ProfilesPane(PlannerModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    words = new PlanWords(texts);
    setId("planner-profiles-page");
    list.setId("planner-profiles");
    list.setPrefWidth(LIST);
    list.setMinWidth(120);
    list.setCellFactory(_ -> new Cell());
    detail.setId("planner-profile");
    detail.getStyleClass().add("hardware-page");
    setLeft(list);
    setCenter(Look.scroll("planner-profile-scroll", detail));
    list.getSelectionModel().selectedItemProperty().addListener(chosen);
  }

  /// One line: name, and where it is from.
  private final class Cell extends ListCell<ListedProfile> {
    @Override
    protected void updateItem(@Nullable ListedProfile item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      if (item == null || empty) {
        setGraphic(null);
        return;
      }
      var origin =
          new Label(
              item.problem() != null
                  ? texts.get("hardware.profile.wrong")
                  : texts.get("hardware.origin." + YamlReader.word(item.origin())));
      origin.getStyleClass().add(item.problem() != null ? "hardware-fault" : "hardware-basis");
      setGraphic(new VBox(new Label(item.name()), origin));
    }
  }

  void show(@Nullable Estimate newest) {
    estimate = newest;
    if (newest == null) {
      return;
    }
    ListedProfile before = list.getSelectionModel().getSelectedItem();
    String name = before == null ? model.profileProperty().get() : before.name();
    // a form that is being filled in stays
    list.getSelectionModel().selectedItemProperty().removeListener(chosen);
    if (!newest.profiles().equals(list.getItems())) {
      list.getItems().setAll(newest.profiles());
    }
    select(name);
    list.getSelectionModel().selectedItemProperty().addListener(chosen);
    if (!editing) {
      showDetail();
    }
  }

  /// In another language.
  void retell() {
    list.refresh();
    if (!editing) {
      showDetail();
    }
  }

  private void select(String name) {
    list.getItems().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .ifPresentOrElse(
            p -> list.getSelectionModel().select(p), list.getSelectionModel()::selectFirst);
  }

  private void showDetail() {
    editing = false;
    ListedProfile item = list.getSelectionModel().getSelectedItem();
    if (item == null) {
      detail.getChildren().clear();
      return;
    }
    Label title = Look.words(item.name(), "hardware-title");
    title.setId("planner-profile-name");
    detail.getChildren().setAll(title, actions(item));
    if (said != null) {
      Label failure = Look.words(said, "hardware-failure");
      failure.setId("planner-profile-problem");
      detail.getChildren().add(failure);
    }
    if (item.problem() != null) {
      detail.getChildren().add(Look.words(item.problem(), "hardware-failure"));
    }
    if (item.profile() != null) {
      detail.getChildren().add(facts(item, item.profile()));
    }
    if (item.origin() == Profiles.Origin.OWN) {
      Label file =
          Look.words(
              texts.get("hardware.file", model.profiles().file(item.name())), "hardware-basis");
      file.setId("planner-profile-file");
      detail.getChildren().add(file);
    }
  }

  private Node actions(ListedProfile item) {
    String name = item.name();
    boolean own = item.origin() == Profiles.Origin.OWN;
    Button use = action("use", () -> model.profileProperty().set(name));
    use.setDisable(item.profile() == null || name.equals(model.profileProperty().get()));
    var copyName = new TextField(copyName(name));
    copyName.setId("planner-copy-name");
    copyName.setPrefColumnCount(12);
    copyName.setAccessibleText(texts.get("hardware.copy.name"));
    copyName.setTooltip(Tips.soon(texts.get("hardware.copy.name")));
    Button copy = action("copy", () -> copy(name, copyName.getText().strip()));
    copyName.setOnAction(_ -> copy.fire());
    copy.setDisable(item.profile() == null);
    var first = new FlowPane(8, 8, use, new Separator(Orientation.VERTICAL), copyName, copy);
    var all = new VBox(8, first);
    if (own) {
      Button edit = action("edit", () -> edit(name));
      Button place = action("place", () -> place(name));
      Button delete = action("delete", () -> {});
      delete.getStyleClass().add("danger");
      var second = new FlowPane(8, 8, edit, place, delete);
      delete.setOnAction(_ -> confirm(second, name));
      all.getChildren().add(second);
    }
    return all;
  }

  private Button action(String name, Runnable action) {
    return Look.button(
        "planner-profile-" + name,
        texts.get("hardware.action." + name),
        texts.get("hardware.action." + name + ".tip"),
        action);
  }

  /// `NAME-2`, or the next number that is free.
  private String copyName(String name) {
    List<String> taken = list.getItems().stream().map(ListedProfile::name).toList();
    int number = 2;
    while (taken.contains(name + "-" + number)) {
      number++;
    }
    return name + "-" + number;
  }

  private void copy(String name, String newName) {
    attempt(() -> {
      Path _ = model.profiles().copy(name, newName);
      var item =
          new ListedProfile(
              newName,
              Profiles.Origin.OWN,
              model.profiles().find(newName, DeviceName.CPU, 0),
              null);
      list.getItems().add(item);
      list.getSelectionModel().select(item);
      model.look();
    });
  }

  private void place(String name) {
    said = FilePlace.open(model.profiles().file(name)) ? null : texts.get("hardware.place.none");
    showDetail();
  }

  /// Asks in the place of the buttons.
  private void confirm(FlowPane buttons, String name) {
    Button yes =
        action(
            "confirm",
            () ->
                attempt(() -> {
                  model.profiles().delete(name);
                  if (name.equals(model.profileProperty().get())) {
                    model.profileProperty().set(Profiles.thisMachine());
                  }
                  list.getSelectionModel().selectFirst();
                  list.getItems().removeIf(item -> item.name().equals(name));
                  model.look();
                }));
    yes.getStyleClass().add("danger");
    buttons
        .getChildren()
        .setAll(
            Look.words(texts.get("hardware.delete.sure", name)),
            yes,
            action("keep", this::showDetail));
    yes.requestFocus();
  }

  private void edit(String name) {
    attempt(() -> {
      var draft = new ProfileDraft(model.profiles().settings(name));
      var form = new ProfileForm[1];
      form[0] =
          new ProfileForm(
              name,
              draft,
              texts,
              () -> {
                try {
                  model.profiles().save(name, draft.settings());
                  editing = false;
                  model.look();
                  showDetail();
                } catch (InputException e) {
                  form[0].fail(e.getMessage());
                }
              },
              this::showDetail);
      detail.getChildren().setAll(form[0]);
      editing = true;
    });
  }

  private void attempt(Runnable action) {
    said = null;
    try {
      action.run();
    } catch (InputException e) {
      said = e.getMessage();
      showDetail();
    }
  }

  private Node facts(ListedProfile item, Profile profile) {
    var grid = new GridPane(16, 6);
    grid.getStyleClass().add("hardware-section");
    var names = new ColumnConstraints();
    names.setMinWidth(96);
    var values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setMinWidth(0);
    grid.getColumnConstraints().addAll(names, values);
    String summary = "hardware.summary." + item.name();
    fact(grid, "summary", texts.has(summary) ? texts.get(summary) : profile.summary(), "");
    fact(
        grid,
        "device",
        texts.get("hardware.devices", profile.device(), profile.count(), profile.nodes()),
        source(profile, "device"));
    String memory = words.bytes(profile.memoryBytes());
    fact(
        grid,
        "memory",
        item.origin() == Profiles.Origin.DETECTED && estimate != null
            ? texts.get("hardware.memory.free", memory, words.bytes(estimate.memory()))
            : memory,
        source(profile, "memory"));
    fact(grid, "peakTeraflops", peaks(profile), source(profile, "peakTeraflops"));
    fact(grid, "bandwidth", bandwidth(profile.bandwidth()), source(profile, "bandwidth"));
    fact(
        grid,
        "price",
        profile.price().perHour() == 0
            ? texts.get("hardware.noPrice")
            : texts.get(
                "hardware.priceOf",
                words.money(profile.price().perHour(), profile),
                words.money(profile.price().transferPerGigabyte(), profile),
                profile.price().date()),
        source(profile, "price"));
    fact(grid, "power", words.brief(profile.watts()) + " W", source(profile, "power"));
    String storage =
        item.origin() == Profiles.Origin.DETECTED && estimate != null
            ? texts.get("hardware.disk.free", words.bytes(estimate.disk()))
            : texts.get("hardware.tiers", tier(profile.fast()), tier(profile.archive()));
    fact(
        grid,
        "storage",
        storage,
        item.origin() == Profiles.Origin.DETECTED ? "" : source(profile, "storage"));
    if (!profile.environment().isEmpty()) {
      fact(grid, "environment", String.join("\n", profile.environment()), "");
    }
    return grid;
  }

  private static String source(Profile profile, String section) {
    return Optional.ofNullable(profile.sources().get(section)).orElse("");
  }

  private void fact(GridPane grid, String name, String value, String source) {
    var both = new VBox(Look.words(value, "figure"));
    both.setMinWidth(0);
    if (!source.isEmpty()) {
      both.getChildren().add(Look.words(source, "hardware-basis"));
    }
    Label label = Look.words(texts.get("hardware.section." + name), "text-muted");
    GridPane.setValignment(label, VPos.TOP);
    grid.addRow(grid.getRowCount(), label, both);
  }

  private String peaks(Profile profile) {
    List<String> peaks = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      profile
          .peak(precision)
          .ifPresent(peak ->
              peaks.add(YamlReader.word(precision) + " " + words.brief(peak / 1e12) + " TFLOP/s"));
    }
    return String.join(texts.get("hardware.comma"), peaks);
  }

  private String bandwidth(Profile.Bandwidth bandwidth) {
    List<String> known = new ArrayList<>();
    known.add(speed("memory", bandwidth.memory()));
    if (bandwidth.link() > 0) {
      known.add(speed("link", bandwidth.link()));
    }
    if (bandwidth.network() > 0) {
      known.add(speed("network", bandwidth.network()));
    }
    return String.join(texts.get("hardware.comma"), known);
  }

  private String speed(String of, double bytes) {
    return texts.get("hardware.bandwidth." + of, words.brief(bytes / 1e9));
  }

  private String tier(Profile.StorageTier tier) {
    if (tier.bytes() == 0) {
      return texts.get("hardware.tier.none");
    }
    String size = words.bytes(tier.bytes());
    return tier.path().isEmpty() ? size : size + " " + tier.path();
  }
}
