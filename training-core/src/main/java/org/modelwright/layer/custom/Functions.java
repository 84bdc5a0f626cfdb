package org.modelwright.layer.custom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelwright.file.Words;
import org.modelwright.graph.DidYouMean;

/// The functions that custom layers may call: `functions.txt`.
final class Functions {

  /// Those whose multiply-adds are worth counting.
  static final Set<String> PRODUCTS =
      Set.of(
          "matmul",
          "mm",
          "bmm",
          "mv",
          "dot",
          "outer",
          "linear",
          "addmm",
          "baddbmm",
          "bilinear",
          "einsum",
          "cdist",
          "conv1d",
          "scaled_dot_product_attention");

  private static final Map<String, List<Signature>> ALL = read();

  private Functions() {}

  private static Map<String, List<Signature>> read() {
    Map<String, List<Signature>> all = new LinkedHashMap<>();
    try (InputStream in = Functions.class.getResourceAsStream("functions.txt")) {
      if (in == null) {
        throw new IllegalStateException("functions.txt is missing");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Signature::parse)
          .forEach(s -> all.computeIfAbsent(s.name(), k -> new ArrayList<>()).add(s));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  static List<Signature> named(String name) {
    return all().getOrDefault(name, List.of());
  }

  static Map<String, List<Signature>> all() {
    return Collections.unmodifiableMap(ALL);
  }

  /// A clause that names the nearest function, or nothing.
  static Words suggestion(String name) {
    return DidYouMean.words(name, ALL.keySet());
  }

  /// What to do about a function that is not on the list.
  static Words remedy(String name) {
    return switch (name) {
      case "zeros", "ones", "full", "empty", "new_zeros", "new_ones", "new_full", "eye" ->
          Words.of("code.function.size");
      case "arange", "linspace" -> Words.of("code.function.count");
      case "expand", "repeat", "tile", "broadcast_to" -> Words.of("code.function.repeat");
      case "rand",
          "randn",
          "rand_like",
          "randn_like",
          "randint",
          "bernoulli",
          "dropout",
          "normal" ->
          Words.of("code.function.random");
      case "float",
          "double",
          "half",
          "to",
          "int",
          "long",
          "bool",
          "item",
          "tolist",
          "cpu",
          "cuda" ->
          Words.of("code.function.type");
      default ->
          name.endsWith("_")
              ? Words.of("code.function.inPlace", name.substring(0, name.length() - 1))
              : Words.of("code.function.list", suggestion(name));
    };
  }
}
