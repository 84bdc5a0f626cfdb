package org.modelwright.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelwright.file.InputException;
import org.modelwright.graph.Problem;
import org.modelwright.operator.Program;
import org.modelwright.operator.TensorType;

/// What came of a drawing: a program, unless an error stands among the problems.
///
/// @param types of the outputs of each node whose inputs are sound, by the path of its definition,
///     `decoder/attention`; of a block that is used with several shapes, those of its first use
public record Compilation(
    Optional<Program> program, List<Problem> problems, Map<String, List<TensorType>> types) {

  public Compilation {
    problems = List.copyOf(problems);
    types = Map.copyOf(types);
  }

  public List<Problem> errors() {
    return problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).toList();
  }

  /// The program, for those who cannot go on without.
  ///
  /// @param file the drawing's file, for the message
  /// @throws InputException with the first error
  public Program require(String file) {
    return program.orElseThrow(() -> {
      Problem first = errors().getFirst();
      String others =
          errors().size() > 1
              ? " (the first of " + errors().size() + " problems: see `modelwright inspect`)"
              : "";
      return new InputException(file + others + ": " + first.node() + ": " + first.sentence());
    });
  }
}
