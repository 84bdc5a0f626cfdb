package org.modelwright.launch;

import java.util.List;
import org.modelwright.engine.DeviceName;

/// A place in the queue. What its run came to, the run's own folder tells.
///
/// @param id counts the entries that the project's queue has ever had, from 1
/// @param title what was asked for, in a few words
/// @param run the folder's name
/// @param settings what was set for this run alone, `training.learningRate=0.001`
/// @param resumes whether the run had begun before and goes on; it is then never removed
/// @param why the start was refused; empty where it was not
public record QueueEntry(
    long id,
    String title,
    String run,
    DeviceName device,
    List<String> settings,
    boolean resumes,
    Mark mark,
    String why) {

  /// What the queue itself knows of an entry.
  public enum Mark {
    WAITING,
    /// Its worker is being started: whoever takes over the queue finds out whether it was.
    STARTING,
    STARTED,
    CANCELLED,
    REFUSED
  }

  public QueueEntry {
    settings = List.copyOf(settings);
  }

  QueueEntry with(Mark newMark, String newWhy) {
    return new QueueEntry(id, title, run, device, settings, resumes, newMark, newWhy);
  }

  public boolean waits() {
    return mark == Mark.WAITING;
  }

  /// Whether its worker was started, or is about to be.
  public boolean hasBegun() {
    return mark == Mark.STARTING || mark == Mark.STARTED;
  }
}
