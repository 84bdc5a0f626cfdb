package org.modelwright.app.common;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.util.WaitForAsyncUtils;

/// Waits for what a window does by itself.
public final class Waiting {

  private Waiting() {}

  /// The condition looks on the FX thread, so that nothing moves meanwhile, and what follows from it has
  /// been done once this returns. Not to be called on the FX thread.
  public static void until(int seconds, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          seconds, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
    } catch (TimeoutException e) {
      throw new AssertionError("it did not happen within " + seconds + " s", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }
}
