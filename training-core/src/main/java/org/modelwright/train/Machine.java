package org.modelwright.train;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// What a training run asks of the machine it is on.
///
/// @param processor its name and the vector instructions it has
/// @param cores physical cores
/// @param memory bytes this process holds now
/// @param peakMemory the most bytes it has held
/// @param peakFlops the device's published dense FLOP/s in the run's precision, where known
public record Machine(
    String processor,
    int cores,
    LongSupplier memory,
    LongSupplier peakMemory,
    OptionalDouble peakFlops) {}
