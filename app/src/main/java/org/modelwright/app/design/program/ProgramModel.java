package org.modelwright.app.design.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.LastCompiled;
import org.modelwright.app.design.Location;
import org.modelwright.compile.ProgramListing;

/// The program of the newest state that compiles, and its lines that come from what is selected.
public final class ProgramModel {

  private final DesignModel design;
  private final LastCompiled<ShownProgram> programs;
  private final ReadOnlyObjectWrapper<List<Integer>> selectedLines =
      new ReadOnlyObjectWrapper<>(List.of());

  public ProgramModel(DesignModel design) {
    this.design = design;
    programs = new LastCompiled<>(design, ShownProgram::of, this::follow);
  }

  /// Null until the drawing has compiled once.
  public ReadOnlyObjectProperty<@Nullable ShownProgram> programProperty() {
    return programs.valueProperty();
  }

  LastCompiled<ShownProgram> compiled() {
    return programs;
  }

  /// How many errors keep the drawing from compiling; where there are some, the program is an older one.
  public ReadOnlyIntegerProperty errorsProperty() {
    return programs.errorsProperty();
  }

  /// Numbers, from 0, of the lines that come from the selected nodes.
  public ReadOnlyObjectProperty<List<Integer>> selectedLinesProperty() {
    return selectedLines.getReadOnlyProperty();
  }

  /// The selected line to look at first: of several functions that come from one block, that of the
  /// use which is open counts. -1 where none is selected.
  public int firstLine() {
    List<Integer> lines = selectedLines.get();
    ShownProgram shown = programs.valueProperty().get();
    if (lines.isEmpty() || shown == null) {
      return -1;
    }
    Location at = design.location();
    String function =
        at.root().equals(Location.MAIN.root())
            ? ProgramListing.function(shown.program(), at.path()).orElse("")
            : "";
    return lines.stream()
        .filter(i -> shown.listing().origins().get(i).function().equals(function))
        .findFirst()
        .orElse(lines.getFirst());
  }

  /// Selects the node that a line comes from; a helper's line comes from none.
  ///
  /// @param line from 0
  public void reveal(int line) {
    ShownProgram shown = programs.valueProperty().get();
    if (shown == null || line < 0 || line >= shown.definitions().size()) {
      return;
    }
    String place = shown.definitions().get(line);
    if (!place.isEmpty() && !selectedLines.get().contains(line)) {
      design.reveal(place);
    }
  }

  /// The place in the drawing that a line comes from; empty for a helper's.
  String place(int line) {
    ShownProgram shown = programs.valueProperty().get();
    return shown == null || line < 0 || line >= shown.definitions().size()
        ? ""
        : shown.definitions().get(line);
  }

  /// @throws IOException where the file cannot be written
  public void save(Path file) throws IOException {
    ShownProgram shown = programs.valueProperty().get();
    if (shown != null) {
      Files.writeString(file, shown.listing().text());
    }
  }

  /// Ends what connects it to the drawing.
  public void dispose() {
    programs.dispose();
  }

  private void follow() {
    ShownProgram shown = programs.valueProperty().get();
    String block = design.block().name();
    Set<String> places =
        design.selection().stream().map(id -> block + "/" + id).collect(Collectors.toSet());
    selectedLines.set(shown == null || places.isEmpty() ? List.of() : shown.linesOf(places));
  }
}
