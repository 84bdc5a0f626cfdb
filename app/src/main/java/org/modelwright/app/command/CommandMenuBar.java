package org.modelwright.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.util.Subscription;
import org.modelwright.app.common.Texts;

/// The commands as menus, which follow what is bound. It also carries the shortcuts.
///
/// An item that cannot be done now is only drawn as disabled: JavaFX gives a truly disabled one neither
/// tooltip nor click, and both say why.
public final class CommandMenuBar extends MenuBar {

  private static final String UNAVAILABLE = "unavailable";

  private final Texts texts;
  private final Commands commands;
  private final Consumer<String> refusals;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private boolean waiting;

  /// @param refusals told why a command could not be done
  public CommandMenuBar(Texts texts, Commands commands, Consumer<String> refusals) {
    this.texts = texts;
    this.commands = commands;
    this.refusals = refusals;
    setId("menu-bar");
    commands.versionProperty().addListener(_ -> rebuildSoon());
    rebuild();
  }

  /// A project that opens binds dozens of commands; the menus are made once for all of them.
  private void rebuildSoon() {
    if (!waiting) {
      waiting = true;
      Platform.runLater(this::rebuild);
    }
  }

  private void rebuild() {
    waiting = false;
    subscriptions.forEach(Subscription::unsubscribe);
    subscriptions.clear();
    getMenus().setAll(MenuPlan.of(commands).stream().map(this::menu).toList());
  }

  private Menu menu(MenuPlan plan) {
    var menu = new Menu();
    menu.setId("menu-" + plan.menu().textKey().substring("command.menu.".length()));
    menu.textProperty().bind(texts.text(plan.menu().textKey()));
    for (List<CommandId> group : plan.groups()) {
      if (!menu.getItems().isEmpty()) {
        menu.getItems().add(new SeparatorMenuItem());
      }
      group.forEach(id -> commands.find(id).ifPresent(b -> menu.getItems().add(item(id, b))));
    }
    menu.setOnShown(_ -> menu.getItems().forEach(this::installTooltip));
    return menu;
  }

  private MenuItem item(CommandId id, Commands.Binding binding) {
    MenuItem item = binding.selected() == null ? new MenuItem() : new CheckMenuItem();
    item.setId("menu-item-" + id.textKey().substring("command.".length()));
    item.setMnemonicParsing(false);
    item.textProperty()
        .bind(
            binding.detail() == null
                ? texts.text(id.textKey())
                : Bindings.createStringBinding(
                    () -> CommandSearch.words(texts, id, binding),
                    texts.localeProperty(),
                    binding.detail()));
    id.keys().ifPresent(item::setAccelerator);
    if (item instanceof CheckMenuItem check && binding.selected() != null) {
      check.setSelected(binding.selected().get());
      subscriptions.add(binding.selected().subscribe(on -> check.setSelected(on)));
    }
    subscriptions.add(
        binding
            .whyNot()
            .subscribe(why -> {
              item.getStyleClass().remove(UNAVAILABLE);
              item.getProperties().put(UNAVAILABLE, why);
              if (!why.isEmpty()) {
                item.getStyleClass().add(UNAVAILABLE);
              }
            }));
    item.setOnAction(_ -> {
      String why = commands.run(id);
      if (!why.isEmpty()) {
        refusals.accept(texts.get(why));
      }
      if (item instanceof CheckMenuItem check && binding.selected() != null) {
        // a click ticks the item by itself, whatever the command has done
        check.setSelected(binding.selected().get());
      }
    });
    return item;
  }

  private void installTooltip(MenuItem item) {
    // the node exists only while its menu is shown
    Node node = item.getStyleableNode();
    if (node == null || !(item.getProperties().get(UNAVAILABLE) instanceof String why)) {
      return;
    }
    if (node.getProperties().remove(UNAVAILABLE) instanceof Tooltip old) {
      Tooltip.uninstall(node, old);
    }
    if (!why.isEmpty()) {
      var tooltip = new Tooltip(texts.get(why));
      Tooltip.install(node, tooltip);
      node.getProperties().put(UNAVAILABLE, tooltip);
    }
  }
}
