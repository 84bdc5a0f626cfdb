package org.modelwright.cli;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.modelwright.file.Json;

/// Where words go.
final class Output {

  private Output() {}

  private static PrintStream out() {
    return new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  private static PrintStream err() {
    return new PrintStream(System.err, true, StandardCharsets.UTF_8);
  }

  /// Whether something printed to standard output was lost: a closed pipe, a full disk.
  static boolean isBroken() {
    return System.out.checkError();
  }

  /// A result.
  static void result(String format, Object... values) {
    out().println(String.format(Locale.ROOT, format, values));
  }

  /// A piece of a result, shown at once.
  static void piece(String text) {
    PrintStream out = out();
    out.print(text);
    out.flush();
  }

  /// One JSON document.
  static void json(Object document) {
    out().println(Json.pretty().writeValueAsString(document));
  }

  /// Anything that is not the result.
  static void note(String format, Object... values) {
    err().println(String.format(Locale.ROOT, format, values));
  }

  static void rewriteLine(String line) {
    PrintStream err = err();
    err.print("\r" + line + "\u001b[K");
    err.flush();
  }

  static void clearLine() {
    PrintStream err = err();
    err.print("\r\u001b[K");
    err.flush();
  }

  /// Whether a person sees what is printed, as it is printed.
  static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /// Asks on the terminal; anything but a `y` is a no, and so is no terminal.
  static boolean agreed(String question) {
    return Optional.ofNullable(System.console())
        .map(console -> console.readLine("%s [y/N] ", question))
        .map(answer -> answer.strip().equalsIgnoreCase("y"))
        .orElse(false);
  }

  /// A path as it can be pasted into a shell.
  static String word(java.nio.file.Path path) {
    String text = path.toString();
    return text.matches("[\\w./:\\\\~-]+") ? text : "\"" + text + "\"";
  }

  /// 83 s -> 1:23, an hour and more -> 1:02:03.
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
