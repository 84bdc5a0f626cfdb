package org.modelwright.graph;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.modelwright.file.Words;

/// What is wrong with a drawing, where, and what to do about it.
///
/// @param node the path of the node, `main/stack/attention`, or of a block, `main` or `decoder`
/// @param wrong one sentence that says what is wrong
/// @param advice one sentence that says what to do
/// @param fixes edits of the drawing that was checked, each of which takes the problem away, the best
///     first; empty where what to do is the author's choice
public record Problem(Severity severity, String node, Words wrong, Words advice, List<Edit> fixes) {

  public enum Severity {
    /// The drawing does not compile.
    ERROR,
    /// It compiles, but hardly as meant.
    WARNING
  }

  public Problem {
    fixes = List.copyOf(fixes);
  }

  /// @param key of the message; the remedy's ends in `.remedy`
  /// @param arguments of both
  public static Problem error(String node, String key, Object... arguments) {
    return of(Severity.ERROR, node, key, arguments);
  }

  /// As `error`.
  public static Problem warning(String node, String key, Object... arguments) {
    return of(Severity.WARNING, node, key, arguments);
  }

  private static Problem of(Severity severity, String node, String key, Object... arguments) {
    return new Problem(
        severity, node, Words.of(key, arguments), Words.of(key + ".remedy", arguments), List.of());
  }

  public Problem withFixes(List<? extends Edit> edits) {
    return new Problem(severity, node, wrong, advice, List.copyOf(edits));
  }

  public Problem withFix(Edit edit) {
    return withFixes(List.of(edit));
  }

  /// Without the fixes, which may hold whole blocks.
  @Override
  public int hashCode() {
    return Objects.hash(severity, node, wrong);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// What is wrong, in English.
  public String message() {
    return wrong.english();
  }

  public String message(Locale locale) {
    return wrong.in(locale);
  }

  /// What to do, in English.
  public String remedy() {
    return advice.english();
  }

  public String remedy(Locale locale) {
    return advice.in(locale);
  }

  /// What is wrong and what to do, a sentence each.
  public String sentences(Locale locale) {
    return message(locale) + " " + remedy(locale);
  }

  /// What is wrong and what to do as one sentence, in English.
  public String sentence() {
    String message = message();
    String remedy = remedy();
    String start = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    return start + "; " + remedy.substring(0, 1).toLowerCase(Locale.ROOT) + remedy.substring(1);
  }
}
