package org.modelwright.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The values that `$name` stands for inside one use of a block: the block's declared defaults,
/// overridden where the block is used. Scopes nest as blocks do:
///
/// ```java
/// var top = SettingScope.of(architecture.main());
/// var inside = top.inside(stack, decoder, "main/stack", problems::add);
/// Map<String, String> settings = inside.resolve(attention, "main/stack/attention", problems::add);
/// ```
public record SettingScope(Map<String, String> values) {

  public SettingScope {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// A block on its own: the declared defaults.
  public static SettingScope of(Block block) {
    return new SettingScope(block.settings());
  }

  /// A node's settings with every `$name` replaced by its value. A setting whose `$name` is unknown
  /// is reported and left out, so that the reader falls back to its default.
  ///
  /// @param path the node's path, for the report
  public Map<String, String> resolve(Node node, String path, Consumer<Problem> report) {
    var resolved = new LinkedHashMap<String, String>();
    node.settings()
        .forEach((key, word) -> {
          if (!isReference(word)) {
            resolved.put(key, word);
            return;
          }
          String value = values.get(word.substring(1));
          if (value != null) {
            resolved.put(key, value);
            return;
          }
          report.accept(
              Problem.error(
                  path,
                  "`"
                      + key
                      + ": "
                      + word
                      + "` refers to a setting that the block does not declare"
                      + DidYouMean.clause(word.substring(1), values.keySet())
                      + ".",
                  "Declare it in the block's `settings`, or write a value."));
        });
    return Collections.unmodifiableMap(resolved);
  }

  /// The scope inside a use of a block. A setting that the block does not declare is reported and
  /// left out.
  ///
  /// @param use the node whose kind is the block
  /// @param path the path of `use`, for the report
  public SettingScope inside(Node use, Block block, String path, Consumer<Problem> report) {
    var inner = new LinkedHashMap<>(block.settings());
    resolve(use, path, report)
        .forEach((key, value) -> {
          if (inner.replace(key, value) == null) {
            report.accept(
                Problem.error(
                    path,
                    "The block `"
                        + block.name()
                        + "` declares no setting `"
                        + key
                        + "`"
                        + DidYouMean.clause(key, block.settings().keySet())
                        + ".",
                    "Remove it here, or declare it in the block's `settings`."));
          }
        });
    return new SettingScope(inner);
  }

  /// Whether a word stands for a setting of the enclosing block.
  static boolean isReference(String word) {
    return word.startsWith("$");
  }
}
