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
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import org.modelwright.progress.Progress;

/// The documents of all sources, listed but not read, in a fixed order: source by source, each by
/// name. Zips stay open until the corpus is closed; their entries are read in place and never
/// written anywhere, so an entry's name is only a name.
final class Corpus implements AutoCloseable {

  private final List<Document> documents = new ArrayList<>();
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
          case SourceSettings.Files(Path path, NameFilter filter) -> {
            corpus.origins.add(path.toString());
            corpus.list(path, filter);
          }
          case SourceSettings.Jdk(NameFilter filter) -> {
            var jdk = JdkSources.locate(cacheFolder, progress);
            corpus.origins.add(jdk.description());
            corpus.list(jdk.zip(), filter);
          }
        }
      }
      return corpus;
    } catch (IOException | RuntimeException e) {
      corpus.close();
      throw e;
    }
  }

  List<Document> documents() {
    return documents;
  }

  /// Where each source's text was found, in words.
  List<String> origins() {
    return List.copyOf(origins);
  }

  long bytes() {
    return documents.stream().mapToLong(Document::bytes).sum();
  }

  void addTo(Fingerprint fingerprint) {
    fingerprint.add(documents.size());
    for (Document document : documents) {
      fingerprint.add(document.source()).add(document.name());
      fingerprint.add(document.bytes()).add(document.stamp());
    }
  }

  private void list(Path path, NameFilter filter) throws IOException {
    if (!Files.exists(path)) {
      throw new InputException(
          "The source " + path + " does not exist; correct its path (`sources` in data.yaml).");
    }
    int before = documents.size();
    Predicate<String> wanted = filter.compile();
    if (Files.isDirectory(path)) {
      listFolder(path, wanted);
    } else if (!Files.isRegularFile(path)) {
      throw new InputException(
          "The source "
              + path
              + " is a pipe or a device, and text is read twice; save it as a file first.");
    } else if (isZip(path)) {
      listZip(path, wanted);
    } else {
      add(path, String.valueOf(path.getFileName()), Files.size(path), modified(path), _ -> true);
    }
    if (documents.size() == before) {
      throw new InputException(
          "The source "
              + path
              + " has no file"
              + (filter.include().isEmpty() ? "" : " that matches " + filter.include())
              + "; correct `path`, `include` or `exclude` (`sources` in data.yaml).");
    }
    documents.subList(before, documents.size()).sort(Comparator.comparing(Document::name));
  }

  private void add(Path file, String name, long bytes, long stamp, Predicate<String> wanted) {
    if (wanted.test(name)) {
      documents.add(
          new Document(origins.size() - 1, name, bytes, stamp, () -> Files.newInputStream(file)));
    }
  }

  private static long modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
  }

  private void listFolder(Path folder, Predicate<String> wanted) throws IOException {
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
              long stamp = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
              add(file, name, attributes.size(), stamp, wanted);
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

  private void listZip(Path file, Predicate<String> wanted) throws IOException {
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
            documents.add(
                new Document(
                    source,
                    entry.getName(),
                    entry.getSize(),
                    entry.getCrc(),
                    () -> zip.getInputStream(entry))));
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
