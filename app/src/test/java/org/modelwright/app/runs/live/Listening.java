package org.modelwright.app.runs.live;

import java.util.List;
import org.modelwright.run.RunFolder;

/// A window around a run's page that notes what it is told.
record Listening(List<String> refusals) implements RunView.Host {

  @Override
  public void refuse(String sentence) {
    refusals.add(sentence);
  }

  @Override
  public void prompt(RunFolder run) {
    throw new UnsupportedOperationException("there is no playground here");
  }
}
