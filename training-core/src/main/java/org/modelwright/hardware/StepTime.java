package org.modelwright.hardware;

/// How long a step takes on each device, in seconds.
///
/// @param gradients of all micro-batches
/// @param update of the optimizer
/// @param communication of the gradients' all-reduce between devices
/// @param bytesSent by each device for it
public record StepTime(double gradients, double update, double communication, double bytesSent) {

  public double seconds() {
    return gradients + update + communication;
  }
}
