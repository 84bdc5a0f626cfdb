package org.modelwright.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.modelwright.deploy.WeightsExport;
import org.modelwright.file.YamlReader;
import org.modelwright.project.Project;
import org.modelwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "export",
    description = "Write a run's best checkpoint to exports/RUN, for other programs to use.")
final class ExportCommand implements Callable<Integer> {

  /// What a model can be written as.
  enum Format {
    /// weights, drawing and tokenizer; LoRA merged
    SAFETENSORS
  }

  static final class FormatWord implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return Arrays.stream(Format.values())
          .filter(format -> YamlReader.word(format).equals(text))
          .findAny()
          .orElseThrow(() -> new TypeConversionException("`" + text + "` must be safetensors"));
    }
  }

  @Mixin private final RunArgument argument = new RunArgument();

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "safetensors",
      converter = FormatWord.class,
      description = "safetensors: weights (LoRA merged), drawing and tokenizer (the default).")
  private Format format = Format.SAFETENSORS;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    RunFolder run = argument.open();
    Consent.require(run);
    WeightsExport export =
        switch (format) {
          case SAFETENSORS ->
              WeightsExport.write(run, Project.exports(argument.folder).resolve(run.name()));
        };
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("format", YamlReader.word(format));
      document.put("path", export.folder().toString());
      document.put("sizeBytes", export.sizeBytes());
      document.put("maxDifference", export.maxDifference());
      Output.json(document);
    } else {
      Output.result(
          "Wrote %s: %,d bytes of weights; scores differ from the run's by %.2g at most.",
          export.folder(), export.sizeBytes(), export.maxDifference());
    }
    return 0;
  }
}
