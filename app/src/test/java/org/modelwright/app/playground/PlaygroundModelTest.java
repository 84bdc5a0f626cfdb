package org.modelwright.app.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.modelwright.app.common.Sentence;
import org.modelwright.app.runs.live.RunFiles;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.run.RunFolder;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PlaygroundModelTest {

  @TempDir Path folder;

  private final FakeWriters writers = new FakeWriters();
  private RunFolder run;
  private PlaygroundModel model;
  private PlaygroundModel.Column first;
  private PlaygroundModel.Column second;

  @BeforeEach
  void open() throws Exception {
    run = RunFiles.prepared(folder);
    checkpoint(100);
    checkpoint(200);
    Files.writeString(run.checkpoints().resolve("best"), "step-000100");
    model = fx(() -> new PlaygroundModel(folder.resolve("runs"), writers));
    first = model.columns().getFirst();
    second = model.columns().get(1);
    fx(model::look);
    waitFor(() -> !first.runProperty().get().isEmpty());
  }

  @AfterEach
  void close() throws Exception {
    fx(model::dispose);
  }

  private void checkpoint(int step) throws IOException {
    Files.createDirectories(run.checkpoints().resolve("step-%06d".formatted(step)));
  }

  private static <T> T fx(Callable<T> work) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(5_000, work);
  }

  private static void fx(Runnable work) {
    WaitForAsyncUtils.waitForAsyncFx(5_000, work);
  }

  private static void waitFor(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> fx(condition));
  }

  private void generate(int tokens) throws Exception {
    fx(() -> model.settingProperty(WritingSetting.MAX_TOKENS).set(Integer.toString(tokens)));
    fx(() -> model.generate());
    waitFor(() -> !model.busyProperty().get());
  }

  @Test
  void checkpointsAreOfferedAsTheyCome() throws Exception {
    assertThat(model.run(first).orElseThrow().choices())
        .containsExactly("best", "last", "200", "100");
    assertThat(model.run(first).orElseThrow().step("best")).isEqualTo(OptionalLong.of(100));
    checkpoint(300);
    fx(model::look);
    waitFor(() -> model.run(first).orElseThrow().steps().equals(List.of(300L, 200L, 100L)));
    assertThat(model.run(first).orElseThrow().step("last")).isEqualTo(OptionalLong.of(300));
  }

  @Test
  void aCheckpointStaysLoadedUntilAnotherIsAsked() throws Exception {
    fx(() -> model.promptProperty().set("x: "));
    generate(3);
    assertThat(first.writing().text()).isEqualTo("x: abc");
    assertThat(first.writing().state())
        .isInstanceOfSatisfying(
            Writing.State.Ended.class,
            ended -> {
              assertThat(ended.step()).isEqualTo(100);
              assertThat(ended.tokens()).isEqualTo(3);
              assertThat(ended.stopped()).isFalse();
            });
    generate(1);
    assertThat(first.writing().text()).isEqualTo("x: a");
    assertThat(writers.said).containsExactly("open 100");
    // a newer best one, and the loaded one by its number although its files are gone
    Files.writeString(run.checkpoints().resolve("best"), "step-000200");
    generate(1);
    assertThat(writers.said).containsExactly("open 100", "close 100", "open 200");
    fx(() -> first.checkpointProperty().set("200"));
    FileTree.delete(run.checkpoints().resolve("step-000200"));
    generate(1);
    assertThat(writers.said).hasSize(3);
    assertThat(first.writing().state()).isInstanceOf(Writing.State.Ended.class);
  }

  @Test
  void theWritingIsStopped() throws Exception {
    writers.endless = true;
    fx(() -> model.generate());
    waitFor(() -> first.writing().state() instanceof Writing.State.Writes);
    fx(model::stop);
    waitFor(() -> first.writing().state() instanceof Writing.State.Ended);
    assertThat(((Writing.State.Ended) first.writing().state()).stopped()).isTrue();
    assertThat(first.writing().text()).isEqualTo("abc");
  }

  @Test
  void twoWriteAndTheSecondEndsWithTheComparison() throws Exception {
    fx(() -> model.comparingProperty().set(true));
    assertThat(second.runProperty().get()).isEqualTo(run.name());
    assertThat(second.checkpointProperty().get()).isEqualTo("last");
    generate(2);
    assertThat(writers.said).containsExactlyInAnyOrder("open 100", "open 200");
    assertThat(second.writing().text()).isEqualTo("ab");
    fx(() -> model.comparingProperty().set(false));
    waitFor(() -> writers.said.contains("close 200"));
    assertThat(writers.said).doesNotContain("close 100");
  }

  @Test
  void aRefusedPromptKeepsTheProcessAndAnythingElseStartsANewOne() throws Exception {
    writers.failure = new InputException("The prompt is empty.");
    generate(1);
    assertThat(first.writing().state()).isEqualTo(new Writing.State.Failed("The prompt is empty."));
    writers.failure = new IllegalStateException("broken");
    generate(1);
    assertThat(writers.said).containsExactly("open 100", "close 100");
    writers.failure = null;
    generate(1);
    assertThat(writers.said).containsExactly("open 100", "close 100", "open 100");
    assertThat(first.writing().text()).isEqualTo("a");
  }

  @Test
  void whatCannotBeTakenIsSaid() throws Exception {
    assertThat(model.obstacleProperty().get()).isEmpty();
    String[][] wrong = {
      {"MAX_TOKENS", "0"}, {"MAX_TOKENS", "10001"}, {"MAX_TOKENS", "1.5"}, {"TEMPERATURE", "-1"},
      {"TEMPERATURE", "10.1"}, {"TEMPERATURE", "NaN"}, {"TOP_K", "-1"}, {"TOP_P", "0"},
      {"TOP_P", "1.01"}, {"SEED", "x"}, {"SEED", ""}
    };
    for (String[] one : wrong) {
      WritingSetting setting = WritingSetting.valueOf(one[0]);
      fx(() -> model.settingProperty(setting).set(one[1]));
      assertThat(model.obstacleProperty().get())
          .as(one[0] + " " + one[1])
          .contains(Sentence.of(setting.textKey() + ".wrong"));
      fx(() -> model.generate());
      assertThat(model.busyProperty().get()).isFalse();
      fx(() -> model.settingProperty(setting).set(setting.standard()));
    }
    FileTree.delete(run.checkpoints());
    fx(model::look);
    waitFor(() -> model.obstacleProperty().get().isPresent());
    assertThat(model.obstacleProperty().get())
        .contains(Sentence.of("playground.why.noCheckpoint", run.name()));
  }

  @Test
  void closingEndsTheProcessWhileItWrites() throws Exception {
    writers.endless = true;
    fx(() -> model.generate());
    waitFor(() -> first.writing().state() instanceof Writing.State.Writes);
    fx(model::dispose);
    waitFor(() -> writers.said.contains("close 100"));
  }
}
