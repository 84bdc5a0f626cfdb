/// What this machine is: its processor, its memory within the limits that hold for this process,
/// and the published peak speed of its GPUs. Facts are read at the moment of asking and kept
/// nowhere.
@NullMarked
package org.modelwright.hardware;

import org.jspecify.annotations.NullMarked;
