package org.modelwright.app.data;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelwright.data.DataReport;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.data.Preview;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.file.InputException;
import org.modelwright.file.Yaml;
import org.modelwright.file.YamlReader;
import org.modelwright.progress.Progress;
import org.modelwright.project.Project;
import org.modelwright.train.TrainingRun;
import org.modelwright.train.TrainingSettings;

/// What the data came to when it was last encoded.
///
/// @param settings from which
/// @param rows the first rows of the first batch
record Prepared(DataSettings settings, Instant at, DataReport report, List<Row> rows) {

  /// Tokens of a row and rows of a batch that are kept for a look at them.
  private static final int TOKENS = 512;

  private static final int ROWS = 16;

  /// @param id the token
  /// @param text what it stands for
  /// @param special whether it ends a document
  record Token(int id, String text, boolean special) {}

  /// @param tokens the first of them
  /// @param length how many there are, without padding
  /// @param padding how many places of padding follow
  record Row(List<Token> tokens, int length, int padding) {}

  /// Teaches the tokenizer and encodes, where the project's cache does not hold the result yet.
  ///
  /// @throws InputException where the data cannot be used
  /// @throws java.util.concurrent.CancellationException once `progress` is cancelled
  static Prepared from(DataSettings settings, Path project, Progress progress) {
    Order order = Order.of(project);
    try (Dataset dataset = Dataset.open(settings, TrainingRun.cache(project), progress)) {
      List<Row> rows =
          Preview.rows(dataset, Math.min(ROWS, order.batchSize()), settings.context(), order.seed())
              .stream()
              .map(new Words(dataset.tokenizer())::row)
              .toList();
      return new Prepared(
          settings, Instant.now(), DataReport.of(dataset, settings, order.seed()), rows);
    }
  }

  /// What decides which windows come first.
  private record Order(int batchSize, long seed) {

    /// Of training.yaml; while that is not valid, the first window of seed 1.
    static Order of(Path project) {
      try {
        TrainingSettings training =
            TrainingSettings.read(
                new YamlReader(Yaml.read(project.resolve(Project.TRAINING)), "training."));
        return new Order(Math.max(1, training.batchSize()), training.seed());
      } catch (InputException e) {
        return new Order(1, 1);
      }
    }
  }

  /// Ids as words, each decoded once.
  private static final class Words {

    private final Tokenizer tokenizer;
    private final Map<Integer, Token> tokens = new HashMap<>();

    Words(Tokenizer tokenizer) {
      this.tokenizer = tokenizer;
    }

    Row row(Preview.Row row) {
      List<Token> first =
          row.ids().stream()
              .limit(TOKENS)
              .map(id -> tokens.computeIfAbsent(id, this::token))
              .toList();
      return new Row(first, row.ids().size(), row.padding());
    }

    private Token token(int id) {
      int end = tokenizer.endOfText().orElse(-1);
      return new Token(id, tokenizer.decode(new int[] {id}), id == end);
    }
  }
}
