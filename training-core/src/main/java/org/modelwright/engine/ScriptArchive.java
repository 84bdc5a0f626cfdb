package org.modelwright.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A TorchScript archive around the text of one class `Model`: a zip of the code and a pickled object
/// without attributes (libtorch, torch/csrc/jit/docs/serialization.md).
final class ScriptArchive {

  /// The code version whose operators the text is written against.
  private static final String VERSION = "10\n";

  private ScriptArchive() {}

  static byte[] of(String code) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, "model/data.pkl", object());
      put(zip, "model/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      put(zip, "model/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'}); // an empty tuple
      put(zip, "model/version", VERSION.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Pickle, protocol 2: `__torch__.Model` made by its class from an empty tuple, then given a state
  /// of two attributes that every module has.
  private static byte[] object() {
    var pickle = new ByteArrayOutputStream();
    pickle.write(0x80);
    pickle.write(2);
    pickle.writeBytes("c__torch__\nModel\n".getBytes(StandardCharsets.US_ASCII));
    pickle.write(')');
    pickle.write(0x81);
    pickle.write('}');
    pickle.write('(');
    name(pickle, "training");
    pickle.write(0x88);
    name(pickle, "_is_full_backward_hook");
    pickle.write('N');
    pickle.writeBytes("ub.".getBytes(StandardCharsets.US_ASCII));
    return pickle.toByteArray();
  }

  private static void name(ByteArrayOutputStream pickle, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    pickle.write('X');
    pickle.writeBytes(new byte[] {(byte) bytes.length, 0, 0, 0});
    pickle.writeBytes(bytes);
  }

  /// Stored, not deflated: libtorch's reader maps the entries.
  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    var crc = new CRC32();
    crc.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
