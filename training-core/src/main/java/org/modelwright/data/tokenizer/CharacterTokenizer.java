package org.modelwright.data.tokenizer;

import java.util.Arrays;
import java.util.OptionalInt;
import org.modelwright.file.Fingerprint;

/// One id a code point, in the order of code points: the tokenizer of nanoGPT's character models.
/// A character outside the vocabulary is refused by name instead of being dropped or replaced,
/// because a model would otherwise be asked something else than what the user typed.
final class CharacterTokenizer implements Tokenizer {

  private final int[] codePoints;
  private final String json;

  /// @param codePoints ascending; an id is an index of this array
  CharacterTokenizer(int[] codePoints) {
    this.codePoints = codePoints.clone();
    this.json = TokenizerJson.ofCharacters(codePoints);
  }

  @Override
  public int vocabularySize() {
    return codePoints.length;
  }

  @Override
  public int[] encode(String text) {
    int[] ids = text.codePoints().toArray();
    for (int i = 0; i < ids.length; i++) {
      int id = Arrays.binarySearch(codePoints, ids[i]);
      if (id < 0) {
        throw new UnknownCharacterException(ids[i], unknown(ids[i]));
      }
      ids[i] = id;
    }
    return ids;
  }

  private String unknown(int codePoint) {
    String shown =
        Character.isISOControl(codePoint) ? "" : "`" + Character.toString(codePoint) + "` ";
    return ("The character %s(U+%04X, %s) is none of the %d that this characters tokenizer knows;"
            + " leave it out.")
        .formatted(shown, codePoint, Character.getName(codePoint), codePoints.length);
  }

  @Override
  public String decode(int[] ids) {
    var text = new StringBuilder(ids.length);
    for (int id : ids) {
      text.appendCodePoint(codePoints[id]);
    }
    return text.toString();
  }

  @Override
  public TokenDecoder decoder() {
    return new TokenDecoder() {
      @Override
      public String push(int id) {
        return Character.toString(codePoints[id]);
      }

      @Override
      public String flush() {
        return "";
      }
    };
  }

  @Override
  public OptionalInt endOfText() {
    return OptionalInt.empty();
  }

  @Override
  public String json() {
    return json;
  }

  @Override
  public String hash() {
    return Fingerprint.of(json);
  }
}
