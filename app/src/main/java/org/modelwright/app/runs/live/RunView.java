package org.modelwright.app.runs.live;

import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.modelwright.app.AppContext;
import org.modelwright.app.common.Disposable;
import org.modelwright.app.common.KeyboardHome;
import org.modelwright.app.common.Shown;
import org.modelwright.app.common.StyleSheets;
import org.modelwright.run.RunFolder;

/// The page of one run, whether it trains, waits or has ended. While it is on screen it follows the run
/// and the commands of runs mean this one; hidden, it costs nothing.
public final class RunView extends BorderPane implements Disposable, KeyboardHome {

  /// What the page asks of the window around it.
  public interface Host {
    /// Something that the user asked for could not be done.
    ///
    /// @param sentence why
    void refuse(String sentence);

    /// Shows the playground with a run.
    void prompt(RunFolder run);
  }

  private final RunModel model;
  private final RunActions actions;
  private final RunHead head;
  private final RunCharts charts;
  private final GpuStrip gpus;
  private final StopQuestion stop;
  private final RateQuestion rate;
  private final ScrollPane scroll = new ScrollPane();
  private final Shown shown;
  private final Subscription subscriptions;

  public RunView(AppContext context, RunFolder run, Host host) {
    model = new RunModel(run);
    setId("run-view");
    getStyleClass().add("run-view");
    getStylesheets().add(StyleSheets.of("live"));
    actions =
        new RunActions(
            context,
            model,
            new RunActions.Questions() {
              @Override
              public void stop() {
                stop.ask();
              }

              @Override
              public void changeLearningRate() {
                rate.ask();
              }
            },
            host::refuse);
    stop = new StopQuestion(context.texts(), actions::send);
    rate = new RateQuestion(context.texts(), model, actions::send);
    head = new RunHead(context, model, actions, () -> host.prompt(run));
    charts = new RunCharts(context);
    gpus = new GpuStrip(context.texts());
    setTop(new VBox(head, stop, rate));
    var reading = new Label();
    reading.setId("run-reading");
    reading.getStyleClass().add("run-reading");
    reading.textProperty().bind(context.texts().text("live.reading"));
    reading.visibleProperty().bind(model.loadedProperty().not());
    reading.managedProperty().bind(reading.visibleProperty());
    var page =
        new VBox(
            8,
            reading,
            new FailureCard(context, model, actions),
            gpus,
            charts,
            new LogTail(context.texts(), model));
    page.getStyleClass().add("run-page");
    scroll.setContent(page);
    scroll.setFitToWidth(true);
    scroll.setId("run-scroll");
    // kept as a picture, the whole page would be drawn anew for each digit that changes
    scroll
        .skinProperty()
        .subscribe(
            _ -> Optional.ofNullable(scroll.lookup(".viewport")).ifPresent(v -> v.setCache(false)));
    setCenter(scroll);
    shown = new Shown(this);
    gpus.follow(shown);
    subscriptions =
        Subscription.combine(
            shown.property().subscribe(this::onScreen),
            model
                .loadedProperty()
                .subscribe(done -> {
                  if (done) {
                    charts.show(model.curves());
                  }
                }),
            model.versionProperty().subscribe((_, _) -> show()),
            model
                .stateProperty()
                .subscribe(now -> {
                  if (now.isFinal()) {
                    stop.setVisible(false);
                    rate.setVisible(false);
                  }
                }),
            scroll.vvalueProperty().subscribe((_, _) -> draw()),
            scroll.heightProperty().subscribe((_, _) -> draw()));
  }

  private void onScreen(boolean now) {
    model.setWatched(now);
    if (now) {
      actions.bind();
      draw();
    } else {
      actions.unbind();
    }
  }

  private void show() {
    head.show();
    draw();
  }

  private void draw() {
    if (shown.get()) {
      model.setUnfinished(charts.grown(this::isInView));
    }
  }

  private boolean isInView(Node chart) {
    Bounds there = chart.localToScene(chart.getBoundsInLocal());
    Bounds here = scroll.localToScene(scroll.getBoundsInLocal());
    return there.intersects(here);
  }

  public RunModel model() {
    return model;
  }

  @Override
  public Node keyboardHome() {
    return scroll;
  }

  @Override
  public void dispose() {
    subscriptions.unsubscribe();
    shown.dispose();
    actions.dispose();
    head.dispose();
    charts.dispose();
    gpus.dispose();
    model.dispose();
  }
}
