package org.modelwright.app.design.analyzer;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.modelwright.app.common.Latest;
import org.modelwright.app.design.DesignModel;
import org.modelwright.app.design.LastCompiled;
import org.modelwright.app.design.Location;
import org.modelwright.engine.DeviceName;
import org.modelwright.hardware.DeviceSpeed;

/// What the analyzer shows: the table of the newest state that compiles, what its bars are shares of,
/// and the rows of what is selected on the canvas.
public final class AnalyzerModel {

  /// What the tokens a second are estimated for.
  ///
  /// @param threads of a CPU; 0 for all its cores
  /// @param precision `fp32`, `tf32`, `bf16` or `fp16`
  public record Machine(DeviceName device, int threads, String precision) {

    /// All cores of a CPU in full precision.
    public static final Machine TYPICAL = new Machine(DeviceName.CPU, 0, "fp32");
  }

  private final DesignModel design;
  private final LastCompiled<CostTable> tables;
  private final ReadOnlyObjectWrapper<Set<String>> selectedPaths =
      new ReadOnlyObjectWrapper<>(Set.of());
  private final ReadOnlyObjectWrapper<@Nullable DeviceSpeed> speed = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Measure> measure = new SimpleObjectProperty<>(Measure.PARAMETERS);
  private final Latest<Machine, DeviceSpeed> speeds =
      new Latest<>(m -> DeviceSpeed.of(m.device(), m.threads(), m.precision()), speed::set);
  private Machine machine = Machine.TYPICAL;

  public AnalyzerModel(DesignModel design) {
    this.design = design;
    tables = new LastCompiled<>(design, CostTable::of, this::follow);
    speeds.submit(machine);
  }

  /// Null until the drawing has compiled once.
  public ReadOnlyObjectProperty<@Nullable CostTable> tableProperty() {
    return tables.valueProperty();
  }

  LastCompiled<CostTable> compiled() {
    return tables;
  }

  /// How many errors keep the drawing from compiling; where there are some, the table is an older one.
  public ReadOnlyIntegerProperty errorsProperty() {
    return tables.errorsProperty();
  }

  /// The paths of the rows whose nodes are selected on the canvas.
  public ReadOnlyObjectProperty<Set<String>> selectedPathsProperty() {
    return selectedPaths.getReadOnlyProperty();
  }

  /// Null until it is known.
  public ReadOnlyObjectProperty<@Nullable DeviceSpeed> speedProperty() {
    return speed.getReadOnlyProperty();
  }

  public ObjectProperty<Measure> measureProperty() {
    return measure;
  }

  /// What the tokens a second are estimated for.
  public Machine machine() {
    return machine;
  }

  public void estimateFor(Machine other) {
    if (!other.equals(machine)) {
      machine = other;
      speeds.submit(other);
    }
  }

  /// Opens the block that rows stand in and selects their nodes. Of rows in several blocks, those beside
  /// the last one count.
  public void reveal(List<Row> rows) {
    if (rows.isEmpty()) {
      design.select(Set.of());
      return;
    }
    Row last = rows.getLast();
    boolean shown =
        design.location().root().equals(last.block()) && design.location().path().isEmpty();
    if (!shown) {
      design.open(new Location(Location.MAIN.root(), last.way()));
    }
    design.select(
        rows.stream()
            .filter(row -> row.way().equals(last.way()))
            .map(Row::id)
            .collect(Collectors.toSet()));
  }

  /// Ends what connects it to the drawing.
  public void dispose() {
    tables.dispose();
  }

  private void follow() {
    CostTable shown = tables.valueProperty().get();
    selectedPaths.set(
        shown == null ? Set.of() : paths(shown, design.location(), design.selection()));
  }

  /// A block that was opened by itself, not through its uses, is found at the first of them.
  private static Set<String> paths(CostTable table, Location location, Collection<String> ids) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> left = new LinkedHashSet<>(ids);
    boolean fromMain = location.root().equals(Location.MAIN.root());
    String block = location.block(table.analysis().architecture()).map(b -> b.name()).orElse("");
    table.forEach(row -> {
      boolean here = fromMain ? row.way().equals(location.path()) : row.block().equals(block);
      if (here && left.remove(row.id())) {
        found.add(row.path());
      }
    });
    return Set.copyOf(found);
  }
}
