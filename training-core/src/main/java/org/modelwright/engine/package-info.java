/// The only room that touches libtorch, through DJL's PyTorch engine: loads a program's text, holds
/// tensors, runs methods. One platform thread owns it, since gradient mode and the graph optimizer are
/// set for each thread. What it does wrong can take the process along, so it runs in a worker.
@NullMarked
package org.modelwright.engine;

import org.jspecify.annotations.NullMarked;
