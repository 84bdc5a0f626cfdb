package org.modelwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.progress.Progress;

class TextPiecesTest {

  private static List<String> pieces(byte[] content, int size) throws Exception {
    List<String> pieces = new ArrayList<>();
    try (var reader = new TextPieces(new ByteArrayInputStream(content), size)) {
      for (String piece = reader.next(); piece != null; piece = reader.next()) {
        pieces.add(piece);
      }
    }
    return pieces;
  }

  @Test
  void encodingPiecesIsEncodingTheWhole() throws Exception {
    String text = "don't stop  \n\n  now\tx = 12;\r\n\u3000 中文 字符\u00a0 end 'll  \n".repeat(50);
    var learner = Tokenizers.learner(new TokenizerSettings.Bpe(400));
    learner.learn(text);
    Tokenizer tokenizer = learner.finish(Progress.NONE);
    int[] whole = tokenizer.encode(text);
    for (int size : new int[] {40, 41, 57, 100, 1 << 20}) {
      List<String> pieces = pieces(text.getBytes(StandardCharsets.UTF_8), size);
      assertThat(String.join("", pieces)).isEqualTo(text);
      assertThat(pieces).allMatch(piece -> piece.length() <= size);
      assertThat(pieces.stream().map(tokenizer::encode).flatMapToInt(Arrays::stream).toArray())
          .as("pieces of %d", size)
          .isEqualTo(whole);
    }
  }

  @Test
  void noCharacterIsCutInTwo() throws Exception {
    String text = "😀".repeat(100);
    for (String piece : pieces(text.getBytes(StandardCharsets.UTF_8), 7)) {
      assertThat(piece.length() % 2).isZero();
    }
  }

  @Test
  void binaryIsRecognized() {
    for (byte[] content :
        List.of(
            new byte[] {'a', 0, 'b'}, new byte[] {'a', (byte) 0xC3}, new byte[] {(byte) 0xFF})) {
      assertThatThrownBy(() -> pieces(content, 100)).isInstanceOf(TextPieces.BinaryException.class);
    }
  }
}
