package org.modelwright.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.common.Answers;
import org.modelwright.app.common.Waiting;
import org.modelwright.app.design.Designs;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class DataViewUiTest {

  private static final String END = "<|endoftext|>";

  @TempDir Path project;
  private @Nullable String before;
  private Stage stage;
  private AppContext context;
  private DataModel model;
  private DataView view;
  private final Answers files = new Answers();

  @Start
  void start(Stage stage) {
    this.stage = stage;
    before = Application.getUserAgentStylesheet();
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
  }

  /// Other classes in the same process count on what was there.
  @AfterEach
  void restore() {
    WaitForAsyncUtils.asyncFx(() -> {
      stage.setScene(new Scene(new Group()));
      Application.setUserAgentStylesheet(before);
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void show(FxRobot robot, String yaml) throws IOException {
    Files.writeString(project.resolve("data.yaml"), yaml);
    robot.interact(() -> {
      context = Designs.context(Locale.ENGLISH, project.resolve("none"), files);
      model = new DataModel(project);
      view = new DataView(context, model);
      stage.setScene(new Scene(view, 500, 700));
      stage.setX(0);
      stage.setY(0);
      stage.show();
    });
  }

  private static void await(Callable<Boolean> condition) {
    Waiting.until(10, condition);
  }

  private boolean has(String id) {
    return view.lookup(id) != null;
  }

  private String text(String id) {
    return ((Labeled) view.lookup(id)).getText();
  }

  private void fire(FxRobot robot, String id) {
    robot.interact(() -> ((ButtonBase) view.lookup(id)).fire());
  }

  private void add(FxRobot robot, String item, Path path) {
    files.next.add(path);
    var menu = (MenuButton) view.lookup("#data-add-source");
    robot.interact(() ->
        menu.getItems().stream()
            .filter(i -> i.getId().equals("data-add-" + item))
            .forEach(i -> i.fire()));
  }

  @SuppressWarnings("unchecked")
  private ComboBox<String> choice(String id) {
    return (ComboBox<String>) view.lookup(id);
  }

  private String tokens() {
    return ((TextFlow) view.lookup("#data-tokens"))
        .getChildren().stream()
            .map(Node::getUserData)
            .filter(Prepared.Token.class::isInstance)
            .map(token -> ((Prepared.Token) token).text())
            .collect(Collectors.joining());
  }

  private Path texts() throws IOException {
    Path texts = Files.createDirectories(project.resolve("texts"));
    for (int i = 0; i < 12; i++) {
      Files.writeString(
          texts.resolve("t%02d.txt".formatted(i)), "Text %d\n".formatted(i).repeat(i + 1));
    }
    Files.writeString(texts.resolve("notes.md"), "not this one");
    return texts;
  }

  @Test
  void fromAnEmptyPageToTokens(FxRobot robot) throws Exception {
    Path texts = texts();
    show(robot, "# mine\nsources: []\nsplit: {validation: 0}\ncontext: 16 # tokens\n");
    assertThat(robot.lookup(".data-source").queryAll()).isEmpty();
    assertThat(robot.lookup(".data-empty").queryAllAs(Labeled.class))
        .anyMatch(label -> label.getText().startsWith("There is no source yet. Press"));
    assertThat(view.lookup("#data-prepare").isDisabled()).isTrue();
    add(robot, "folder", texts);
    await(() -> has("#data-source-0-include"));
    robot.clickOn("#data-source-0-include").write("**/*.txt");
    robot.interact(() -> choice("#data-tokenizer-kind").setValue("bytes"));
    assertThat(view.lookup("#data-tokenizer-vocabulary").getParent().isVisible()).isFalse();
    assertThat(text("#data-saved")).isEqualTo("Not saved");
    robot.clickOn("#data-save");
    assertThat(text("#data-saved")).isEqualTo("Saved");
    assertThat(Files.readString(project.resolve("data.yaml")))
        .isEqualTo(
            """
            # mine
            sources: [{path: texts, include: ["**/*.txt"]}]
            split: {validation: 0}
            context: 16 # tokens
            tokenizer: {kind: bytes}
            """);

    robot.clickOn("#data-prepare");
    await(() -> has("#data-total-documents"));
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      all.append(Files.readString(texts.resolve("t%02d.txt".formatted(i)))).append(END);
    }
    int characters = all.length() - 12 * END.length();
    assertThat(text("#data-total-documents")).isEqualTo("12");
    assertThat(text("#data-total-characters")).isEqualTo(String.valueOf(characters));
    assertThat(text("#data-total-tokens")).isEqualTo(String.valueOf(characters + 12));
    assertThat(text("#data-total-compression"))
        .isEqualTo(String.format(Locale.ROOT, "%.2f", (double) characters / (characters + 12)));
    assertThat(text("#data-total-vocabulary")).isEqualTo("257");
    assertThat(text("#data-duplicates-said")).startsWith("No document equals an earlier one.");
    assertThat(has("#data-lengths")).isTrue();
    assertThat(text("#data-state")).contains("from these settings");
    assertThat(tokens()).isNotEmpty();
    assertThat(all.toString()).contains(tokens());

    robot.interact(() -> model.set("context", "17"));
    assertThat(text("#data-state")).contains("changed since");
  }

  @Test
  void documentsOneByOne(FxRobot robot) throws Exception {
    texts();
    show(robot, "sources: [{path: texts, exclude: ['*.md', 't0[2-9].txt', 't1*']}]\n");
    fire(robot, "#data-documents-show");
    await(() -> text("#data-document-name").equals("1: t00.txt"));
    var shown = (TextInputControl) view.lookup("#data-document-text");
    assertThat(shown.getText()).isEqualTo("Text 0\n");
    assertThat(view.lookup("#data-document-back").isDisabled()).isTrue();
    fire(robot, "#data-document-next");
    await(() -> text("#data-document-name").equals("2: t01.txt"));
    assertThat(shown.getText()).isEqualTo("Text 1\nText 1\n");
    fire(robot, "#data-document-next");
    await(() -> view.lookup("#data-document-next").isDisabled());
    assertThat(text("#data-document-name")).isEqualTo("2: t01.txt");
  }

  @Test
  void aTableIsReadByItsColumnAndPaddingIsShown(FxRobot robot) throws Exception {
    Path lines =
        Files.writeString(
            project.resolve("rows.jsonl"),
            IntStream.range(0, 20)
                .mapToObj(
                    i -> "{\"id\": %d, \"title\": \"t\", \"body\": \"row %02d\"}\n".formatted(i, i))
                .collect(Collectors.joining()));
    show(
        robot,
        "sources: []\nsplit: {validation: 0}\ntokenizer: {kind: bytes}\nwindows: padded\ncontext: 10\n");
    add(robot, "file", lines);
    await(() -> has("#data-source-0-field"));
    assertThat(choice("#data-source-0-field").getItems()).containsExactly("title", "body");
    assertThat(choice("#data-source-0-field").getValue()).isEqualTo("title");
    robot.interact(() -> choice("#data-source-0-field").setValue("body"));
    fire(robot, "#data-prepare");
    await(() -> has("#data-total-documents"));
    assertThat(text("#data-total-documents")).isEqualTo("20");
    assertThat(text("#data-total-characters")).isEqualTo("120");
    assertThat(tokens()).matches("row [01][0-9]");
    assertThat(text("#data-padding")).isEqualTo("padding × 4");
    assertThat(text("#data-row")).contains("6 tokens, 4 of padding");
  }

  @Test
  void aWrongValueIsSaidAtItsFieldAndCannotBeSaved(FxRobot robot) throws Exception {
    texts();
    show(robot, "sources: [{path: texts}, {path: none}]\n");
    await(() ->
        robot.lookup(".setting-problem").queryAllAs(Labeled.class).stream()
            .anyMatch(label -> label.getText().contains("none does not exist")));
    robot.interact(() -> ((TextInputControl) view.lookup("#data-context")).setText("many"));
    assertThat(text("#data-context-problem"))
        .isEqualTo("`data.context` is `many`, but must be a whole number from 1 to 1048576.");
    assertThat(view.lookup("#data-refusal").isVisible()).isFalse();
    assertThat(view.lookup("#data-save").isDisabled()).isTrue();
    assertThat(context.commands().find(CommandId.PREPARE_DATA).orElseThrow().whyNot().get())
        .isEqualTo("data.whyNot.invalid");
    fire(robot, "#data-revert");
    assertThat(view.lookup("#data-context-problem").isVisible()).isFalse();
    fire(robot, "#data-prepare");
    await(() -> view.lookup("#data-failure").isVisible());
    assertThat(text("#data-failure")).contains("none does not exist");
  }

  @Test
  void preparationIsCancelled(FxRobot robot) throws Exception {
    Files.writeString(
        project.resolve("long.txt"), "so many words, so little time\n".repeat(700_000));
    show(robot, "sources: [{path: long.txt}]\nsplit: {by: tail}\n");
    fire(robot, "#data-prepare");
    await(() -> has("#data-cancel"));
    assertThat(view.lookup("#data-prepare").isDisabled()).isTrue();
    fire(robot, "#data-cancel");
    await(() -> model.preparingProperty().get() == null);
    assertThat(model.preparedProperty().get()).isNull();
    assertThat(text("#data-state")).startsWith("Nothing is prepared yet");
    assertThat(view.lookup("#data-failure").isVisible()).isFalse();
    assertThat(view.lookup("#data-prepare").isDisabled()).isFalse();
  }

  @Test
  void aBrokenFileIsShownAndReplacedOnlyOnDemand(FxRobot robot) throws Exception {
    show(robot, "sources: [\n");
    assertThat(text("#data-broken")).contains("data.yaml:2:1: not valid YAML");
    assertThat(view.lookup("#data-save").isDisabled()).isTrue();
    fire(robot, "#data-replace");
    assertThat(has("#data-add-source")).isTrue();
    assertThat(Files.readString(project.resolve("data.yaml"))).isEqualTo("sources: [\n");
  }

  @Test
  void inChineseAndInTheDark(FxRobot robot) throws Exception {
    texts();
    show(robot, "sources: [{path: texts}]\n");
    robot.interact(() -> {
      context.texts().localeProperty().set(Locale.SIMPLIFIED_CHINESE);
      Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
      view.getStyleClass().add("dark");
    });
    assertThat(text("#data-prepare")).isEqualTo("准备数据");
    assertThat(choice("#data-split-by").getConverter().toString("tail")).isEqualTo("文本末尾");
    var picture = new AtomicReference<WritableImage>();
    robot.interact(() -> picture.set(stage.getScene().snapshot(null)));
    Color ground = picture.get().getPixelReader().getColor(4, 4);
    Text words = robot.lookup("#data-saved .text").queryAs(Text.class);
    assertThat(((Color) words.getFill()).getBrightness() - ground.getBrightness())
        .isGreaterThan(0.4);
  }

  @Test
  void nothingIsLeftBehind(FxRobot robot) throws Exception {
    texts();
    show(robot, "sources: [{path: texts}]\n");
    assertThat(context.commands().find(CommandId.ADD_SOURCE)).isPresent();
    robot.interact(view::dispose);
    assertThat(context.commands().find(CommandId.ADD_SOURCE)).isEmpty();
    assertThat(context.commands().find(CommandId.PREPARE_DATA)).isEmpty();
  }

  @Test
  void everyTextIsTranslated() throws IOException {
    assertThat(keys("data_zh_CN.properties")).isEqualTo(keys("data.properties")).isNotEmpty();
  }

  private static Set<String> keys(String file) throws IOException {
    var texts = new Properties();
    try (InputStream in =
        DataViewUiTest.class.getResourceAsStream("/org/modelwright/assets/i18n/" + file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts.stringPropertyNames();
  }
}
