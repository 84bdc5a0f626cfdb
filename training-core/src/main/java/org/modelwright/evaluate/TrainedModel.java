package org.modelwright.evaluate;

import java.nio.file.Path;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.engine.DeviceName;
import org.modelwright.engine.Parameters;
import org.modelwright.engine.Session;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;
import org.modelwright.operator.Program;
import org.modelwright.progress.Progress;
import org.modelwright.run.RunFolder;
import org.modelwright.train.Checkpoints;
import org.modelwright.train.RunConfiguration;
import org.modelwright.train.TrainingRun;
import org.modelwright.train.TrainingSettings;

/// A checkpoint of a run, loaded, with the run's tokenizer. The data it was trained on is needed for an
/// evaluation only.
public final class TrainedModel implements AutoCloseable {

  private final RunFolder run;
  private final RunConfiguration configuration;
  private final DataSettings data;
  private final Tokenizer tokenizer;
  private final Program program;
  private final Session session;
  private final Parameters parameters;

  /// @param checkpoint one of the run's, see [Checkpoints#choose]
  /// @param threads for the CPU
  /// @throws InputException where the checkpoint is broken, or the tokenizer is another
  public TrainedModel(RunFolder run, Path checkpoint, DeviceName device, int threads) {
    this.run = run;
    configuration = RunConfiguration.read(run.configuration());
    data =
        DataSettings.read(new YamlReader(configuration.data(), "data."), TrainingRun.project(run));
    tokenizer = Tokenizers.load(TrainingRun.tokenizer(run));
    if (!tokenizer.hash().equals(configuration.provenance().get("tokenizer"))) {
      throw new InputException(
          TrainingRun.tokenizer(run)
              + " is not the tokenizer that run "
              + run.name()
              + " was trained with; restore it, or train again.");
    }
    program = TrainingRun.compile(configuration, tokenizer.vocabularySize());
    session = Session.open(device, threads);
    try {
      parameters = Parameters.load(session, program, Checkpoints.weights(checkpoint));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /// The data the run was trained on, with the same part held out.
  ///
  /// @throws InputException where it has changed since
  public Dataset dataset(Progress progress) {
    Dataset dataset = Dataset.open(data, TrainingRun.cache(TrainingRun.project(run)), progress);
    try {
      configuration.requireSame(dataset, run.name());
      return dataset;
    } catch (InputException e) {
      dataset.close();
      throw e;
    }
  }

  public Program program() {
    return program;
  }

  public Parameters parameters() {
    return parameters;
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /// Tokens of a training window.
  public int context() {
    return data.context();
  }

  public TrainingSettings training() {
    return configuration.trainingSettings();
  }

  @Override
  public void close() {
    session.close();
  }
}
