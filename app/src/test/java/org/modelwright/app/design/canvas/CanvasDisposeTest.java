package org.modelwright.app.design.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.modelwright.app.AppContext;
import org.modelwright.app.command.CommandId;
import org.modelwright.app.command.Commands;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.Designs;
import org.modelwright.app.design.Location;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// What lives longer than a canvas must not hold on to it.
@ExtendWith(ApplicationExtension.class)
class CanvasDisposeTest {

  private final AppContext context = Designs.context(Locale.ENGLISH);
  private final Commands commands = context.commands();
  private DesignModel design;

  private WeakReference<CanvasView> used(FxRobot robot, boolean disposed) {
    var holder = new CanvasView[1];
    robot.interact(() -> {
      design =
          new DesignModel(
              Designs.template("java-lm"),
              new DesignModel.Setting(OptionalLong.of(512), 4, 16),
              _ -> {});
      var canvas = new CanvasView(context, design);
      holder[0] = canvas;
      new Scene(canvas, 800, 600);
      canvas.applyCss();
      canvas.layout();
      design.select(Set.of("norm"));
      commands.run(CommandId.SHOW_MINI_MAP);
      commands.run(CommandId.ZOOM_IN);
      canvas.say("hello");
      design.open(Location.MAIN.enter("stack"));
      if (disposed) {
        canvas.dispose();
      }
    });
    return new WeakReference<>(holder[0]);
  }

  @Test
  void disposedItIsLetGoOfByWhatLivesLonger(FxRobot robot) throws Exception {
    WeakReference<CanvasView> canvas = used(robot, true);
    WaitForAsyncUtils.waitFor(
        10,
        TimeUnit.SECONDS,
        () -> {
          System.gc();
          WaitForAsyncUtils.waitForFxEvents();
          return canvas.get() == null;
        });
    assertThat(design.architecture().blocks()).isNotEmpty();
  }

  @Test
  void untilThenTheDrawingHoldsIt(FxRobot robot) {
    WeakReference<CanvasView> canvas = used(robot, false);
    System.gc();
    assertThat(canvas.get()).isNotNull();
    assertThat(design.architecture().blocks()).isNotEmpty();
  }
}
