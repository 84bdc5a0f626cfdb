package org.modelwright.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Texts;

/// Finding commands by their words.
final class CommandSearch {

  /// A command that was found.
  ///
  /// @param whyNot the key of the reason why it cannot be done now; empty where it can
  record Entry(CommandId id, String words, String whyNot) {}

  private record Scored(Entry entry, int distance) {}

  private CommandSearch() {}

  /// The command's words with its detail: `Undo: Set heads of attention to 8`.
  static String words(Texts texts, CommandId id, Commands.@Nullable Binding binding) {
    String name = texts.get(id.textKey());
    String detail = binding == null || binding.detail() == null ? "" : binding.detail().get();
    return detail.isEmpty() ? name : texts.get("command.detail", name, detail);
  }

  /// The bound commands that fit what was typed, the best first.
  static List<Entry> matches(Texts texts, Commands commands, String typed) {
    var scored = new ArrayList<Scored>();
    for (CommandId id : CommandId.values()) {
      Commands.Binding binding = commands.find(id).orElse(null);
      if (binding == null || id == CommandId.COMMAND_PALETTE) {
        continue;
      }
      String words = words(texts, id, binding);
      OptionalInt distance = Fuzzy.distance(typed, words);
      if (distance.isPresent()) {
        var entry = new Entry(id, words, binding.whyNot().get());
        scored.add(new Scored(entry, distance.getAsInt()));
      }
    }
    // a stable sort: commands that fit alike stay in the order of the menus
    return scored.stream()
        .sorted(Comparator.comparingInt(Scored::distance))
        .map(Scored::entry)
        .toList();
  }
}
