package org.modelwright.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.modelwright.file.AtomicFile;
import org.modelwright.progress.Progress;

/// The declarations of the running JDK's own classes as a zip of text, one entry a class, in the
/// layout of src.zip: what `javap -package` prints, without starting it for 30,000 classes.
final class JdkDeclarations {

  private JdkDeclarations() {}

  static void write(Path zip, Progress progress) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    List<Path> classes;
    try (Stream<Path> walk = Files.walk(modules)) {
      classes =
          walk.filter(p -> p.toString().endsWith(".class"))
              .filter(p -> !p.toString().endsWith("-info.class"))
              .sorted()
              .toList();
    }
    AtomicFile.write(
        zip,
        channel -> {
          // closing the stream would close the channel before it is forced to the disk
          var out =
              new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
          for (int i = 0; i < classes.size(); i++) {
            progress.check();
            progress.report("reading the JDK's classes", i, classes.size());
            add(out, modules, classes.get(i));
          }
          out.finish();
          out.flush();
        });
  }

  private static void add(ZipOutputStream out, Path modules, Path file) throws IOException {
    var text = new ClassDeclaration(ClassFile.of().parse(Files.readAllBytes(file))).text();
    if (text.isEmpty()) {
      return;
    }
    String name = modules.relativize(file).toString();
    var entry = new ZipEntry(name.substring(0, name.length() - ".class".length()) + ".java");
    entry.setTime(0); // the same classes give the same file
    out.putNextEntry(entry);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }
}
