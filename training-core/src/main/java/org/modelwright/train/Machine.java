package org.modelwright.train;

import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// What a training run asks of the machine it is on.
///
/// @param processor its name and the vector instructions it has
/// @param cores physical cores
/// @param memory bytes this process holds now
/// @param peakMemory the most bytes it has held
/// @param availableMemory bytes that may still be taken without swapping or being killed
/// @param forgetPeak lets `peakMemory` begin anew; false where the system cannot
/// @param peakFlops the device's published dense FLOP/s in the run's precision, where known
public record Machine(
    String processor,
    int cores,
    LongSupplier memory,
    LongSupplier peakMemory,
    LongSupplier availableMemory,
    BooleanSupplier forgetPeak,
    OptionalDouble peakFlops) {}
