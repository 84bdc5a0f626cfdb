package org.modelwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelwright.file.InputException;

class EditHistoryTest {

  private final EditHistory history = new EditHistory(Drawings.decoder(), 3);

  @Test
  void undoAndRedoSayWhatTheyDo() {
    assertThat(history.canUndo()).isFalse();
    assertThat(history.undoEdit().map(Edit::description)).isEmpty();
    repeat(12);
    history.execute(new Edit.RenameNode("main", "norm", "last"));
    assertThat(history.undoEdit().map(Edit::description)).contains("Rename norm to last");
    history.undo();
    assertThat(history.undoEdit().map(Edit::description)).contains("Repeat stack 12 times");
    assertThat(history.redoEdit().map(Edit::description)).contains("Rename norm to last");
    history.redo();
    assertThat(history.architecture().main().node("last")).isPresent();
    assertThat(history.canRedo()).isFalse();
    assertThat(history.redoEdit().map(Edit::description)).isEmpty();
  }

  @Test
  void revisionTellsStatesApart() {
    long saved = history.revision();
    repeat(2);
    long second = history.revision();
    assertThat(second).isNotEqualTo(saved);
    history.undo();
    assertThat(history.revision()).isEqualTo(saved);
    history.redo();
    assertThat(history.revision()).isEqualTo(second);
    history.undo();
    repeat(3);
    assertThat(history.revision()).isNotIn(saved, second);
    assertThat(history.canRedo()).isFalse();
  }

  @Test
  void whatChangesNothingLeavesNoTrace() {
    repeat(2);
    history.undo();
    repeat(6);
    assertThat(history.canUndo()).isFalse();
    assertThat(history.canRedo()).isTrue();
    assertThatExceptionOfType(InputException.class).isThrownBy(() -> repeat(0));
    assertThat(history.architecture()).isEqualTo(Drawings.decoder());
    assertThat(history.canRedo()).isTrue();
  }

  @Test
  void forgetsTheOldestBeyondItsLimit() {
    for (int i = 1; i <= 5; i++) {
      repeat(i);
    }
    for (int i = 0; i < 10; i++) {
      history.undo();
    }
    assertThat(history.architecture().main().node("stack").orElseThrow().repeat()).isEqualTo(2);
    for (int i = 0; i < 10; i++) {
      history.redo();
    }
    assertThat(history.architecture().main().node("stack").orElseThrow().repeat()).isEqualTo(5);
  }

  @Test
  void whatIsDoneTogetherIsUndoneTogetherAndRefusedWithoutTrace() {
    history.execute(
        new Edit.Together(
            "Lay out",
            List.of(
                new Edit.Place("main", Map.of("head", new Position(3, 4))),
                new Edit.PutLayer(
                    new CustomLayer(
                        "Same",
                        Map.of("x", CustomLayer.FEATURES),
                        Map.of(),
                        Map.of(),
                        CustomLayer.FEATURES,
                        true,
                        "",
                        "return x")))));
    assertThat(history.undoEdit().map(Edit::description)).contains("Lay out");
    Architecture done = history.architecture();
    Edit refused =
        new Edit.Together(
            "Break", List.of(new Edit.RemoveLayer("Same"), new Edit.RemoveLayer("Same")));
    assertThatExceptionOfType(InputException.class).isThrownBy(() -> history.execute(refused));
    assertThat(history.architecture()).isSameAs(done);
    assertThat(history.undo()).isEqualTo(Drawings.decoder());
    assertThat(history.redo()).isEqualTo(done);
    history.execute(new Edit.RemoveLayer("Same"));
    assertThat(history.architecture().layers()).isEmpty();
    assertThat(history.undo()).isEqualTo(done);
  }

  @Test
  void placingWhereItIsLeavesNoTrace() {
    Position at = history.architecture().main().node("head").orElseThrow().at();
    history.execute(new Edit.Place("main", Map.of("head", at)));
    assertThat(history.canUndo()).isFalse();
  }

  private void repeat(int times) {
    history.execute(new Edit.SetRepeat("main", "stack", times));
  }
}
