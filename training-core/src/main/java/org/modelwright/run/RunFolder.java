package org.modelwright.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.modelwright.file.FileTree;
import org.modelwright.file.InputException;
import org.modelwright.file.IoReason;

/// Where the parts of one run lie. The folder's name is its date, a number that counts the project's
/// runs of that day, and its title: `2026-11-23-01-small-java`.
public final class RunFolder {

  private static final Pattern NAME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)-(\\d{2,6})-(.+)");
  private static final int LONGEST_TITLE = 40;
  private static final long NO_RUN = -1;

  private final Path path;
  private final long order;

  private RunFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
    Matcher matcher = NAME.matcher(String.valueOf(this.path.getFileName()));
    order =
        matcher.matches()
            ? Long.parseLong(matcher.group(1).replace("-", "")) * 1_000_000
                + Integer.parseInt(matcher.group(2))
            : NO_RUN;
  }

  /// Makes the folder of a new run under the day's next free number. Two calls at once, also from
  /// two processes, get two numbers.
  ///
  /// @param runs the project's `runs` folder; made where it is missing
  /// @param title any text; its letters and digits become the end of the folder's name
  /// @throws InputException where the folder cannot be made
  public static RunFolder create(Path runs, String title, LocalDate today) {
    try {
      Files.createDirectories(runs);
      for (int number = nextNumber(runs, today); ; number++) {
        String numbered = String.format(Locale.ROOT, "%s-%02d", today, number);
        // The claim is needed because two runs of different titles have different folder names.
        Path claim = runs.resolve("." + numbered);
        try {
          Files.createFile(claim);
        } catch (FileAlreadyExistsException e) {
          continue;
        }
        try {
          // Another process may have made its folder and dropped its claim since the listing.
          if (nextNumber(runs, today) <= number) {
            return new RunFolder(
                Files.createDirectory(runs.resolve(numbered + "-" + titleForName(title))));
          }
        } finally {
          Files.deleteIfExists(claim);
        }
      }
    } catch (IOException e) {
      throw new InputException(
          "No run can be created in "
              + runs
              + " ("
              + IoReason.withFile(e)
              + "); check that the folder may be written and that its disk is not full.",
          e);
    }
  }

  /// Removes a folder that was made just now, before any worker began in it.
  public void discard() {
    try {
      FileTree.delete(path);
    } catch (IOException e) {
      // it stays, as a run that never began
    }
  }

  /// @throws InputException where `folder` is not a folder
  public static RunFolder open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + " is not the folder of a run; give an existing one.");
    }
    return new RunFolder(folder);
  }

  /// The run of that name.
  ///
  /// @param nameOrLast a folder's name, or `last` for the newest run
  /// @throws InputException naming the runs that exist, where there is none of that name
  public static RunFolder find(Path runs, String nameOrLast) {
    return find(
        runs,
        nameOrLast,
        "There is no run in " + runs + " yet; start one with `modelwright train`.");
  }

  /// @param ifNone said where there is no run at all
  static RunFolder find(Path runs, String nameOrLast, String ifNone) {
    List<RunFolder> all = list(runs);
    if (all.isEmpty()) {
      throw new InputException(ifNone);
    }
    if (nameOrLast.equals("last")) {
      return all.getLast();
    }
    return all.stream()
        .filter(run -> run.name().equals(nameOrLast))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "There is no run `"
                    + nameOrLast
                    + "` in "
                    + runs
                    + "; there are: "
                    + String.join(", ", all.stream().map(RunFolder::name).toList())
                    + "."));
  }

  /// All runs, the oldest first: by day, then by number. Folders of other names are left out.
  public static List<RunFolder> list(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .map(RunFolder::new)
          .filter(run -> run.order != NO_RUN && Files.isDirectory(run.path))
          .sorted(Comparator.comparingLong(RunFolder::order).thenComparing(RunFolder::name))
          .toList();
    } catch (IOException e) {
      throw new InputException(
          runs + " cannot be listed: " + IoReason.of(e) + "; check the permissions.", e);
    }
  }

  public Path path() {
    return path;
  }

  public String name() {
    return Objects.requireNonNull(path.getFileName(), "a run is not a root folder").toString();
  }

  /// The whole resolved configuration and its provenance.
  public Path configuration() {
    return path.resolve("run.json");
  }

  public Path events() {
    return path.resolve("events.jsonl");
  }

  public Path commands() {
    return path.resolve("commands.jsonl");
  }

  public Path heartbeat() {
    return path.resolve("heartbeat");
  }

  public Path lock() {
    return path.resolve("worker.lock");
  }

  /// Snapshots of steps that went wrong.
  public Path faults() {
    return path.resolve("faults");
  }

  /// The weights that another run left to this one; absent where it began with first values.
  public Path initialWeights() {
    return path.resolve("initial.safetensors");
  }

  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /// What people wrote about the run; absent where nobody did.
  public Path labels() {
    return path.resolve("labels.yaml");
  }

  /// What the worker printed, standard output and standard error together.
  public Path log() {
    return path.resolve("worker.log");
  }

  /// How the last worker ended, as its launcher saw it; absent where no launcher lived to see it.
  public Path exit() {
    return path.resolve("exit");
  }

  /// Where the virtual machine of process `pid` describes a crash in native code.
  public Path crashReport(long pid) {
    return path.resolve("hs_err_" + pid + ".log");
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /// A run in the trash keeps its number: it may come back.
  private static int nextNumber(Path runs, LocalDate day) {
    return 1
        + Stream.of(runs, RunTrash.folder(runs))
            .flatMap(folder -> list(folder).stream())
            .filter(run -> run.name().startsWith(day + "-"))
            .mapToInt(RunFolder::number)
            .max()
            .orElse(0);
  }

  /// Grows from run to run of a project: the day, then the number; 0 or less where the folder's name
  /// is no run's.
  long order() {
    return order;
  }

  private int number() {
    return (int) (order % 1_000_000);
  }

  private static String titleForName(String title) {
    String words =
        Normalizer.normalize(title, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-+", "");
    int end =
        words.offsetByCodePoints(
            0, Math.min(LONGEST_TITLE, words.codePointCount(0, words.length())));
    String name =
        Normalizer.normalize(words.substring(0, end), Normalizer.Form.NFC).replaceAll("-+$", "");
    return name.isEmpty() ? "run" : name;
  }
}
