package org.modelwright.data.duplicate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelwright.progress.Progress;

/// Takes a look at every document, a piece at a time, and tells at the end which are there twice. Runs
/// of words across the pieces of a very large document are not looked at. It holds some 50 bytes
/// a document, and 530 more where near duplicates are looked for.
public final class DuplicateSearch {

  private final DuplicateSettings settings;
  private final MinHash minHash = new MinHash();
  private final MessageDigest digest;
  private final ExactIndex index = new ExactIndex();
  private final List<int @Nullable []> signatures = new ArrayList<>();
  private int @Nullable [] signature;

  /// What was seen in a piece.
  ///
  /// @param normalized its text, with white space evened out, in UTF-8
  /// @param signature null where near duplicates are not looked for
  public record Piece(byte[] normalized, int @Nullable [] signature) {}

  public DuplicateSearch(DuplicateSettings settings) {
    this.settings = settings;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Looks at a piece; from any thread.
  public Piece examine(String text) {
    return new Piece(
        normalized(text),
        settings.near() == DuplicateSettings.Near.OFF ? null : minHash.signature(text));
  }

  /// The text in Unicode's form NFC, with each run of white space as one space, in UTF-8.
  static byte[] normalized(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    var out = new StringBuilder(composed.length());
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    return out.toString().strip().getBytes(StandardCharsets.UTF_8);
  }

  /// Adds the next piece of the present document, in order.
  public void add(Piece piece) {
    if (piece.normalized().length > 0) {
      digest.update(piece.normalized());
      digest.update((byte) ' ');
    }
    if (piece.signature() != null) {
      if (signature == null) {
        signature = piece.signature();
      } else {
        MinHash.merge(signature, piece.signature());
      }
    }
  }

  /// Ends the present document.
  ///
  /// @param compared false for one that is left out anyway
  public void endDocument(boolean compared) {
    ByteBuffer sum = ByteBuffer.wrap(digest.digest());
    boolean isNew = false;
    if (compared) {
      isNew = index.add(sum.getLong(), sum.getLong());
    } else {
      index.skip();
    }
    if (settings.near() != DuplicateSettings.Near.OFF) {
      boolean hasWords = signature != null && signature[0] != Integer.MAX_VALUE;
      signatures.add(isNew && hasWords ? signature : null);
    }
    signature = null;
  }

  /// What was found; nothing can be added afterwards.
  public Duplicates finish(Progress progress) {
    int[] exact = index.firsts();
    var near = new Groups(exact.length);
    for (int document = 0; document < exact.length; document++) {
      near.join(document, exact[document]);
    }
    if (settings.near() != DuplicateSettings.Near.OFF) {
      new NearIndex(signatures, settings.threshold()).join(near, progress);
    }
    signatures.clear();
    return new Duplicates(settings, exact, near);
  }
}
