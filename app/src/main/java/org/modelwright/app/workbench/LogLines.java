package org.modelwright.app.workbench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.LoggerFactory;

/// What the program's log says, for the log tab: the newest lines, from all threads.
public final class LogLines extends AppenderBase<ILoggingEvent> {

  static final int MOST = 2_000;

  /// @param level as logback names it: `WARN`
  /// @param text may have several lines
  public record Line(Instant at, String level, String text) {}

  private final ObservableList<Line> lines = FXCollections.observableArrayList();
  private final ObservableList<Line> view = FXCollections.unmodifiableObservableList(lines);
  private final List<Line> arrived = new ArrayList<>();

  /// Belongs to the FX thread.
  public ObservableList<Line> lines() {
    return view;
  }

  /// Listens to the whole program from now on.
  public void attach() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      setContext(root.getLoggerContext());
      start();
      root.addAppender(this);
    }
  }

  /// Ends that.
  public void detach() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.detachAppender(this);
    }
    stop();
  }

  @Override
  protected void append(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    String text =
        thrown == null
            ? event.getFormattedMessage()
            : event.getFormattedMessage()
                + "\n"
                + ThrowableProxyUtil.asString(thrown).stripTrailing();
    add(new Line(event.getInstant(), event.getLevel().toString(), text));
  }

  /// What the window itself has to say.
  void add(Level level, String text) {
    add(new Line(Instant.now(), level.toString(), text));
  }

  private void add(Line line) {
    boolean first;
    synchronized (arrived) {
      first = arrived.isEmpty();
      arrived.add(line);
      if (arrived.size() > MOST) {
        arrived.removeFirst();
      }
    }
    if (first) {
      // one call for all that arrive until it runs: a flood must not fill the FX thread's queue
      Platform.runLater(this::take);
    }
  }

  private void take() {
    synchronized (arrived) {
      lines.addAll(arrived);
      arrived.clear();
    }
    if (lines.size() > MOST) {
      lines.remove(0, lines.size() - MOST);
    }
  }
}
