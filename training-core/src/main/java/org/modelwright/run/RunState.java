package org.modelwright.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a run is doing. Only the last three are final; a final run may still be resumed.
public enum RunState {
  QUEUED,
  PREPARING,
  RUNNING,
  PAUSING,
  PAUSED,
  STOPPING,
  COMPLETED,
  STOPPED,
  FAILED;

  /// The word in files and on the command line: `running`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// True where no worker is at work and none is expected.
  public boolean isFinal() {
    return compareTo(COMPLETED) >= 0;
  }
}
