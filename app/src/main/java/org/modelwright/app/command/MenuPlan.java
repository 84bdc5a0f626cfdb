package org.modelwright.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.modelwright.app.command.CommandId.Menu;

/// A menu as it is to be shown: its bound commands.
///
/// @param groups not empty, none of them empty; groups stand apart
public record MenuPlan(Menu menu, List<List<CommandId>> groups) {

  /// The menus with something in them, from left to right.
  public static List<MenuPlan> of(Commands commands) {
    var plans = new ArrayList<MenuPlan>();
    for (Menu menu : Menu.values()) {
      Map<Integer, List<CommandId>> groups = new TreeMap<>();
      Arrays.stream(CommandId.values())
          .filter(id -> id.menu() == menu && commands.find(id).isPresent())
          .forEach(id ->
              Objects.requireNonNull(groups.computeIfAbsent(id.group(), _ -> new ArrayList<>()))
                  .add(id));
      if (!groups.isEmpty()) {
        plans.add(new MenuPlan(menu, List.copyOf(groups.values())));
      }
    }
    return plans;
  }
}
