package org.modelwright.app.workbench;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Short sentences to the user: what was done, why something was not. The status bar shows the newest,
/// the log keeps them. Belongs to the FX thread.
public final class Messages {

  public enum Weight {
    /// Something has been done.
    NOTE,
    /// Something that the user asked for could not be done.
    REFUSAL,
    /// A defect of the program.
    FAILURE
  }

  /// @param number tells two equal sentences apart
  public record Message(Weight weight, String sentence, long number) {}

  private final ReadOnlyObjectWrapper<@Nullable Message> newest = new ReadOnlyObjectWrapper<>();
  private long number;

  public ReadOnlyObjectProperty<@Nullable Message> newestProperty() {
    return newest.getReadOnlyProperty();
  }

  public void note(String sentence) {
    add(Weight.NOTE, sentence);
  }

  public void refuse(String sentence) {
    add(Weight.REFUSAL, sentence);
  }

  public void fail(String sentence) {
    add(Weight.FAILURE, sentence);
  }

  private void add(Weight weight, String sentence) {
    newest.set(new Message(weight, sentence, number++));
  }
}
