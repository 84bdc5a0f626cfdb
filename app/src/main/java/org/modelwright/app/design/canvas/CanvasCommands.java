package org.modelwright.app.design.canvas;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.input.Clipboard;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.common.ClipboardText;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Location;

/// The commands of a canvas, and why some of them cannot be done now.
final class CanvasCommands {

  /// What opens something above the canvas.
  interface Panels {
    void addLayer();

    void connect();

    void rename();

    void group();

    void findNode();

    void autoLayout();

    void exportSvg();

    void exportPng();
  }

  private static final double STEP = 1.25;

  private final Commands commands;
  private final DesignModel design;
  private final CanvasModel model;
  private final Map<CommandId, Commands.Binding> mine = new EnumMap<>(CommandId.class);

  CanvasCommands(
      Commands commands,
      DesignModel design,
      CanvasModel model,
      Panels panels,
      BooleanProperty miniMap) {
    this.commands = commands;
    this.design = design;
    this.model = model;
    clipboard();
    view(panels, miniMap);
    structure(panels);
    arrangement(panels);
  }

  private void clipboard() {
    bind(
        CommandId.CUT,
        () -> {
          copy();
          model.selectEdge(null);
          model.delete();
        },
        selected(1));
    bind(CommandId.COPY, this::copy, selected(1));
    bind(
        CommandId.PASTE,
        () -> {
          String text = Clipboard.getSystemClipboard().getString();
          model.clipboard().paste(text == null ? "" : text);
        },
        always());
    bind(CommandId.DUPLICATE, () -> model.clipboard().duplicate(), selected(1));
    bind(
        CommandId.DELETE,
        model::delete,
        why(
            "design.why.delete",
            () -> !design.selection().isEmpty() || model.selectedEdgeProperty().get() != null,
            design.selectionProperty(),
            model.selectedEdgeProperty()));
    bind(CommandId.SELECT_ALL, model::selectAll, always());
  }

  private void copy() {
    ClipboardText.put(model.clipboard().copied());
  }

  private void view(Panels panels, BooleanProperty miniMap) {
    bind(CommandId.FIND_NODE, panels::findNode, always());
    bind(CommandId.ZOOM_IN, () -> model.zoomBy(STEP), always());
    bind(CommandId.ZOOM_OUT, () -> model.zoomBy(1 / STEP), always());
    bind(CommandId.ZOOM_TO_FIT, model::zoomToFit, always());
    bind(CommandId.ZOOM_ACTUAL_SIZE, model::zoomToActualSize, always());
    bind(CommandId.SHOW_MINI_MAP, () -> miniMap.set(!miniMap.get()), always(), null, miniMap);
    bind(CommandId.EXPORT_SVG, panels::exportSvg, nodes());
    bind(CommandId.EXPORT_PNG, panels::exportPng, nodes());
  }

  private void structure(Panels panels) {
    bind(CommandId.ADD_LAYER, panels::addLayer, always());
    bind(CommandId.CONNECT, panels::connect, one("design.why.one", () -> true));
    bind(CommandId.RENAME, panels::rename, one("design.why.one", () -> true));
    bind(
        CommandId.ENTER_BLOCK,
        () -> model.enter(model.selected().getFirst().id()),
        one("design.why.block", this::isBlock));
    bind(
        CommandId.LEAVE_BLOCK,
        model::leave,
        why(
            "design.why.leave",
            () -> !design.location().equals(Location.MAIN),
            design.locationProperty()));
    bind(CommandId.GROUP, panels::group, selected(1));
    bind(CommandId.UNGROUP, model::ungroup, one("design.why.block", this::isBlock));
  }

  private boolean isBlock() {
    return model.selected().getFirst().role() == Box.Role.BLOCK;
  }

  private void arrangement(Panels panels) {
    bind(
        CommandId.ALIGN_LEFT,
        () -> model.arrange("design.edit.align", Arrangement::left),
        selected(2));
    bind(
        CommandId.ALIGN_CENTER,
        () -> model.arrange("design.edit.align", Arrangement::center),
        selected(2));
    bind(
        CommandId.ALIGN_TOP,
        () -> model.arrange("design.edit.align", Arrangement::top),
        selected(2));
    bind(
        CommandId.DISTRIBUTE,
        () -> model.arrange("design.edit.distribute", Arrangement::distribute),
        selected(3));
    bind(CommandId.AUTO_LAYOUT, panels::autoLayout, nodes());
  }

  private ObservableStringValue always() {
    return Bindings.createStringBinding(() -> "");
  }

  private ObservableStringValue nodes() {
    return why(
        "design.why.empty",
        () -> model.picture().nodes().findAny().isPresent(),
        model.pictureProperty());
  }

  private ObservableStringValue selected(int least) {
    String key = least == 1 ? "design.why.node" : "design.why.nodes." + least;
    return why(key, () -> design.selection().size() >= least, design.selectionProperty());
  }

  private ObservableStringValue one(String otherwise, BooleanSupplier further) {
    return Bindings.createStringBinding(
        () -> {
          if (model.selected().size() != 1) {
            return "design.why.one";
          }
          return further.getAsBoolean() ? "" : otherwise;
        },
        design.selectionProperty(),
        model.pictureProperty());
  }

  private static ObservableStringValue why(String key, BooleanSupplier can, Observable... changes) {
    return Bindings.createStringBinding(() -> can.getAsBoolean() ? "" : key, changes);
  }

  private void bind(CommandId id, Runnable action, ObservableStringValue whyNot) {
    bind(id, action, whyNot, null, null);
  }

  private void bind(
      CommandId id,
      Runnable action,
      ObservableStringValue whyNot,
      @Nullable ObservableStringValue detail,
      @Nullable ObservableBooleanValue selected) {
    var binding = new Commands.Binding(action, whyNot, detail, selected);
    mine.put(id, binding);
    commands.bind(id, binding);
  }

  /// Unbinds what another canvas has not bound since.
  void dispose() {
    mine.forEach((id, binding) -> {
      if (commands.find(id).filter(binding::equals).isPresent()) {
        commands.unbind(id);
      }
    });
    mine.clear();
  }
}
