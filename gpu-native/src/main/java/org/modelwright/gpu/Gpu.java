package org.modelwright.gpu;

/// One NVIDIA GPU as the driver describes it.
///
/// @param index place in PCI bus order, from 0; CUDA counts the same way under
///     `CUDA_DEVICE_ORDER=PCI_BUS_ID` and without `CUDA_VISIBLE_DEVICES`
/// @param name the product name, such as `NVIDIA A100-SXM4-80GB`
/// @param uuid the board's own identifier, `GPU-...`; stays the same when boards change places
/// @param totalBytes memory on the board, 0 where the driver does not say (memory shared with the
///     CPU)
/// @param freeBytes memory that no process held at the moment of the probe, 0 where the driver does
///     not say
/// @param computeCapability `major.minor`, such as `8.0`; empty where the driver does not say
public record Gpu(
    int index,
    String name,
    String uuid,
    long totalBytes,
    long freeBytes,
    String computeCapability) {}
