package org.modelwright.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.modelwright.data.table.TableSettings;
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

/// The files of all sources, listed but not read, in a fixed order: source by source, each by
/// name. Zips stay open until the corpus is closed; their entries are read in place and never
/// written anywhere, so an entry's name is only a name.
final class Corpus implements AutoCloseable {

  private final List<SourceFile> files = new ArrayList<>();
  private final List<String> origins = new ArrayList<>();
  private final List<ZipFile> zips = new ArrayList<>();

  private Corpus() {}

  /// @throws InputException where a source is missing, unreadable, or no file matches its globs
  static Corpus open(List<SourceSettings> sources, Path cacheFolder, Progress progress)
      throws IOException {
    var corpus = new Corpus();
    try {
      for (SourceSettings source : sources) {
        progress.check();
        switch (source) {
          case SourceSettings.Files files -> {
            corpus.origins.add(files.path().toString());
            corpus.list(files);
          }
          case SourceSettings.Jdk jdk -> {
            var found = JdkSources.locate(cacheFolder, progress);
            corpus.origins.add(found.description());
            corpus.list(new SourceSettings.Files(found.zip(), jdk.filter()));
          }
        }
      }
      return corpus;
    } catch (IOException | RuntimeException e) {
      corpus.close();
      throw e;
    }
  }

  List<SourceFile> files() {
    return files;
  }

  /// Where each source's text was found, in words.
  List<String> origins() {
    return List.copyOf(origins);
  }

  long bytes() {
    return files.stream().mapToLong(SourceFile::bytes).sum();
  }

  void addTo(Fingerprint fingerprint) {
    fingerprint.add(files.size());
    for (SourceFile file : files) {
      fingerprint.add(file.source()).add(file.name());
      fingerprint.add(file.bytes()).add(file.stamp());
      fingerprint.add(file.table() == null ? "" : file.table().toString());
    }
  }

  private void list(SourceSettings.Files source) throws IOException {
    Path path = source.path();
    if (!Files.exists(path)) {
      throw new InputException(
          "The source " + path + " does not exist; correct its path (`sources` in data.yaml).");
    }
    int before = files.size();
    TableSettings table = source.table();
    Predicate<String> named = source.filter().compile();
    Predicate<String> wanted =
        table == null ? named : name -> named.test(name) && table.takes(name);
    if (Files.isDirectory(path)) {
      listFolder(path, wanted, table);
    } else if (!Files.isRegularFile(path)) {
      throw new InputException(
          "The source "
              + path
              + " is a pipe or a device, and text is read twice; save it as a file first.");
    } else if (isZip(path)) {
      listZip(path, wanted, table);
    } else {
      if (table != null) {
        table.require(path);
      }
      add(path, String.valueOf(path.getFileName()), Files.size(path), modified(path), table);
    }
    if (files.size() == before) {
      throw new InputException(
          "The source "
              + path
              + " has no file"
              + (table == null ? "" : " that ends in " + table.endings())
              + (source.filter().include().isEmpty()
                  ? ""
                  : " that matches " + source.filter().include())
              + "; correct `path`, `include` or `exclude` (`sources` in data.yaml).");
    }
    files.subList(before, files.size()).sort(Comparator.comparing(SourceFile::name));
  }

  private void add(Path file, String name, long bytes, long stamp, @Nullable TableSettings table) {
    files.add(
        new SourceFile(
            origins.size() - 1,
            name,
            file.toString(),
            bytes,
            stamp,
            file,
            () -> Files.newInputStream(file),
            table));
  }

  private static long modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
  }

  private void listFolder(Path folder, Predicate<String> wanted, @Nullable TableSettings table)
      throws IOException {
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path here, BasicFileAttributes attributes) {
            boolean hidden = !here.equals(folder) && here.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              String name = folder.relativize(file).toString().replace('\\', '/');
              if (wanted.test(name)) {
                long stamp = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
                add(file, name, attributes.size(), stamp, table);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (Files.isSymbolicLink(file)) {
              return FileVisitResult.CONTINUE; // dangling, or a circle
            }
            throw e;
          }
        });
  }

  private static boolean isZip(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 8 && head[3] < 8;
    }
  }

  private void listZip(Path file, Predicate<String> wanted, @Nullable TableSettings table)
      throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new InputException(
          "The zip " + file + " is damaged: " + e.getMessage() + "; replace it.", e);
    }
    zips.add(zip);
    int source = origins.size() - 1;
    zip.stream()
        .filter(entry -> !entry.isDirectory() && wanted.test(entry.getName()))
        .forEach(entry ->
            files.add(
                new SourceFile(
                    source,
                    entry.getName(),
                    file + "!" + entry.getName(),
                    entry.getSize(),
                    entry.getCrc(),
                    null,
                    () -> ZipEntryStream.open(zip, entry, file),
                    table)));
  }

  @Override
  public void close() {
    for (ZipFile zip : zips) {
      try {
        zip.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
