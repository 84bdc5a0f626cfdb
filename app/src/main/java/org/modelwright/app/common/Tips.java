package org.modelwright.app.common;

import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/// Tooltips of whole sentences, which wrap.
public final class Tips {

  private static final double WIDTH = 360;
  private static final Duration SOON = Duration.millis(400);

  private Tips() {}

  /// One that follows the language.
  public static Tooltip of(Texts texts, String key) {
    Tooltip tip = wrapping();
    tip.textProperty().bind(texts.text(key));
    return tip;
  }

  /// One for a control among many, which shows soon.
  public static Tooltip soon(String words) {
    Tooltip tip = wrapping();
    tip.setText(words);
    tip.setShowDelay(SOON);
    return tip;
  }

  private static Tooltip wrapping() {
    var tip = new Tooltip();
    tip.setWrapText(true);
    tip.setMaxWidth(WIDTH);
    return tip;
  }
}
