package org.modelwright.data;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.modelwright.file.InputException;

/// The bytes of an entry of a zip. Where they are damaged it says which entry of which zip it is, which
/// the unpacker does not know.
final class ZipEntryStream extends FilterInputStream {

  private final String entry;

  private ZipEntryStream(InputStream in, String entry) {
    super(in);
    this.entry = entry;
  }

  /// @throws InputException where the directory of the zip leads nowhere
  static InputStream open(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    String label = "entry " + entry.getName() + " of the zip " + file;
    try {
      InputStream in = zip.getInputStream(entry);
      if (in == null) {
        throw new ZipException("it is not where the directory says");
      }
      return new ZipEntryStream(in, label);
    } catch (ZipException | EOFException e) {
      throw damaged(label, e);
    }
  }

  private static InputException damaged(String label, IOException e) {
    return new InputException(
        "The " + label + " is damaged: " + e.getMessage() + "; replace the zip.", e);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (ZipException | EOFException e) {
      throw damaged(entry, e);
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return super.read(into, offset, length);
    } catch (ZipException | EOFException e) {
      throw damaged(entry, e);
    }
  }
}
