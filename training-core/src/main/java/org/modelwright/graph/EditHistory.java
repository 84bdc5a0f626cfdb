package org.modelwright.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A drawing under edit, with undo and redo. Not safe for use by several threads: a document belongs
/// to the thread that edits it.
public final class EditHistory {

  /// One state of the document.
  ///
  /// @param revision tells states apart: undoing to a state gives its old number again
  /// @param edit what led here from the state before
  private record State(Architecture architecture, long revision, @Nullable Edit edit) {}

  private final int limit;
  private final Deque<State> undo = new ArrayDeque<>();
  private final Deque<State> redo = new ArrayDeque<>();
  private State current;
  private long newest;

  /// @param limit how many edits can be undone; older ones are forgotten
  /// @throws IllegalArgumentException where `limit` is below 1
  public EditHistory(Architecture first, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1: " + limit);
    }
    this.limit = limit;
    current = new State(first, 0, null);
  }

  public Architecture architecture() {
    return current.architecture();
  }

  /// A number of the present state. The document is unsaved where it differs from the number at the
  /// time of saving; undoing back to the saved state makes it saved again.
  public long revision() {
    return current.revision();
  }

  /// Applies an edit and forgets what could be redone. An edit that changes nothing leaves no trace.
  ///
  /// @throws org.modelwright.file.InputException where it cannot be applied; nothing has changed then
  public Architecture execute(Edit edit) {
    Architecture changed = edit.apply(current.architecture());
    if (!changed.equals(current.architecture())) {
      undo.push(current);
      if (undo.size() > limit) {
        undo.removeLast();
      }
      redo.clear();
      newest++;
      current = new State(changed, newest, edit);
    }
    return architecture();
  }

  public boolean canUndo() {
    return !undo.isEmpty();
  }

  public boolean canRedo() {
    return !redo.isEmpty();
  }

  /// What `undo` would take back; empty where there is nothing.
  public Optional<Edit> undoEdit() {
    return canUndo() ? Optional.ofNullable(current.edit()) : Optional.empty();
  }

  /// What `redo` would do again; empty where there is nothing.
  public Optional<Edit> redoEdit() {
    return Optional.ofNullable(redo.peek()).map(State::edit);
  }

  /// The state before the last edit; the present one where there is none.
  public Architecture undo() {
    return step(undo, redo);
  }

  /// The state that the last `undo` left; the present one where there is none.
  public Architecture redo() {
    return step(redo, undo);
  }

  private Architecture step(Deque<State> from, Deque<State> to) {
    if (!from.isEmpty()) {
      to.push(current);
      current = from.pop();
    }
    return architecture();
  }
}
