/// Training: settings, schedules, the loop, checkpoints and resume. A run trains inside a worker process
/// and speaks to the outside only through its folder; a [Rehearsal] trains without one, for measuring,
/// and answers its caller.
@NullMarked
package org.modelwright.train;

import org.jspecify.annotations.NullMarked;
