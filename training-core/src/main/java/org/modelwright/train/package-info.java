/// Training: settings, schedules, the loop, checkpoints and resume. It runs inside a worker process and
/// speaks to the outside only through the run's folder.
@NullMarked
package org.modelwright.train;

import org.jspecify.annotations.NullMarked;
