package org.modelwright.app.design.canvas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.Answers;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Look;
import org.modelwright.app.design.palette.PaletteView;
import org.modelwright.graph.Architecture;

/// A palette and a canvas in a scene as the window has them, with the keys of the commands.
final class CanvasFixture {

  final List<String> refusals = new ArrayList<>();
  final Answers files = new Answers();
  final DesignModel design;
  final CanvasView canvas;
  final PaletteView palette;
  final Scene scene;
  final AppContext context;
  final Commands commands;

  CanvasFixture(Architecture architecture, Locale locale, boolean dark, int width, int height) {
    context = Designs.context(locale, Path.of("none"), files);
    commands = context.commands();
    design = Designs.of(architecture, refusals);
    canvas = new CanvasView(context, design);
    palette = new PaletteView(context, design);
    palette.setTarget(canvas.target());
    palette.setPrefWidth(200);
    var split = new SplitPane(palette, canvas);
    SplitPane.setResizableWithParent(palette, false);
    split.setDividerPositions(200.0 / width);
    scene = Look.scene(split, dark, width, height);
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
}
