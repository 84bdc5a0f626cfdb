package org.modelwright.gpu;

/// What a GPU does at one moment. A figure is -1 where the driver does not say.
///
/// @param utilization percent of the last sample period in which a kernel ran
/// @param celsius temperature of the chip
/// @param milliwatts drawn by the board
/// @param limitMilliwatts that the board may draw
/// @param usedBytes of its memory, by all processes
public record GpuReading(
    Gpu gpu, int utilization, int celsius, int milliwatts, int limitMilliwatts, long usedBytes) {}
