package org.modelwright.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Breaks a valid file as disks, editors and hostile people do.
public final class Mutation {

  /// What formats give a meaning to, or what their readers may stumble over.
  private static final List<String> WORDS =
      List.of(
          "\"",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\n",
          "\t",
          " ",
          "-",
          "#",
          "&a ",
          "*a",
          "!!int ",
          "|",
          ">",
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "NaN",
          "9223372036854775808",
          "\\u0000",
          "\u0000",
          "\uFEFF",
          "../",
          "'",
          "? ",
          "%",
          "\r",
          "<<: ",
          "---\n",
          "...\n",
          "é",
          "\uD83D\uDE00",
          ";");

  private Mutation() {}

  /// The bytes after one to eight changes that follow from the seed.
  public static byte[] of(byte[] valid, long seed) {
    // neighbouring seeds give nearly the same first choices otherwise
    var random = new Random(seed * 0x9E3779B97F4A7C15L);
    byte[] bytes = valid;
    for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(64)));
    var out = new ByteArrayOutputStream();
    switch (random.nextInt(8)) {
      case 0 -> { // cut short
        out.write(bytes, 0, from);
      }
      case 1 -> { // a piece is gone
        out.write(bytes, 0, from);
        out.write(bytes, to, bytes.length - to);
      }
      case 2 -> { // a piece stands twice, or many times
        out.write(bytes, 0, to);
        int times = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 2);
        for (int i = 0; i < times; i++) {
          out.write(bytes, from, to - from);
        }
        out.write(bytes, to, bytes.length - to);
      }
      case 3 -> { // another byte
        out.writeBytes(bytes);
        byte[] changed = out.toByteArray();
        if (changed.length > 0) {
          changed[Math.min(from, changed.length - 1)] = (byte) random.nextInt(256);
        }
        return changed;
      }
      case 4 -> { // a piece elsewhere
        int at = random.nextInt(bytes.length + 1);
        out.write(bytes, 0, at);
        out.write(bytes, from, to - from);
        out.write(bytes, at, bytes.length - at);
      }
      case 5 -> { // many of one word, nested deep perhaps
        out.write(bytes, 0, from);
        byte[] word = word(random);
        int times = 1 + random.nextInt(2_000);
        for (int i = 0; i < times; i++) {
          out.writeBytes(word);
        }
        out.write(bytes, from, bytes.length - from);
      }
      default -> {
        out.write(bytes, 0, from);
        out.writeBytes(word(random));
        out.write(bytes, random.nextBoolean() ? from : to, bytes.length - Math.max(from, to));
      }
    }
    return out.toByteArray();
  }

  private static byte[] word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }
}
