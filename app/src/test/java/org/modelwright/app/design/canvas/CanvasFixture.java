package org.modelwright.app.design.canvas;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Preferences;
import org.modelwright.app.common.Tasks;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.palette.PaletteView;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.ArchitectureYaml;

/// A palette and a canvas in a scene as the window has them, with the keys of the commands.
final class CanvasFixture {

  private static final String LIGHT =
      ".root{-mw-family-input:#57606a;-mw-family-embedding:#1b7c83;-mw-family-norm:#7d6a00;"
          + "-mw-family-linear:#0969da;-mw-family-activation:#bf3989;-mw-family-attention:#8250df;"
          + "-mw-family-combine:#6e7781;-mw-family-regularization:#9a6700;"
          + "-mw-family-head:#1a7f37;-mw-family-custom:#bc4c00;-mw-family-block:#3e6bb5;}";
  private static final String DARK =
      ".root{-mw-family-input:#8b949e;-mw-family-embedding:#3fb8bf;-mw-family-norm:#c9a83a;"
          + "-mw-family-linear:#58a6ff;-mw-family-activation:#f778ba;-mw-family-attention:#bc8cff;"
          + "-mw-family-combine:#9ea7b3;-mw-family-regularization:#d29922;"
          + "-mw-family-head:#56d364;-mw-family-custom:#f0883e;-mw-family-block:#79a7e8;}";

  final List<String> refusals = new ArrayList<>();
  final Commands commands = new Commands();
  final DesignModel design;
  final CanvasView canvas;
  final PaletteView palette;
  final Scene scene;
  final AppContext context;

  CanvasFixture(Architecture architecture, Locale locale, boolean dark, int width, int height) {
    context =
        new AppContext(new Texts(locale), new Tasks(), commands, new Preferences(Path.of("none")));
    design =
        new DesignModel(
            architecture,
            new DesignModel.Setting(OptionalLong.of(2048), 16, 128),
            why -> refusals.add(why.english()));
    canvas = new CanvasView(context, design);
    palette = new PaletteView(context, design);
    palette.setTarget(canvas.target());
    palette.setPrefWidth(200);
    var split = new SplitPane(palette, canvas);
    SplitPane.setResizableWithParent(palette, false);
    split.setDividerPositions(200.0 / width);
    scene = new Scene(split, width, height);
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scene.getStylesheets().add(inline(dark ? DARK : LIGHT));
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          for (CommandId id : CommandId.values()) {
            if (id.keys().filter(k -> k.match(event)).isPresent()) {
              commands.run(id);
            }
          }
        });
  }

  static Architecture template(String name) {
    String file = "/org/modelwright/assets/templates/" + name + "/architecture.yaml";
    try (InputStream in = Objects.requireNonNull(CanvasFixture.class.getResourceAsStream(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ArchitectureYaml.parse(text, name).architecture();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String inline(String css) {
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }
}
