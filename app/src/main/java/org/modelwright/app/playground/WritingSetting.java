package org.modelwright.app.playground;

import java.util.Map;
import java.util.Optional;
import org.modelwright.app.common.Sentence;
import org.modelwright.evaluate.Sampler;
import org.modelwright.evaluate.TextGenerator.Request;

/// What a user sets about the writing, as it is typed. The ranges are those of `modelwright generate`.
enum WritingSetting {
  MAX_TOKENS("maxTokens", "200"),
  TEMPERATURE("temperature", "0.8"),
  TOP_K("topK", "0"),
  TOP_P("topP", "1"),
  SEED("seed", "1"),
  STOP("stopText", "");

  /// More than anybody reads on a page.
  private static final int MOST_TOKENS = 10_000;

  private final String id;
  private final String standard;

  WritingSetting(String id, String standard) {
    this.id = id;
    this.standard = standard;
  }

  String id() {
    return id;
  }

  /// What stands there at first.
  String standard() {
    return standard;
  }

  /// Of its name; with `.tip` behind, of what it does.
  String textKey() {
    return "playground.setting." + id;
  }

  /// Why what was typed cannot be taken.
  Optional<Sentence> refusal(String typed) {
    return accepts(typed.strip())
        ? Optional.empty()
        : Optional.of(Sentence.of("playground.setting." + id + ".wrong"));
  }

  private boolean accepts(String word) {
    return switch (this) {
      case MAX_TOKENS -> isWhole(word) && isBetween(word, 1, MOST_TOKENS);
      case TEMPERATURE -> isBetween(word, 0, 10);
      case TOP_K -> isWhole(word) && isBetween(word, 0, Integer.MAX_VALUE);
      case TOP_P -> isBetween(word, Double.MIN_VALUE, 1);
      case SEED -> isWhole(word);
      case STOP -> true;
    };
  }

  private static boolean isWhole(String word) {
    return word.matches("-?\\d{1,18}");
  }

  private static boolean isBetween(String word, double least, double most) {
    try {
      double value = Double.parseDouble(word);
      return word.matches("[0-9.eE+-]+") && value >= least && value <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// @param typed accepted words of all settings
  static Request request(String prompt, Map<WritingSetting, String> typed) {
    return new Request(
        prompt,
        Integer.parseInt(word(typed, MAX_TOKENS)),
        // a field has one line
        typed.getOrDefault(STOP, "").replace("\\n", "\n"),
        new Sampler.Settings(
            Double.parseDouble(word(typed, TEMPERATURE)),
            Integer.parseInt(word(typed, TOP_K)),
            Double.parseDouble(word(typed, TOP_P)),
            Long.parseLong(word(typed, SEED))));
  }

  private static String word(Map<WritingSetting, String> typed, WritingSetting setting) {
    return typed.getOrDefault(setting, setting.standard).strip();
  }
}
