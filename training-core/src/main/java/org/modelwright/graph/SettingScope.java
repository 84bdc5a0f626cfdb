package org.modelwright.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
          report.accept(unknown(node, key, word, path));
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
            report.accept(undeclared(use, block, key, path));
          }
        });
    return new SettingScope(inner);
  }

  private Problem unknown(Node node, String key, String word, String path) {
    String name = word.substring(1);
    List<Edit> fixes = new ArrayList<>();
    DidYouMean.nearest(name, values.keySet())
        .ifPresent(
            meant -> fixes.add(new Edit.SetSetting(blockOf(path), node.id(), key, "$" + meant)));
    fixes.add(new Edit.SetSetting(blockOf(path), node.id(), key, null));
    return Problem.error(
            path, "problem.unknownReference", key, word, DidYouMean.words(name, values.keySet()))
        .withFixes(fixes);
  }

  private static Problem undeclared(Node use, Block block, String key, String path) {
    Set<String> declared = block.settings().keySet();
    List<Edit> fixes = new ArrayList<>();
    Fixes.renameSetting(blockOf(path), use, key, DidYouMean.nearest(key, declared))
        .ifPresent(fixes::add);
    fixes.add(new Edit.SetSetting(blockOf(path), use.id(), key, null));
    return Problem.error(
            path, "problem.undeclared", block.name(), key, DidYouMean.words(key, declared))
        .withFixes(fixes);
  }

  /// The block in which a node is defined.
  private static String blockOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /// Whether a word stands for a setting of the enclosing block.
  static boolean isReference(String word) {
    return word.startsWith("$");
  }
}
