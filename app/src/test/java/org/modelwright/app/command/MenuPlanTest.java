package org.modelwright.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.modelwright.app.command.CommandId.Menu;
import org.modelwright.app.common.Texts;

class MenuPlanTest {

  private final Commands commands = new Commands();
  private final Texts texts = new Texts(Locale.ENGLISH);

  @Test
  void aMenuIsThereWhenItHasSomethingInIt() {
    assertThat(MenuPlan.of(commands)).isEmpty();
    commands.bind(CommandId.UNDO, () -> {});
    commands.bind(CommandId.SAVE, () -> {});
    assertThat(MenuPlan.of(commands))
        .extracting(MenuPlan::menu)
        .containsExactly(Menu.FILE, Menu.EDIT);
    commands.unbind(CommandId.SAVE);
    assertThat(MenuPlan.of(commands)).extracting(MenuPlan::menu).containsExactly(Menu.EDIT);
  }

  @Test
  void groupsStandApartInTheOrderOfTheCommands() {
    for (CommandId id :
        List.of(CommandId.QUIT, CommandId.SAVE_AS, CommandId.OPEN_PROJECT, CommandId.SAVE)) {
      commands.bind(id, () -> {});
    }
    assertThat(MenuPlan.of(commands).getFirst().groups())
        .containsExactly(
            List.of(CommandId.OPEN_PROJECT),
            List.of(CommandId.SAVE, CommandId.SAVE_AS),
            List.of(CommandId.QUIT));
  }

  @Test
  void noTwoCommandsHaveTheSameKeys() {
    Map<KeyCombination, CommandId> taken = new HashMap<>();
    for (CommandId id : CommandId.values()) {
      id.keys().ifPresent(keys -> assertThat(taken.put(keys, id)).as("%s", id).isNull());
    }
    assertThat(taken).isNotEmpty();
  }

  @Test
  void aCommandThatCannotBeDoneSaysWhyAndDoesNothing() {
    var why = new SimpleStringProperty("command.why.noProject");
    var runs = new AtomicInteger();
    commands.bind(CommandId.SAVE, runs::incrementAndGet, why);
    assertThat(commands.run(CommandId.SAVE)).isEqualTo("command.why.noProject");
    assertThat(runs).hasValue(0);
    why.set("");
    assertThat(commands.run(CommandId.SAVE)).isEmpty();
    assertThat(runs).hasValue(1);
  }

  @Test
  void whatIsTypedFindsNamesTheBestFirst() {
    Arrays.stream(CommandId.values()).forEach(id -> commands.bind(id, () -> {}));
    assertThat(found("zoom")).startsWith("Zoom in", "Zoom out", "Zoom to fit");
    assertThat(found("block").getFirst()).isEqualTo("Enter block");
    assertThat(found("ztf")).contains("Zoom to fit");
    assertThat(found("save p")).containsExactly("Save project as...");
    assertThat(found("qqq")).isEmpty();
    assertThat(found("")).hasSize(CommandId.values().length - 1);
  }

  private List<String> found(String typed) {
    return CommandSearch.matches(texts, commands, typed).stream()
        .map(CommandSearch.Entry::words)
        .toList();
  }
}
