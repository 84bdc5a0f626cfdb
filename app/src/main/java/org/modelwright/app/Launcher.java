package org.modelwright.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;
import javafx.application.Application;
import org.jspecify.annotations.Nullable;
import org.modelwright.cli.Main;
import org.modelwright.file.InputException;
import org.modelwright.project.Project;

/// Where every start begins: `modelwright [PROJECT]` opens the window, anything else goes to the
/// command line. Not itself an `Application`, so that a command loads no JavaFX, and so that Java
/// starts JavaFX from the class path.
public final class Launcher {

  private static final String REMEDY =
      "start it in a desktop session, or use the command line: `modelwright --help`.";

  private Launcher() {}

  public static void main(String[] args) {
    if (!opensWindow(args)) {
      Main.main(args);
      return;
    }
    String refusal = openWindow(args);
    if (refusal != null) {
      System.err.println(refusal);
      System.exit(1);
    }
  }

  /// A project folder that has a command's name is opened as `./train`.
  static boolean opensWindow(String... args) {
    if (args.length != 1) {
      return args.length == 0;
    }
    String word = args[0];
    boolean path =
        word.equals(".")
            || word.equals("..")
            || word.contains("/")
            || word.contains(File.separator);
    return !word.startsWith("-") && (path || (isProject(word) && !Main.isCommand(word)));
  }

  /// Returns once the window is closed.
  ///
  /// @return why no window can be opened, in one sentence; null after one was
  private static @Nullable String openWindow(String... args) {
    try {
      String[] folder = args.length == 0 && isProject(".") ? new String[] {"."} : args;
      if (folder.length == 1) {
        // A wrong folder is said in the terminal that named it, before a window flashes up.
        OpenProject.read(Path.of(folder[0]));
      }
      String noDisplay = noDisplay(System.getProperty("os.name", ""), System.getenv());
      if (noDisplay != null && !"Headless".equals(System.getProperty("glass.platform"))) {
        return noDisplay;
      }
      // JavaFX calls a start from the class path unsupported. It works, a command then needs no
      // module path, and the warning must not be the first thing that a user reads.
      Logger javafx = Logger.getLogger("javafx");
      javafx.setFilter(r -> !r.getMessage().startsWith("Unsupported JavaFX configuration"));
      Application.launch(Workbench.class, folder);
      return null;
    } catch (InvalidPathException e) {
      return "This is not a valid path: " + args[0] + ".";
    } catch (InputException e) {
      return e.getMessage();
    } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
      // what JavaFX throws where the display or the system's window libraries are not usable
      return "No window can be opened (" + e.getMessage() + "); " + REMEDY;
    }
  }

  static @Nullable String noDisplay(String system, Map<String, String> environment) {
    boolean linux = system.toLowerCase(Locale.ROOT).startsWith("linux");
    boolean display =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return linux && !display ? "There is no display to open a window on; " + REMEDY : null;
  }

  private static boolean isProject(String folder) {
    try {
      return Files.isRegularFile(Path.of(folder, Project.FILE));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
