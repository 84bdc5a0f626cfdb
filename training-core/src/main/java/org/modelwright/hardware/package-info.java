/// What this machine is: its processor, its memory within the limits that hold for this process,
/// and the published peak speed of its GPUs. Facts are read at the moment of asking and kept
/// nowhere. And what a training takes, here or on hardware that a profile describes: memory, time,
/// energy, cost, what would make it fit, and what finished runs teach about such estimates.
@NullMarked
package org.modelwright.hardware;

import org.jspecify.annotations.NullMarked;
