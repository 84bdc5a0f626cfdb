package org.modelwright.app.workbench;

import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Disposable;

/// The closable tabs in the window's middle. A tab's view is made when the tab is first looked at.
final class CenterTabs extends TabPane implements Disposable {

  CenterTabs() {
    setId("center-tabs");
    setTabDragPolicy(TabDragPolicy.REORDER);
    setTabClosingPolicy(TabClosingPolicy.ALL_TABS);
    getSelectionModel()
        .selectedItemProperty()
        .subscribe(tab -> {
          if (tab != null) {
            fill(tab);
          }
        });
  }

  /// Brings a tab to the front; one that is not there is made.
  ///
  /// @param id of the tab
  /// @param title follows the language
  /// @param view made once for each time the tab is opened
  void show(String id, ObservableValue<String> title, Supplier<Node> view) {
    add(id, title, view);
    select(id);
  }

  /// Brings a tab that is there to the front, and the keyboard to it.
  void select(String id) {
    for (Tab tab : getTabs()) {
      if (id.equals(tab.getId())) {
        getSelectionModel().select(tab);
        if (tab.getContent() != null) {
          Panes.focus(tab.getContent());
        }
      }
    }
  }

  /// What a tab shows; null where it has not been looked at.
  @Nullable Node content(String id) {
    return getTabs().stream()
        .filter(t -> id.equals(t.getId()))
        .findFirst()
        .map(Tab::getContent)
        .orElse(null);
  }

  boolean has(String id) {
    return getTabs().stream().anyMatch(t -> id.equals(t.getId()));
  }

  /// Adds a tab behind the others, unless it is there.
  void add(String id, ObservableValue<String> title, Supplier<Node> view) {
    if (has(id)) {
      return;
    }
    var tab = new Tab();
    tab.setId(id);
    tab.textProperty().bind(title);
    tab.setUserData(view);
    tab.setOnClosed(_ -> empty(tab));
    getTabs().add(tab);
  }

  private static void fill(Tab tab) {
    if (tab.getContent() == null && tab.getUserData() instanceof Supplier<?> view) {
      if (view.get() instanceof Node node) {
        tab.setContent(node);
      }
    }
  }

  private static void empty(Tab tab) {
    Disposable.release(tab.getContent());
    tab.setContent(null);
    tab.setUserData(null);
    tab.textProperty().unbind();
  }

  @Override
  public void dispose() {
    getTabs().forEach(CenterTabs::empty);
  }
}
