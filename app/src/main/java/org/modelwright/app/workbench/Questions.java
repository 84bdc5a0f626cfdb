package org.modelwright.app.workbench;

import java.util.List;

/// Questions to the user that something waits for.
public interface Questions {

  /// One way to answer.
  ///
  /// @param id of its button
  /// @param words the key of what the button says, named after the action
  record Answer(String id, String words, Runnable action) {}

  /// Shows the question and returns at once; the answer's action runs later.
  ///
  /// @param title the key of its words
  /// @param text a sentence or two, in the language of the window
  /// @param answers the recommended first; the last is what closing the question means
  void ask(String title, String text, List<Answer> answers);
}
