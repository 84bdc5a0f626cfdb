package org.modelwright.cli;

import java.util.concurrent.Callable;
import org.modelwright.evaluate.Sampler;
import org.modelwright.evaluate.TextGenerator;
import org.modelwright.evaluate.TrainedModel;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "generate", description = "Have a trained model go on with a text.")
final class GenerateCommand implements Callable<Integer> {

  /// Whoever closes the pipe has read enough.
  private static final Progress WHILE_HEARD =
      new Progress() {
        @Override
        public void report(String activity, long done, long total) {}

        @Override
        public boolean cancelled() {
          return Output.isBroken();
        }
      };

  @Mixin private final RunArgument argument = new RunArgument();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--prompt",
      required = true,
      paramLabel = "TEXT",
      description = "What to go on with.")
  private String prompt = "";

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "200",
      description = "Tokens to write at most, 1 or more (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.8",
      description =
          "0 always takes the likeliest token, 1 follows the model, up to 10 (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description = "Draw from the K likeliest tokens; 0 for all (default: ${DEFAULT-VALUE}).")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description =
          "Draw from the likeliest tokens whose probabilities reach P, above 0; 1 for all (default: ${DEFAULT-VALUE}).")
  private double topP;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed writes the same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Stop before this text.")
  private String stop = "";

  @Override
  public Integer call() {
    require(maxTokens >= 1, "--max-tokens", "1 or more");
    require(temperature >= 0 && temperature <= 10, "--temperature", "from 0 to 10");
    require(topK >= 0, "--top-k", "0 or more");
    require(topP > 0 && topP <= 1, "--top-p", "above 0 and at most 1");
    try (TrainedModel trained = model.open(argument.open())) {
      write(
          trained,
          new TextGenerator.Request(
              prompt, maxTokens, stop, new Sampler.Settings(temperature, topK, topP, seed)));
    }
    return 0;
  }

  static void write(TrainedModel model, TextGenerator.Request request) {
    long begin = System.nanoTime();
    int written =
        TextGenerator.generate(model, request, (text, _) -> Output.piece(text), WHILE_HEARD);
    Output.piece("\n");
    double seconds = (System.nanoTime() - begin) / 1e9;
    Output.note("%d tokens, %.0f a second", written, written / seconds);
  }

  private static void require(boolean holds, String option, String wanted) {
    if (!holds) {
      throw new InputException("`" + option + "` must be " + wanted + ".");
    }
  }
}
