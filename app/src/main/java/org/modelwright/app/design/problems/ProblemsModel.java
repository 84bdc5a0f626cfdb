package org.modelwright.app.design.problems;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.modelwright.app.design.DesignModel;
import org.modelwright.compile.Analysis;
import org.modelwright.graph.Edit;
import org.modelwright.graph.Problem;

/// The problems of the drawing, errors first, and what to do about each. Belongs to the FX thread.
final class ProblemsModel {

  /// One line of the list.
  ///
  /// @param fixes edits that take the problem away, the best first
  record Row(Problem problem, List<Edit> fixes) {

    boolean isError() {
      return problem.severity() == Problem.Severity.ERROR;
    }

    /// As it is copied: where, what, what to do.
    String text(Locale locale) {
      return problem.node() + ": " + problem.sentences(locale);
    }
  }

  private final DesignModel design;
  private final Function<Problem, List<Edit>> fixesOf;
  private final ReadOnlyObjectWrapper<Optional<List<Row>>> rows =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final InvalidationListener analysed = _ -> refresh();

  /// @param fixesOf what takes a problem away, the best first
  ProblemsModel(DesignModel design, Function<Problem, List<Edit>> fixesOf) {
    this.design = design;
    this.fixesOf = fixesOf;
    design.analysisProperty().addListener(analysed);
    refresh();
  }

  void dispose() {
    design.analysisProperty().removeListener(analysed);
  }

  /// Empty until the drawing has been looked at for the first time.
  ReadOnlyObjectProperty<Optional<List<Row>>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  private void refresh() {
    Analysis analysis = design.analysisProperty().get();
    if (analysis != null) {
      rows.set(
          Optional.of(
              analysis.compilation().problems().stream()
                  .sorted(Comparator.comparing(Problem::severity))
                  .map(p -> new Row(p, fixesOf.apply(p)))
                  .toList()));
    }
  }

  long count(Problem.Severity severity) {
    return rows.get().orElse(List.of()).stream()
        .filter(r -> r.problem().severity() == severity)
        .count();
  }

  /// Goes to the node or block that has the problem, or opens the custom layer that has it.
  void reveal(Row row) {
    String path = row.problem().node();
    if (design.architecture().layers().containsKey(path)) {
      design.editLayer(path);
    } else {
      design.reveal(path);
    }
  }

  /// Does the best that takes the problem away, and goes there.
  void fix(Row row) {
    // fixes belong to the drawing that was analysed
    Analysis analysis = design.analysisProperty().get();
    boolean fresh = analysis != null && analysis.architecture().equals(design.architecture());
    if (fresh && !row.fixes().isEmpty() && design.execute(row.fixes().getFirst())) {
      reveal(row);
    }
  }
}
