package org.modelwright.evaluate;

import java.nio.file.Path;
import org.modelwright.data.DataSettings;
import org.modelwright.data.Dataset;
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

/// A run's best checkpoint, loaded, with the data and tokenizer it was trained on.
public final class TrainedModel implements AutoCloseable {

  private final Session session;
  private final Program program;
  private final Parameters parameters;
  private final Dataset dataset;
  private final DataSettings data;
  private final TrainingSettings training;

  private TrainedModel(
      Session session,
      Program program,
      Parameters parameters,
      Dataset dataset,
      DataSettings data,
      TrainingSettings training) {
    this.session = session;
    this.program = program;
    this.parameters = parameters;
    this.dataset = dataset;
    this.data = data;
    this.training = training;
  }

  /// @param threads for the CPU
  /// @throws InputException where the run has no checkpoint, or its data is gone
  public static TrainedModel open(
      RunFolder run, Path project, DeviceName device, int threads, Progress progress) {
    RunConfiguration configuration = RunConfiguration.read(run.configuration());
    Path checkpoint = new Checkpoints(run.checkpoints()).forUse();
    DataSettings data = DataSettings.read(new YamlReader(configuration.data(), "data."), project);
    var training = TrainingSettings.read(new YamlReader(configuration.training(), "training."));
    Dataset dataset = Dataset.open(data, TrainingRun.cache(project), progress);
    String tokenizer = configuration.provenance().get("tokenizer");
    if (tokenizer != null && !tokenizer.equals(dataset.tokenizer().hash())) {
      dataset.close();
      throw new InputException(
          "The data of run "
              + run.name()
              + " has changed since, and with it the tokenizer; restore the data it was trained on.");
    }
    Program program = TrainingRun.compile(configuration, dataset.tokenizer().vocabularySize());
    Session session = Session.open(device, threads);
    Parameters parameters =
        Parameters.load(session, program, checkpoint.resolve(Checkpoints.MODEL));
    return new TrainedModel(session, program, parameters, dataset, data, training);
  }

  public Program program() {
    return program;
  }

  public Parameters parameters() {
    return parameters;
  }

  public Dataset dataset() {
    return dataset;
  }

  public DataSettings data() {
    return data;
  }

  public TrainingSettings training() {
    return training;
  }

  @Override
  public void close() {
    session.close();
    dataset.close();
  }
}
