package org.modelwright.app.command;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import org.jspecify.annotations.Nullable;

/// What each command does at present, and whether it can. Belongs to the FX thread.
public final class Commands {

  /// A command's meaning.
  ///
  /// @param whyNot the key of the sentence that says why it cannot be done now; empty where it can
  /// @param detail what its words are followed by, such as the name of what is undone; or null
  /// @param selected for a command that is on or off; null for one that is not
  public record Binding(
      Runnable action,
      ObservableStringValue whyNot,
      @Nullable ObservableStringValue detail,
      @Nullable ObservableBooleanValue selected) {}

  private final Map<CommandId, Binding> bindings = new EnumMap<>(CommandId.class);
  private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();

  /// Gives a command its meaning; an earlier one is replaced.
  public void bind(CommandId id, Runnable action) {
    bind(id, action, Bindings.createStringBinding(() -> ""));
  }

  public void bind(CommandId id, Runnable action, ObservableStringValue whyNot) {
    bind(id, new Binding(action, whyNot, null, null));
  }

  public void bind(CommandId id, Binding binding) {
    bindings.put(id, binding);
    version.set(version.get() + 1);
  }

  /// Takes commands out of the menus, when what they work on is gone.
  public void unbind(CommandId... ids) {
    for (CommandId id : ids) {
      bindings.remove(id);
    }
    version.set(version.get() + 1);
  }

  public Optional<Binding> find(CommandId id) {
    return Optional.ofNullable(bindings.get(id));
  }

  /// Runs a command that is bound and can be done; otherwise nothing happens.
  ///
  /// @return the key of the sentence that says why it could not be done; empty where it was, or where
  ///     nothing is bound
  public String run(CommandId id) {
    Binding binding = bindings.get(id);
    if (binding == null) {
      return "";
    }
    String whyNot = binding.whyNot().get();
    if (whyNot.isEmpty()) {
      binding.action().run();
    }
    return whyNot;
  }

  /// Changes whenever a command is bound or unbound.
  public ReadOnlyIntegerProperty versionProperty() {
    return version.getReadOnlyProperty();
  }
}
