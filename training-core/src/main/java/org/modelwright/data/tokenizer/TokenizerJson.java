package org.modelwright.data.tokenizer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.modelwright.data.tokenizer.BpeVocabulary.Merge;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Hugging Face `tokenizer.json`, written and read.
final class TokenizerJson {

  private static final String CHARACTER = "[\\s\\S]";

  private TokenizerJson() {}

  /// Byte-level BPE as in GPT-2's own file. Tokens are spelled in GPT-2's alphabet of 256 visible
  /// characters, one a byte.
  static String ofBpe(BpeVocabulary vocabulary) {
    ObjectNode root = skeleton();
    ObjectNode special = root.withArray("added_tokens").addObject();
    special.put("id", BpeVocabulary.END_OF_TEXT);
    special.put("content", BpeVocabulary.END_OF_TEXT_LITERAL);
    special.put("single_word", false).put("lstrip", false).put("rstrip", false);
    special.put("normalized", false).put("special", true);
    root.putNull("normalizer");
    byteLevel(root.putObject("pre_tokenizer"), false);
    root.putNull("post_processor");
    byteLevel(root.putObject("decoder"), true);
    ObjectNode model = root.putObject("model");
    model.put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    String[] spelled = new String[vocabulary.size()];
    ObjectNode vocab = model.putObject("vocab");
    for (int id = 0; id < spelled.length; id++) {
      spelled[id] =
          id == BpeVocabulary.END_OF_TEXT
              ? BpeVocabulary.END_OF_TEXT_LITERAL
              : ByteAlphabet.spell(vocabulary.bytes(id));
      vocab.put(spelled[id], id);
    }
    var merges = model.putArray("merges");
    for (Merge merge : vocabulary.merges().keySet()) {
      merges.add(spelled[merge.left()] + " " + spelled[merge.right()]);
    }
    return text(root);
  }

  private static void byteLevel(ObjectNode node, boolean prefixSpace) {
    node.put("type", "ByteLevel").put("add_prefix_space", prefixSpace);
    node.put("trim_offsets", true).put("use_regex", true);
  }

  /// One word a character: the text is cut at every code point, and each is looked up. An unknown
  /// one is an error there as it is here, since the vocabulary has no token for the unknown.
  static String ofCharacters(int[] codePoints) {
    ObjectNode root = skeleton();
    root.putNull("normalizer");
    ObjectNode split = root.putObject("pre_tokenizer");
    split.put("type", "Split");
    split.putObject("pattern").put("Regex", CHARACTER);
    split.put("behavior", "Isolated").put("invert", false);
    root.putNull("post_processor");
    root.putObject("decoder").put("type", "Fuse");
    ObjectNode model = root.putObject("model");
    model.put("type", "WordLevel");
    ObjectNode vocab = model.putObject("vocab");
    for (int id = 0; id < codePoints.length; id++) {
      vocab.put(Character.toString(codePoints[id]), id);
    }
    model.put("unk_token", "");
    return text(root);
  }

  private static ObjectNode skeleton() {
    ObjectNode root = Json.pretty().createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    root.putArray("added_tokens");
    return root;
  }

  private static String text(ObjectNode root) {
    return Json.pretty().writeValueAsString(root).replace("\r\n", "\n") + "\n";
  }

  /// The tokenizer of a `tokenizer.json`: ours where writing what was read gives the same file, and
  /// the Hugging Face library's in every other case, since the format says more than ours can do.
  static Tokenizer parse(String json, Path file) {
    JsonNode root;
    try {
      root = Json.line().readTree(json);
    } catch (JacksonException e) {
      throw new InputException(
          file + " is not valid JSON: " + e.getOriginalMessage() + "; give a tokenizer.json.", e);
    }
    JsonNode model = root.path("model");
    if (!model.isObject()) {
      throw new InputException(
          file + " has no `model`, so it is no Hugging Face tokenizer; give a tokenizer.json.");
    }
    return ours(model)
        .filter(tokenizer -> Json.line().readTree(tokenizer.json()).equals(root))
        .orElseGet(() -> new LibraryTokenizer(json, root, file));
  }

  private static Optional<Tokenizer> ours(JsonNode model) {
    return switch (model.path("type").asString("")) {
      case "BPE" -> bpe(model);
      case "WordLevel" -> characters(model);
      default -> Optional.empty();
    };
  }

  private static Optional<Tokenizer> bpe(JsonNode model) {
    Map<String, Integer> ids = new HashMap<>();
    var vocabulary = new BpeVocabulary();
    for (int b = 0; b < 256; b++) {
      ids.put(ByteAlphabet.spell(new byte[] {(byte) b}), b);
    }
    for (JsonNode merge : model.path("merges")) {
      String spelled = merge.asString("");
      int gap = spelled.indexOf(' ');
      if (gap < 0) {
        return Optional.empty();
      }
      Integer left = ids.get(spelled.substring(0, gap));
      Integer right = ids.get(spelled.substring(gap + 1));
      if (left == null || right == null) {
        return Optional.empty();
      }
      ids.put(
          spelled.substring(0, gap) + spelled.substring(gap + 1),
          vocabulary.add(new Merge(left, right)));
    }
    return Optional.of(new BpeTokenizer(vocabulary));
  }

  private static Optional<Tokenizer> characters(JsonNode model) {
    int[] codePoints =
        model.path("vocab").properties().stream()
            .map(Map.Entry::getKey)
            .filter(word -> !word.isEmpty())
            .mapToInt(word -> word.codePointAt(0))
            .sorted()
            .distinct()
            .toArray();
    return Optional.of(new CharacterTokenizer(codePoints));
  }
}
