package org.modelwright.app.design;

import java.util.Set;
import org.modelwright.app.common.Texts;
import org.modelwright.graph.Edit;
import org.modelwright.graph.GroupIntoBlock;
import org.modelwright.graph.Ungroup;

/// What an edit does, in the words of a menu and the language of the window.
public final class EditNames {

  private EditNames() {}

  public static String of(Edit edit, Texts texts) {
    return switch (edit) {
      case Edit.AddNode e -> texts.get("edit.addNode", e.node().id());
      case Edit.RemoveNodes e -> counted("edit.removeNode", e.ids(), texts);
      case Edit.Connect e -> texts.get("edit.connect", e.source(), e.target());
      case Edit.Disconnect e -> texts.get("edit.disconnect", e.target());
      case Edit.InsertOnEdge e -> texts.get("edit.insertOnEdge", e.node().id(), e.target());
      case Edit.SetKind e -> texts.get("edit.setKind", e.node(), e.kind());
      case Edit.SetSetting e ->
          e.value() == null
              ? texts.get("edit.resetSetting", e.setting(), e.node())
              : texts.get("edit.setSetting", e.setting(), e.node(), e.value());
      case Edit.SetRepeat e -> texts.get("edit.setRepeat", e.node(), e.repeat());
      case Edit.RenameNode e -> texts.get("edit.rename", e.node(), e.newId());
      case Edit.Move e -> counted("edit.move", e.ids(), texts);
      case Edit.Place e -> counted("edit.move", e.places().keySet(), texts);
      case Edit.PutBlock e -> texts.get("edit.putBlock", e.block().name());
      case Edit.RenameBlock e -> texts.get("edit.renameBlock", e.block(), e.newName());
      case Edit.RemoveBlock e -> texts.get("edit.removeBlock", e.block());
      case Edit.PutLayer e -> texts.get("edit.putLayer", e.layer().name());
      case Edit.RemoveLayer e -> texts.get("edit.removeLayer", e.layer());
      case GroupIntoBlock e -> texts.get("edit.group", e.ids().size(), e.name());
      case Ungroup e -> texts.get("edit.ungroup", e.use());
      // named by whoever put them together
      case Edit.Together e -> e.description();
    };
  }

  /// `key` for one, with its name; `key.many` for several, with their number.
  private static String counted(String key, Set<String> ids, Texts texts) {
    return ids.size() == 1
        ? texts.get(key, ids.iterator().next())
        : texts.get(key + ".many", ids.size());
  }
}
