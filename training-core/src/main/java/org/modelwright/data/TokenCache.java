package org.modelwright.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.modelwright.data.tokenizer.Tokenizer;
import org.modelwright.data.tokenizer.TokenizerSettings;
import org.modelwright.data.tokenizer.Tokenizers;
import org.modelwright.file.AtomicFile;
import org.modelwright.file.FileTree;
import org.modelwright.file.Fingerprint;
import org.modelwright.file.InputException;
import org.modelwright.file.Json;
import org.modelwright.progress.Progress;
import tools.jackson.core.JacksonException;

/// One folder a dataset, named by a fingerprint of the listing of its sources, the split and the
/// tokenizer's settings. A dataset is built in a hidden folder and renamed when it is whole; of two
/// processes that build the same, the first wins and the other uses its work. Older datasets are left
/// alone, since a paused run may still want one; the whole cache may be deleted at any time.
final class TokenCache {

  static final String TOKENIZER = "tokenizer.json";
  private static final String INFO = "dataset.json";

  /// Goes up whenever the same settings and text would give other files.
  private static final int FORMAT = 2;

  private static final String BUILDING = ".building-";

  /// A build that crashed is swept up once it is this old: no build takes so long.
  private static final Duration ABANDONED = Duration.ofDays(2);

  private final Path folder;

  TokenCache(Path folder) {
    this.folder = folder;
  }

  /// A dataset's folder and what is in it.
  record Entry(Path folder, CacheInfo info) {}

  Entry obtain(DataSettings settings, Corpus corpus, Progress progress) throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve(key(settings, corpus));
    int sources = corpus.origins().size();
    Optional<CacheInfo> present = whole(target, sources);
    if (present.isPresent()) {
      return new Entry(target, present.get());
    }
    sweep();
    Path building = Files.createTempDirectory(folder, BUILDING);
    try {
      var survey = new Survey(corpus, settings, progress);
      var text = new DividedText(corpus, survey, settings.split().by(), progress);
      var teaching = new Teaching(text, corpus.bytes(), settings, progress);
      CacheInfo info = CacheBuilder.build(building, corpus, survey, text, teaching);
      Tokenizers.save(teaching.tokenizer(), building.resolve(TOKENIZER));
      AtomicFile.write(building.resolve(INFO), Json.pretty().writeValueAsBytes(info));
      publish(building, target, sources);
      return new Entry(target, info);
    } finally {
      FileTree.delete(building);
    }
  }

  /// A dataset that is there whole.
  Optional<Entry> find(DataSettings settings, Corpus corpus) throws IOException {
    Path target = folder.resolve(key(settings, corpus));
    return whole(target, corpus.origins().size()).map(info -> new Entry(target, info));
  }

  /// How many tokens the training part has of the dataset with this fingerprint; nothing where the
  /// cache does not hold it.
  static OptionalLong trainingTokens(Path cache, String fingerprint) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(cache, "[!.]*")) {
      for (Path entry : entries) {
        Path file = entry.resolve(INFO);
        if (Files.isRegularFile(file)) {
          CacheInfo info = Json.line().readValue(Files.readAllBytes(file), CacheInfo.class);
          if (info != null && info.fingerprint().equals(fingerprint)) {
            return OptionalLong.of(info.statistics().training().tokens());
          }
        }
      }
    } catch (IOException | JacksonException e) {
      // then nobody knows
    }
    return OptionalLong.empty();
  }

  private static String key(DataSettings settings, Corpus corpus) {
    var key = new Fingerprint().add(FORMAT);
    corpus.addTo(key);
    key.add(settings.split().toString());
    key.add(settings.duplicates().toString());
    key.add(
        settings.tokenizer() instanceof TokenizerSettings.Existing(Path path)
            ? Tokenizers.load(path).hash()
            : settings.tokenizer().toString());
    return key.hex();
  }

  /// What a folder holds, where all of it is there and fits together. The ids themselves are looked at
  /// when they are read.
  private static Optional<CacheInfo> whole(Path entry, int sources) throws IOException {
    try {
      CacheInfo info =
          Json.line().readValue(Files.readAllBytes(entry.resolve(INFO)), CacheInfo.class);
      boolean complete =
          info != null
              && info.statistics().sources().size() == sources
              && fits(entry.resolve(TOKENIZER), info)
              && PartFiles.TRAINING.hold(entry, info.statistics().training(), info.width())
              && PartFiles.VALIDATION.hold(entry, info.statistics().validation(), info.width());
      return complete ? Optional.of(info) : Optional.empty();
    } catch (NoSuchFileException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static boolean fits(Path tokenizerFile, CacheInfo info) {
    try {
      Tokenizer tokenizer = Tokenizers.load(tokenizerFile);
      return tokenizer.hash().equals(info.tokenizer())
          && MappedTokens.width(tokenizer.vocabularySize()) == info.width();
    } catch (InputException e) {
      return false; // damaged, and made again
    }
  }

  private void publish(Path building, Path target, int sources) throws IOException {
    if (FileTree.exists(target) && whole(target, sources).isEmpty()) {
      Path damaged = Files.createTempDirectory(folder, BUILDING);
      Files.move(target, damaged.resolve("damaged"));
      FileTree.delete(damaged);
    }
    try {
      Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.forceFolder(folder);
    } catch (FileSystemException e) {
      if (whole(target, sources).isEmpty()) {
        throw e; // not another process's work that was in the way
      }
    }
  }

  private void sweep() throws IOException {
    Instant old = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> builds = Files.newDirectoryStream(folder, BUILDING + "*")) {
      for (Path build : builds) {
        if (Files.getLastModifiedTime(build, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(old)) {
          FileTree.delete(build);
        }
      }
    }
  }
}
