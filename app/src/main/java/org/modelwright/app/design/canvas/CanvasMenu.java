package org.modelwright.app.design.canvas;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;

/// The menu at a node, an edge or the empty canvas: the same commands as elsewhere.
final class CanvasMenu {

  private CanvasMenu() {}

  static ContextMenu of(AppContext context, boolean node, boolean edge) {
    var menu = new ContextMenu();
    menu.setId("canvas-menu");
    if (node) {
      add(context, menu, CommandId.ENTER_BLOCK, CommandId.RENAME, CommandId.CONNECT);
      add(context, menu, CommandId.ADD_LAYER, CommandId.GROUP, CommandId.UNGROUP);
      add(
          context,
          menu,
          CommandId.CUT,
          CommandId.COPY,
          CommandId.PASTE,
          CommandId.DUPLICATE,
          CommandId.DELETE);
      add(
          context,
          menu,
          CommandId.ALIGN_LEFT,
          CommandId.ALIGN_CENTER,
          CommandId.ALIGN_TOP,
          CommandId.DISTRIBUTE);
    } else if (edge) {
      add(context, menu, CommandId.DELETE);
    } else {
      add(context, menu, CommandId.ADD_LAYER, CommandId.PASTE, CommandId.SELECT_ALL);
      add(context, menu, CommandId.LEAVE_BLOCK);
      add(context, menu, CommandId.AUTO_LAYOUT, CommandId.ZOOM_TO_FIT, CommandId.FIND_NODE);
      add(context, menu, CommandId.EXPORT_SVG, CommandId.EXPORT_PNG);
    }
    return menu;
  }

  private static void add(AppContext context, ContextMenu menu, CommandId... ids) {
    boolean separated = menu.getItems().isEmpty();
    for (CommandId id : ids) {
      var binding = context.commands().find(id).orElse(null);
      if (binding == null) {
        continue;
      }
      if (!separated) {
        menu.getItems().add(new SeparatorMenuItem());
        separated = true;
      }
      var item = new MenuItem(context.texts().get(id.textKey()));
      item.setId("canvas-menu-" + id.textKey().substring("command.".length()));
      id.keys().ifPresent(item::setAccelerator);
      item.setDisable(!binding.whyNot().get().isEmpty());
      item.setOnAction(_ -> context.commands().run(id));
      menu.getItems().add(item);
    }
  }
}
