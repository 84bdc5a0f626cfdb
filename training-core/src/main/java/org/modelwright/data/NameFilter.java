package org.modelwright.data;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.modelwright.file.InputException;
import org.modelwright.file.YamlReader;

/// Globs over the names of a source's files, relative to it and with `/`, in the syntax of
/// `java.nio.file.FileSystem.getPathMatcher`; as elsewhere, `**/` also stands for no folder at all,
/// so `**/*.java` takes `A.java` too. Names with a part that begins with a dot (`.git`) are left out.
///
/// @param include what is taken; empty for everything
/// @param exclude what is left out of that
public record NameFilter(List<String> include, List<String> exclude) {

  static NameFilter read(YamlReader reader) {
    return new NameFilter(globs(reader, "include"), globs(reader, "exclude"));
  }

  private static List<String> globs(YamlReader reader, String key) {
    List<String> globs = reader.texts(key);
    for (String glob : globs) {
      try {
        matcher(glob);
      } catch (PatternSyntaxException e) {
        throw new InputException(
            reader.mapping().place()
                + ": the glob `"
                + glob
                + "` in `"
                + key
                + "` is malformed: "
                + e.getDescription()
                + ".",
            e);
      }
    }
    return globs;
  }

  /// The globs, ready for many names.
  Predicate<String> compile() {
    List<PathMatcher> wanted = include.stream().map(NameFilter::matcher).toList();
    List<PathMatcher> unwanted = exclude.stream().map(NameFilter::matcher).toList();
    return name -> {
      if (name.startsWith(".") || name.contains("/.")) {
        return false;
      }
      try {
        Path path = Path.of(name);
        return (wanted.isEmpty() || wanted.stream().anyMatch(m -> m.matches(path)))
            && unwanted.stream().noneMatch(m -> m.matches(path));
      } catch (InvalidPathException e) {
        return false; // an entry of a zip may have a name that this system cannot express
      }
    };
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + folderOrNone(glob));
  }

  /// `**/` becomes `{**/,}`; inside braces it stays, because groups do not nest.
  private static String folderOrNone(String glob) {
    var result = new StringBuilder();
    boolean inGroup = false;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      inGroup = c == '{' || (inGroup && c != '}');
      if (!inGroup && glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
        result.append("{**/,}");
        i += 2;
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }
}
