package org.modelwright.data;

import java.io.IOException;
import org.modelwright.data.tokenizer.UnknownCharacterException;
import org.modelwright.file.InputException;

/// Reads all text once more for the first place of a character that the tokenizer does not know: the
/// encoder is quicker without counting lines, and stops at the first such character anyway.
final class CharacterSearch implements DividedText.Listener {

  private final UnknownCharacterException unknown;
  private String label = "";
  private long line;

  private CharacterSearch(UnknownCharacterException unknown) {
    this.unknown = unknown;
  }

  /// The same complaint with file and line in front.
  static InputException place(DividedText text, UnknownCharacterException unknown)
      throws IOException {
    try {
      text.read("looking for a character", new CharacterSearch(unknown));
      return unknown;
    } catch (Found found) {
      return new InputException(found.place + ": " + unknown.getMessage(), unknown);
    }
  }

  /// Ends the reading.
  private static final class Found extends IOException {

    private final String place;

    Found(String place) {
      this.place = place;
    }
  }

  @Override
  public void document(String label) {
    this.label = label;
    line = 1;
  }

  @Override
  public void piece(boolean heldOut, String piece) throws IOException {
    int at = piece.indexOf(unknown.codePoint());
    String before = at < 0 ? piece : piece.substring(0, at);
    line += before.chars().filter(c -> c == '\n').count();
    if (at >= 0) {
      throw new Found(label + ":" + line);
    }
  }

  @Override
  public void text(int source, boolean heldOut, String text) {}
}
