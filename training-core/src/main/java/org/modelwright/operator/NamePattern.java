package org.modelwright.operator;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A pattern of parameter names: `*` stands for any characters, dots included, as in
/// `stack.*.attention.*`.
public record NamePattern(String text) {

  public boolean matches(String name) {
    return Pattern.matches(
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        name);
  }
}
