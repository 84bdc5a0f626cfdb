package org.modelwright.data.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

class TokenizerTest {

  private static final Map<String, String> PLAIN =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  @TempDir Path folder;

  @Test
  void theLibraryEncodesAndDecodesAsOurBpeDoes() throws Exception {
    Tokenizer ours = bpe(1200, Texts.random(1, 20_000));
    assertThat(ours.vocabularySize()).isEqualTo(1200);
    agrees(ours);
  }

  @Test
  void theLibraryEncodesAndDecodesAsOurBytesDo() throws Exception {
    agrees(BpeTokenizer.bytes());
  }

  @Test
  void theLibraryEncodesAndDecodesAsOurCharactersDo() throws Exception {
    var learner = new CharacterLearner();
    IntStream.range(0, 60).forEach(seed -> learner.learn(Texts.random(seed, 300)));
    Tokenizer ours = learner.finish(Progress.NONE);
    agrees(ours);
    try (var library = HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"), PLAIN)) {
      assertThatThrownBy(() -> library.encode("a character never seen: ⛄"))
          .as("refused there too, rather than dropped")
          .isInstanceOf(RuntimeException.class);
    }
    assertThatThrownBy(() -> ours.encode("⛄")).isInstanceOf(InputException.class);
  }

  private void agrees(Tokenizer ours) throws Exception {
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(ours, file);
    try (var library = HuggingFaceTokenizer.newInstance(file, PLAIN)) {
      for (int seed = 0; seed < 60; seed++) {
        String text = Texts.random(seed, 300);
        int[] ids = ours.encode(text);
        long[] wide = Arrays.stream(ids).asLongStream().toArray();
        assertThat(wide).as("seed %d", seed).isEqualTo(library.encode(text, false, false).getIds());
        assertThat(ours.decode(ids)).isEqualTo(text).isEqualTo(library.decode(wide, false));
      }
    }
    Tokenizer loaded = Tokenizers.load(file);
    assertThat(loaded).isInstanceOf(ours.getClass());
    assertThat(loaded.hash()).isEqualTo(ours.hash());
    assertThat(loaded.encode(Texts.random(5, 50))).isEqualTo(ours.encode(Texts.random(5, 50)));
  }

  @Test
  void mergesAreThoseOfThePlainDefinition() {
    String text = Texts.random(3, 1500) + "aaaa aaaaaaaaa aaaaa ".repeat(40);
    Tokenizer fast = bpe(500, text);
    assertThat(((BpeTokenizer) fast).json()).isEqualTo(plainBpe(500, text).json());
  }

  /// Counts every pair anew before each merge.
  private static BpeTokenizer plainBpe(int size, String text) {
    List<List<Integer>> words = new ArrayList<>();
    PreTokens.split(
        text,
        (from, to) -> {
          List<Integer> word = new ArrayList<>();
          for (byte b : text.substring(from, to).getBytes(StandardCharsets.UTF_8)) {
            word.add(Byte.toUnsignedInt(b));
          }
          words.add(word);
        });
    var vocabulary = new BpeVocabulary();
    while (vocabulary.size() < size) {
      Map<BpeVocabulary.Merge, Integer> counts = new HashMap<>();
      for (List<Integer> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          counts.merge(new BpeVocabulary.Merge(word.get(i), word.get(i + 1)), 1, Integer::sum);
        }
      }
      var best =
          counts.entrySet().stream()
              .min(
                  Comparator.<Map.Entry<BpeVocabulary.Merge, Integer>>comparingInt(
                          e -> -e.getValue())
                      .thenComparingInt(e -> e.getKey().left())
                      .thenComparingInt(e -> e.getKey().right()))
              .orElseThrow();
      if (best.getValue() < 2) {
        break;
      }
      int made = vocabulary.add(best.getKey());
      for (List<Integer> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          if (word.get(i) == best.getKey().left() && word.get(i + 1) == best.getKey().right()) {
            word.set(i, made);
            word.remove(i + 1);
          }
        }
      }
    }
    return new BpeTokenizer(vocabulary);
  }

  @Test
  void trainingDoesNotDependOnOrderOrThreads() {
    List<String> pieces = IntStream.range(0, 40).mapToObj(s -> Texts.random(s, 400)).toList();
    var inOrder = new BpeLearner(700);
    pieces.forEach(inOrder::learn);
    var parallel = new BpeLearner(700);
    pieces.reversed().parallelStream().forEach(parallel::learn);
    assertThat(parallel.finish(Progress.NONE).json())
        .isEqualTo(inOrder.finish(Progress.NONE).json());
  }

  @Test
  void aHugePreTokenIsEncoded() {
    Tokenizer tokenizer = bpe(600, Texts.random(1, 5000));
    String text = "=>ab".repeat(1) + "a".repeat(500_000) + "=".repeat(500_000);
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void userTextNeverBecomesTheSpecialToken() {
    for (Tokenizer tokenizer : List.of(BpeTokenizer.bytes(), bpe(400, Texts.random(1, 2000)))) {
      int[] ids = tokenizer.encode("a<|endoftext|>b");
      assertThat(ids).doesNotContain(tokenizer.endOfText().orElseThrow());
      assertThat(tokenizer.decode(ids)).isEqualTo("a<|endoftext|>b");
    }
  }

  @Test
  void streamingNeverSplitsACharacter() {
    String text = Texts.random(9, 400) + "😀é中";
    for (Tokenizer tokenizer : List.of(BpeTokenizer.bytes(), bpe(400, text))) {
      TokenDecoder decoder = tokenizer.decoder();
      var streamed = new StringBuilder();
      for (int id : tokenizer.encode(text)) {
        String more = decoder.push(id);
        assertThat(more.isEmpty() || !Character.isHighSurrogate(more.charAt(more.length() - 1)))
            .isTrue();
        streamed.append(more);
      }
      assertThat(streamed.append(decoder.flush()).toString()).isEqualTo(text);
    }
    TokenDecoder decoder = BpeTokenizer.bytes().decoder();
    assertThat(decoder.push(0xF0) + decoder.push(0x9F)).isEmpty();
    assertThat(decoder.flush()).isEqualTo("\uFFFD");
    assertThat(decoder.push('x')).isEqualTo("x");
  }

  @Test
  void anUnknownCharacterIsNamed() {
    Tokenizer tokenizer = new CharacterTokenizer(new int[] {'a', 'b'});
    assertThatThrownBy(() -> tokenizer.encode("abé"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The character `é` (U+00E9, LATIN SMALL LETTER E WITH ACUTE) is none of the 2 that this characters tokenizer knows; leave it out.");
  }

  /// A file with a normalizer, which ours cannot have, goes to the library.
  @Test
  void anyOtherTokenizerJsonIsRunByTheLibrary() throws Exception {
    Path file = folder.resolve("tokenizer.json");
    String json = bpe(600, Texts.random(1, 5000)).json();
    Files.writeString(
        file, json.replace("\"normalizer\" : null", "\"normalizer\" : {\"type\": \"Lowercase\"}"));
    Tokenizer tokenizer = Tokenizers.load(file);
    assertThat(tokenizer).isInstanceOf(LibraryTokenizer.class);
    assertThat(tokenizer.vocabularySize()).isEqualTo(600);
    assertThat(tokenizer.endOfText()).hasValue(256);
    String text = "Hello <|endoftext|> WORLD 😀 " + "long ".repeat(2000);
    int[] ids = tokenizer.encode(text);
    assertThat(ids).doesNotContain(256);
    assertThat(tokenizer.decode(ids)).isEqualTo(text.toLowerCase(Locale.ROOT));
    TokenDecoder decoder = tokenizer.decoder();
    var streamed = new StringBuilder();
    for (int id : Arrays.copyOf(ids, 60)) {
      streamed.append(decoder.push(id));
    }
    assertThat(streamed.append(decoder.flush()).toString())
        .isEqualTo(tokenizer.decode(Arrays.copyOf(ids, 60)));
  }

  @Test
  void aBrokenTokenizerFileIsRefusedInWords() throws Exception {
    Path file = folder.resolve("t.json");
    assertThatThrownBy(() -> Tokenizers.load(file)).hasMessageContaining("does not exist");
    for (String content : List.of("{", "{}", "{\"model\": {\"type\": \"BPE\"}}", "[1]")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> Tokenizers.load(file))
          .as(content)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(file.toString());
    }
  }

  private static Tokenizer bpe(int vocabulary, String text) {
    var learner = new BpeLearner(vocabulary);
    learner.learn(text);
    return learner.finish(Progress.NONE);
  }
}
