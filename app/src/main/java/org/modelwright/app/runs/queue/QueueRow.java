package org.modelwright.app.runs.queue;

import org.jspecify.annotations.Nullable;
import org.modelwright.launch.QueueEntry;
import org.modelwright.launch.QueueState;

/// An entry of the queue as it is shown.
///
/// @param steps done
/// @param planned steps of the whole run; 0 where its folder does not tell
/// @param loss of the newest step, or the best of the validations once it is over; null where there is
///     none
/// @param why it failed; empty where it did not
/// @param place among those that wait, from 1; 0 where it does not wait
record QueueRow(
    QueueEntry entry,
    QueueState state,
    long steps,
    long planned,
    @Nullable Double loss,
    String why,
    int place) {

  QueueRow at(int newPlace) {
    return new QueueRow(entry, state, steps, planned, loss, why, newPlace);
  }
}
