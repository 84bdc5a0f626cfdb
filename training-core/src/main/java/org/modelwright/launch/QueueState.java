package org.modelwright.launch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What has become of an entry of the queue.
public enum QueueState {
  WAITING,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  /// The word on the command line: `waiting`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether nothing more will happen.
  public boolean isOver() {
    return compareTo(DONE) >= 0;
  }
}
