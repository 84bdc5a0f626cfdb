/// A run on disk, as its worker writes it and everybody else reads it: the folder, the events that
/// are the truth about it, the commands it obeys, the lock and the heartbeat that tell a living
/// worker from a dead one, and the state and the cause of failure that follow from them. Several
/// processes, also on several hosts, may read at once; exactly one worker writes.
@NullMarked
package org.modelwright.run;

import org.jspecify.annotations.NullMarked;
