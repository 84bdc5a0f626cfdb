package org.modelwright.data;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs tasks on all cores and hands their results over on the caller's thread, in the order of the
/// tasks. Few tasks are under way at once, so a stream of any length fits into memory.
final class OrderedWork<R> implements AutoCloseable {

  /// Takes a result.
  @FunctionalInterface
  interface Sink<R> {
    void accept(R result) throws IOException;
  }

  private final int limit;
  private final ExecutorService workers;
  private final Deque<Future<R>> underWay = new ArrayDeque<>();
  private final Sink<R> sink;

  OrderedWork(int threads, Sink<R> sink) {
    this.limit = 2 * threads + 1;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("data-", 0).factory());
    this.sink = sink;
  }

  /// Adds a task; may first wait for the oldest one and hand over its result.
  void submit(Callable<R> task) throws IOException {
    if (underWay.size() == limit) {
      handOver();
    }
    underWay.add(workers.submit(task));
  }

  /// Hands over all that is left.
  void finish() throws IOException {
    while (!underWay.isEmpty()) {
      handOver();
    }
  }

  private void handOver() throws IOException {
    try {
      sink.accept(underWay.remove().get());
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IOException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Drops what was not handed over.
  @Override
  public void close() {
    workers.shutdownNow();
    workers.close();
  }
}
