package org.modelwright.app.common;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// File dialogs that answer what a test has put there, one after another; the user gives up where
/// nothing is left.
public final class Answers implements Choosers {

  /// What the next dialogs answer.
  public final Deque<Path> next = new ArrayDeque<>();

  @Override
  public Optional<Path> folder(String title, Path start) {
    return Optional.ofNullable(next.poll());
  }

  @Override
  public Optional<Path> file(String title, Path start, Kind... kinds) {
    return Optional.ofNullable(next.poll());
  }

  @Override
  public Optional<Path> newName(String title, Path start, String name, Kind... kinds) {
    return Optional.ofNullable(next.poll());
  }
}
