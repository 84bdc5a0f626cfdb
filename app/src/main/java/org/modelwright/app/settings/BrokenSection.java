package org.modelwright.app.settings;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.modelwright.app.common.Texts;
import org.modelwright.app.common.Tips;

/// Stands in place of a file's settings while the file cannot be read: why, and what can be done.
public final class BrokenSection extends Section {

  /// @param id the first part of its controls' ids: `data` for `data-reload`
  public BrokenSection(SettingsFile<?> file, String id, Texts texts) {
    super(
        "mdi2a-alert-octagon-outline",
        texts.get("settings.broken", file.file().getFileName()),
        texts.get("settings.broken.about"));
    var said = words(String.valueOf(file.brokenProperty().get()), "settings-failure");
    said.setId(id + "-broken");
    Button again = button(texts, "reload", id, file);
    again.setOnAction(_ -> file.reload());
    Button replace = button(texts, "replace", id, file);
    replace.getStyleClass().add("danger");
    replace.setOnAction(_ -> file.replaceBroken());
    getChildren().addAll(said, new HBox(8, again, replace));
  }

  private static Button button(Texts texts, String name, String id, SettingsFile<?> file) {
    String key = "settings.broken." + name;
    var button = new Button(texts.get(key));
    button.setId(id + "-" + name);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(Tips.soon(texts.get(key + ".help", file.file().getFileName())));
    return button;
  }
}
