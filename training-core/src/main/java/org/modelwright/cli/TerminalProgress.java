package org.modelwright.cli;

import org.modelwright.progress.Progress;

/// Shows a long action: a bar with rate and time left on a terminal, else a line for each activity.
final class TerminalProgress implements Progress, AutoCloseable {

  private static final long BETWEEN_NANOS = 100_000_000;
  private static final int BAR = 24;

  private final boolean terminal = Output.isTerminal();
  private String activity = "";
  private long begin;
  private long shown;

  @Override
  public synchronized void report(String newActivity, long done, long total) {
    long now = System.nanoTime();
    if (!newActivity.equals(activity)) {
      finishLine();
      activity = newActivity;
      begin = now;
      shown = 0;
      if (!terminal) {
        Output.note("%s ...", activity);
      }
    }
    if (terminal && now - shown >= BETWEEN_NANOS) {
      shown = now;
      Output.rewriteLine(line(done, total, (now - begin) / 1e9));
    }
  }

  private String line(long done, long total, double seconds) {
    if (total <= 0) {
      return activity + " ... " + done;
    }
    double share = Math.min(1, (double) done / total);
    String left = done == 0 ? "" : "  " + Output.duration(seconds / share - seconds) + " left";
    return "%s %s %3.0f %%%s".formatted(activity, bar(share), 100 * share, left);
  }

  static String bar(double share) {
    int filled = (int) Math.round(share * BAR);
    return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
  }

  private void finishLine() {
    if (terminal && !activity.isEmpty()) {
      Output.clearLine();
    }
  }

  @Override
  public synchronized void close() {
    finishLine();
  }
}
