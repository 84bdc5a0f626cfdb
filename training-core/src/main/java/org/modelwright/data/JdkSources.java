package org.modelwright.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import org.modelwright.progress.Progress;

/// Java text that is already on the user's disk.
///
/// @param zip entries such as `java.base/java/lang/String.java`
/// @param description what it is, for people
record JdkSources(Path zip, String description) {

  /// The running JDK's src.zip, else another JDK's, else the declarations of the running JDK's
  /// classes, which are written to the cache folder once.
  static JdkSources locate(Path cacheFolder, Progress progress) throws IOException {
    Path running = Path.of(System.getProperty("java.home"));
    for (Path candidate : candidates(running)) {
      if (holdsSources(candidate)) {
        return new JdkSources(candidate, "JDK sources, " + candidate);
      }
    }
    Path zip = cacheFolder.resolve("jdk-declarations-" + Runtime.version() + ".zip");
    if (!Files.exists(zip)) {
      Files.createDirectories(cacheFolder);
      JdkDeclarations.write(zip, progress);
    }
    return new JdkSources(
        zip,
        "declarations of the classes of JDK "
            + Runtime.version()
            + " (no src.zip of a JDK was found on this machine)");
  }

  /// The places where installers put a JDK's sources, the running JDK's first.
  private static List<Path> candidates(Path running) {
    List<Path> candidates = new ArrayList<>();
    candidates.add(running.resolve("lib/src.zip"));
    Path home = Path.of(System.getProperty("user.home"));
    List<Path> parents =
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("C:\\Program Files\\Java"),
            Path.of("C:\\Program Files\\Eclipse Adoptium"),
            home.resolve(".sdkman/candidates/java"),
            home.resolve(".jdks"));
    for (Path parent : parents) {
      List<Path> installed = new ArrayList<>();
      if (Files.isDirectory(parent)) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
          children.forEach(installed::add);
        } catch (IOException e) {
          continue; // a folder that may not be read offers nothing
        }
      }
      installed.sort(Collections.reverseOrder());
      for (Path jdk : installed) {
        candidates.add(jdk.resolve("lib/src.zip"));
        candidates.add(jdk.resolve("Contents/Home/lib/src.zip"));
      }
    }
    return candidates;
  }

  /// False for a dangling link (Debian without openjdk-source), a damaged zip and the layout before
  /// Java 9.
  static boolean holdsSources(Path zip) {
    if (!Files.isRegularFile(zip)) {
      return false;
    }
    try (var open = new ZipFile(zip.toFile())) {
      return open.getEntry("java.base/java/lang/Object.java") != null;
    } catch (IOException e) {
      return false;
    }
  }
}
