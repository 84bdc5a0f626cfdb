package org.modelwright.data.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PreTokensTest {

  /// GPT-2's published pattern, run by Java's own engine.
  private static final Pattern PUBLISHED =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  @Test
  void agreesWithThePublishedPatternOnRandomText() {
    for (int seed = 0; seed < 400; seed++) {
      String text = Texts.random(seed, 200);
      List<String> expected = new ArrayList<>();
      Matcher matcher = PUBLISHED.matcher(text);
      while (matcher.find()) {
        expected.add(matcher.group());
      }
      assertThat(split(text)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /// About 90 s: the library makes an object for every token.
  @Tag("slow")
  @Test
  void classifiesEveryCodePointAsTheLibraryDoes() throws Exception {
    byte[] json = BpeTokenizer.bytes().json().getBytes(StandardCharsets.UTF_8);
    List<String> different = new ArrayList<>();
    try (var library =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(json),
            Map.of("addSpecialTokens", "false", "truncation", "false"))) {
      for (int first = 0; first <= Character.MAX_CODE_POINT; first += 512) {
        int[] codePoints =
            IntStream.range(first, first + 512)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .toArray();
        if (!Arrays.equals(words(library, codePoints), ourWords(codePoints))) {
          for (int c : codePoints) {
            if (!Arrays.equals(words(library, c), ourWords(c))) {
              different.add("U+%04X %s".formatted(c, Character.getName(c)));
            }
          }
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static String probe(int... codePoints) {
    var text = new StringBuilder();
    for (int c : codePoints) {
      String s = Character.toString(c);
      text.append("a" + s + "a\n1" + s + "1\n!" + s + "!\n ");
    }
    return text.toString();
  }

  private static long[] words(HuggingFaceTokenizer library, int... codePoints) {
    return library.encode(probe(codePoints), false, false).getWordIds();
  }

  private static long[] ourWords(int... codePoints) {
    List<Long> words = new ArrayList<>();
    long word = 0;
    for (String token : split(probe(codePoints))) {
      for (int i = 0; i < token.getBytes(StandardCharsets.UTF_8).length; i++) {
        words.add(word);
      }
      word++;
    }
    return words.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    PreTokens.split(text, (from, to) -> words.add(text.substring(from, to)));
    return words;
  }
}
