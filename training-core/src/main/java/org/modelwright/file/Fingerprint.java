package org.modelwright.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 over a sequence of parts; each part is preceded by its length, so that `ab,c` and
/// `a,bc` differ.
public final class Fingerprint {

  private final MessageDigest digest;

  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public Fingerprint add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  public Fingerprint add(long part) {
    return add(ByteBuffer.allocate(Long.BYTES).putLong(part).array());
  }

  public Fingerprint add(byte[] part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).array());
    digest.update(part);
    return this;
  }

  /// The first 16 hexadecimal digits (64 bits): enough to tell files of one project apart. The
  /// fingerprint cannot be added to afterwards.
  public String hex() {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /// All 64 hexadecimal digits, where somebody might look for another text with the same.
  public String whole() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The fingerprint of one text.
  public static String of(String text) {
    return new Fingerprint().add(text).hex();
  }
}
