/// How a worker is started and followed: a process of its own, which neither the closing of the
/// launcher's terminal nor its Ctrl+C reaches, and the launcher's side that shows the worker's
/// events, turns Ctrl+C into "stop and save", and says how it ended. What trains outside of a run, to be
/// timed or to try learning rates, is a child that ends with its launcher.
@NullMarked
package org.modelwright.launch;

import org.jspecify.annotations.NullMarked;
