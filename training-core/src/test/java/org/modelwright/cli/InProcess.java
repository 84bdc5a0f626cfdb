package org.modelwright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/// The command line run in this process, with what it printed.
record InProcess(int exit, String out, String err) {

  private static final Pattern ACTIVITY = Pattern.compile("[a-z ]+ \\.\\.\\.|Data: .*|Model: .*");

  static InProcess run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var printed = new ByteArrayOutputStream();
    var said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      int exit = Main.run(arguments);
      return new InProcess(exit, printed.toString(UTF_8), said.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /// The one sentence by which a wrong input was refused, with nothing on standard output.
  String refusal() {
    assertThat(exit).as(err).isEqualTo(1);
    assertThat(out).isEmpty();
    List<String> lines = err.lines().filter(line -> !ACTIVITY.matcher(line).matches()).toList();
    assertThat(lines).as(err).hasSize(1);
    String sentence = lines.getFirst();
    assertThat(sentence).endsWith(".").doesNotContain("Exception").doesNotContain(". ");
    return sentence;
  }
}
