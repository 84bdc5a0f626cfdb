package org.modelwright.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.modelwright.file.InputException;
import org.modelwright.graph.DidYouMean;
import org.modelwright.launch.LibraryMessages;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `modelwright`. Exit codes: 0 done; 1 an input is wrong; 2 an unknown command or option, or a missing
/// argument; 3 the run failed.
@Command(
    name = "modelwright",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Draws, trains and tries out language models on this machine. Nothing is sent anywhere.",
    subcommands = {
      QuickstartCommand.class,
      NewCommand.class,
      TemplatesCommand.class,
      InspectCommand.class,
      PlanCommand.class,
      ProfilesCommand.class,
      DataCommand.class,
      SourceCommand.class,
      CheckCommand.class,
      TrustCommand.class,
      TrainCommand.class,
      ControlCommands.Pause.class,
      ControlCommands.Continue.class,
      ControlCommands.Stop.class,
      ControlCommands.Checkpoint.class,
      ResumeCommand.class,
      BranchCommand.class,
      RepeatCommand.class,
      RunsCommand.class,
      TagCommand.class,
      DifferenceCommand.class,
      ReportCommand.class,
      DeleteCommand.class,
      RestoreCommand.class,
      EmptyTrashCommand.class,
      PruneCommand.class,
      QueueCommand.class,
      SweepCommand.class,
      EvaluateCommand.class,
      GenerateCommand.class,
      ExportCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      LearningRateRangeCommand.class
    })
public final class Main implements Runnable {

  private static final int WRONG_INPUT = 1;
  private static final int WRONG_USE = 2;

  /// The run failed, or something went wrong that no input explains.
  static final int FAILED = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean verbose;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /// Whether a word is a command's name.
  public static boolean isCommand(String word) {
    return new CommandLine(new Main()).getSubcommands().containsKey(word);
  }

  /// Runs one command and returns its exit code.
  public static int run(String... args) {
    LibraryMessages.onlyWarnings();
    var main = new Main();
    var line = new CommandLine(main);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((e, command, result) -> main.explain(e));
    line.setParameterExceptionHandler(Main::explainUse);
    line.registerConverter(Path.class, Main::path);
    line.registerConverter(int.class, number(Integer::valueOf, "a whole number up to 2147483647"));
    line.registerConverter(long.class, number(Long::valueOf, "a whole number"));
    line.registerConverter(Double.class, number(Double::valueOf, "a number"));
    line.registerConverter(double.class, number(Double::valueOf, "a number"));
    int exit = line.execute(args);
    if (exit == 0 && Output.isBroken()) {
      System.err.println("Standard output cannot be written; check where it goes.");
      return WRONG_INPUT;
    }
    return exit;
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("a path cannot be empty; give one");
    }
    return Path.of(text);
  }

  private static <T> ITypeConverter<T> number(Function<String, T> parse, String wanted) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("`" + text + "` must be " + wanted);
      }
    };
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  private int explain(Exception e) {
    if (verbose) {
      e.printStackTrace();
    }
    if (e instanceof InputException) {
      System.err.println(e.getMessage());
      return WRONG_INPUT;
    }
    System.err.println(
        e instanceof CancellationException
            ? "Stopped."
            : "Something went wrong that should not have ("
                + firstLine(e)
                + "); --verbose shows where.");
    return FAILED;
  }

  private static String firstLine(Exception e) {
    return e.toString().lines().findFirst().orElse("");
  }

  private static int explainUse(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    if (!(e instanceof UnmatchedArgumentException || e instanceof MissingParameterException)) {
      System.err.println(e.getMessage() + ".");
      return WRONG_INPUT;
    }
    System.err.println(unknownCommand(e).orElse(String.valueOf(e.getMessage())));
    System.err.println("Try `" + command.getCommandSpec().qualifiedName() + " --help`.");
    return WRONG_USE;
  }

  private static Optional<String> unknownCommand(ParameterException e) {
    Set<String> known = e.getCommandLine().getSubcommands().keySet();
    return e instanceof UnmatchedArgumentException unmatched
            && !unmatched.isUnknownOption()
            && !known.isEmpty()
        ? Optional.of(unmatched.getUnmatched().getFirst())
            .map(
                word -> "There is no command `" + word + "`" + DidYouMean.clause(word, known) + ".")
        : Optional.empty();
  }

  /// The version of this build.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"modelwright " + (version == null ? "(not packaged)" : version)};
    }
  }
}
