package org.modelwright.data.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import tools.jackson.databind.JsonNode;

/// Any other `tokenizer.json`, run by the Hugging Face library. The library finds special tokens in
/// every text, so a text is cut inside such literals before it sees them: they then stay text.
final class LibraryTokenizer implements Tokenizer {

  /// How the end of a document is spelled in widely used vocabularies.
  private static final List<String> ENDS =
      List.of("<|endoftext|>", "<|end_of_text|>", "</s>", "<eos>", "<|eos|>", "[EOS]");

  private final HuggingFaceTokenizer library;
  private final String json;
  private final int vocabularySize;
  private final OptionalInt endOfText;
  private final @Nullable Pattern insideSpecial;

  LibraryTokenizer(String json, JsonNode root, Path file) {
    this.json = json;
    try {
      library =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
              Map.of("addSpecialTokens", "false", "padding", "false", "truncation", "false"));
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          file + " cannot be used as a tokenizer: " + e.getMessage() + "; give another.", e);
    }
    List<String> special = new ArrayList<>();
    int greatest = greatestId(root.path("model").path("vocab"));
    OptionalInt end = OptionalInt.empty();
    for (JsonNode added : root.path("added_tokens")) {
      int id = added.path("id").asInt(0);
      greatest = Math.max(greatest, id);
      if (added.path("special").asBoolean(false)) {
        String content = added.path("content").asString("");
        if (content.length() > 1) {
          special.add(content);
        }
        if (end.isEmpty() && ENDS.contains(content)) {
          end = OptionalInt.of(id);
        }
      }
    }
    vocabularySize = greatest + 1;
    endOfText = end;
    insideSpecial = special.isEmpty() ? null : insideAny(special);
  }

  /// Matches the empty place behind the first character of each literal.
  private static Pattern insideAny(List<String> literals) {
    return Pattern.compile(
        literals.stream()
            .map(s -> split(s, s.offsetByCodePoints(0, 1)))
            .collect(Collectors.joining("|")));
  }

  private static String split(String literal, int at) {
    return "(?<="
        + Pattern.quote(literal.substring(0, at))
        + ")(?="
        + Pattern.quote(literal.substring(at))
        + ")";
  }

  private static int greatestId(JsonNode vocab) {
    if (vocab.isArray()) {
      return vocab.size() - 1;
    }
    return vocab.properties().stream().mapToInt(e -> e.getValue().asInt(0)).max().orElse(0);
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public int[] encode(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    if (insideSpecial == null) {
      return encodePart(text);
    }
    String[] parts = insideSpecial.split(text, -1);
    return parts.length == 1
        ? encodePart(text)
        : Arrays.stream(parts).map(this::encodePart).flatMapToInt(Arrays::stream).toArray();
  }

  private int[] encodePart(String text) {
    return Arrays.stream(library.encode(text, false, false).getIds())
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  @Override
  public String decode(int[] ids) {
    return library.decode(Arrays.stream(ids).asLongStream().toArray(), false);
  }

  @Override
  public TokenDecoder decoder() {
    return new ContextDecoder(this);
  }

  @Override
  public OptionalInt endOfText() {
    return endOfText;
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
