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
  static String suggestion(String name) {
    return DidYouMean.clause(name, ALL.keySet());
  }

  /// What to do about a function that is not on the list.
  static String remedy(String name) {
    return switch (name) {
      case "zeros", "ones", "full", "empty", "new_zeros", "new_ones", "new_full", "eye" ->
          "A size given as a number could fill the memory: use torch.zeros_like, torch.ones_like or"
              + " torch.full_like.";
      case "arange", "linspace" ->
          "A size given as a number could fill the memory: count with torch.cumsum of"
              + " torch.ones_like.";
      case "expand", "repeat", "tile", "broadcast_to" ->
          "A size given as a number could fill the memory: use torch.expand_as, or let operators"
              + " repeat what is shorter.";
      case "rand",
          "randn",
          "rand_like",
          "randn_like",
          "randint",
          "bernoulli",
          "dropout",
          "normal" ->
          "A custom layer draws no random numbers: put a Dropout layer behind it.";
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
          "The code runs in the type and on the device of its inputs: leave it out, or use"
              + " torch.type_as.";
      default ->
          name.endsWith("_")
              ? "What changes its input in place cannot be used: write torch."
                  + name.substring(0, name.length() - 1)
                  + " and give the result a name."
              : "Use functions of the list in docs/howto/write-a-custom-layer.md"
                  + suggestion(name)
                  + ".";
    };
  }
}
