package org.modelwright.app.design.canvas;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.transform.Transform;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Choosers;
import org.modelwright.app.common.Png;
import org.modelwright.app.common.Texts;
import org.modelwright.app.design.DesignModel;
import org.modelwright.graph.Architecture;
import org.modelwright.graph.Block;
import org.modelwright.graph.Node;

/// What opens above the canvas or takes its time: choosing, naming, laying out, exporting.
final class CanvasPanels implements CanvasCommands.Panels {

  /// Beyond this many pixels a picture is drawn smaller.
  private static final double MOST_PIXELS = 40_000_000;

  /// A node of any block.
  private record Found(String block, Node node) {}

  private final AppContext context;
  private final DesignModel design;
  private final CanvasModel model;
  private final CanvasView view;

  CanvasPanels(AppContext context, DesignModel design, CanvasModel model, CanvasView view) {
    this.context = context;
    this.design = design;
    this.model = model;
    this.view = view;
  }

  private Texts texts() {
    return context.texts();
  }

  void add(String kind) {
    Area seen = model.seen();
    model.add(kind, seen.centerX() - Picture.WIDTH / 2, seen.centerY() - Picture.HEIGHT / 2);
    model.reveal();
  }

  @Override
  public void addLayer() {
    pick(
        "design.pick.add",
        Kinds.of(design.architecture()),
        choice -> new QuickPick.Looks(choice.kind(), "", choice.tint()),
        choice -> add(choice.kind()));
  }

  void chooseReader(CanvasModel.Wanted wanted) {
    pick(
        "design.pick.add",
        Kinds.of(design.architecture()).stream()
            .filter(c -> !KindPorts.of(design.architecture(), c.kind()).inputs().isEmpty())
            .toList(),
        choice -> new QuickPick.Looks(choice.kind(), "", choice.tint()),
        choice -> model.add(choice.kind(), wanted));
  }

  @Override
  public void connect() {
    List<LinkTarget> targets = model.linkTargets();
    if (targets.isEmpty()) {
      model.refuse(Words.of("design.connect.none"));
      return;
    }
    pick(
        "design.pick.connect",
        targets,
        target -> {
          boolean output = target.to().role() == Box.Role.OUTPUT;
          String words = output ? texts().get("design.canvas.output") : target.words();
          return new QuickPick.Looks(words, target.to().kind(), target.to().tint());
        },
        model::link);
  }

  @Override
  public void findNode() {
    Architecture architecture = design.architecture();
    List<Found> nodes = new ArrayList<>();
    List<Block> blocks = new ArrayList<>(List.of(architecture.main()));
    blocks.addAll(architecture.blocks().values());
    blocks.forEach(b -> b.nodes().forEach(n -> nodes.add(new Found(b.name(), n))));
    pick(
        "design.pick.find",
        nodes,
        found ->
            new QuickPick.Looks(
                found.block() + " / " + found.node().id(),
                found.node().kind(),
                Tint.of(architecture, found.node().kind())),
        found -> view.go(found.block() + "/" + found.node().id()));
  }

  private <T> void pick(
      String title, List<T> items, Function<T, QuickPick.Looks> looks, Consumer<T> chosen) {
    var holder = new ArrayList<QuickPick<T>>();
    var pick =
        new QuickPick<>(
            texts().get(title),
            texts().get("design.pick.nothing"),
            items,
            looks,
            chosen,
            () -> view.close(holder.getFirst()));
    holder.add(pick);
    view.open(pick);
    pick.begin();
  }

  @Override
  public void rename() {
    String id = model.selected().getFirst().id();
    name("design.name.node", id, name -> model.rename(id, name));
  }

  @Override
  public void group() {
    name("design.name.block", model.freshBlockName(), model::group);
  }

  private void name(String question, String proposal, Consumer<String> chosen) {
    var holder = new ArrayList<NamePrompt>();
    var prompt =
        new NamePrompt(
            texts().get(question), proposal, chosen, () -> view.close(holder.getFirst()));
    holder.add(prompt);
    view.open(prompt);
    prompt.begin();
  }

  @Override
  public void autoLayout() {
    Picture picture = model.picture();
    context
        .tasks()
        .start(
            texts().get("design.task.layout"),
            progress -> AutoLayout.places(picture, progress),
            places -> {
              // laid out for a drawing that has changed since, it would be wrong
              if (model.picture().equals(picture)) {
                model.place("design.edit.layout", places);
                model.zoomToFit();
              } else {
                model.refuse(Words.of("design.layout.changed"));
              }
            },
            failure ->
                view.say(
                    texts().get("design.layout.failed", String.valueOf(failure.getMessage()))));
  }

  @Override
  public void exportSvg() {
    ask("design.export.svg", "svg")
        .ifPresent(file -> {
          String svg =
              SvgExport.write(
                  model.picture(),
                  view.facts(),
                  view.colors(),
                  design.block().name(),
                  texts().get("design.canvas.output"));
          write(file, () -> svg.getBytes(StandardCharsets.UTF_8));
        });
  }

  @Override
  public void exportPng() {
    ask("design.export.png", "png")
        .ifPresent(file -> {
          Group whole = view.pane().whole();
          Area area = model.picture().bounds().grownBy(24);
          double scale = Math.min(2, Math.sqrt(MOST_PIXELS / (area.width() * area.height())));
          var parameters = new SnapshotParameters();
          parameters.setTransform(Transform.scale(scale, scale));
          parameters.setFill(view.colors().canvas());
          parameters.setViewport(
              new javafx.geometry.Rectangle2D(0, 0, area.width() * scale, area.height() * scale));
          var image = whole.snapshot(parameters, null);
          write(file, () -> Png.write(image));
        });
  }

  private void write(Path file, Callable<byte[]> content) {
    context
        .tasks()
        .write(
            texts().get("design.task.export"),
            file,
            content,
            done -> view.say(texts().get("design.export.done", done.toString())),
            why -> view.say(texts().get("design.export.failed", file.toString(), why)));
  }

  /// @param key of the words for the dialog
  private Optional<Path> ask(String key, String ending) {
    return context
        .choosers()
        .newName(
            texts().get(key + ".title"),
            Choosers.home(),
            design.block().name() + "." + ending,
            new Choosers.Kind(texts().get(key + ".kind"), "*." + ending));
  }
}
