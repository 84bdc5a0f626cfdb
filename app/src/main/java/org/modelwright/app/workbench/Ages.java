package org.modelwright.app.workbench;

import java.time.Duration;
import java.time.Instant;
import org.modelwright.app.common.Texts;

/// How long ago something was, in words.
final class Ages {

  private Ages() {}

  static String since(Instant then, Texts texts) {
    return of(Duration.between(then, Instant.now()), texts);
  }

  static String of(Duration age, Texts texts) {
    if (age.compareTo(Duration.ofMinutes(1)) < 0) {
      return texts.get("workbench.age.now");
    }
    if (age.compareTo(Duration.ofHours(1)) < 0) {
      return texts.get("workbench.age.minutes", age.toMinutes());
    }
    return age.compareTo(Duration.ofDays(2)) < 0
        ? texts.get("workbench.age.hours", age.toHours())
        : texts.get("workbench.age.days", age.toDays());
  }
}
