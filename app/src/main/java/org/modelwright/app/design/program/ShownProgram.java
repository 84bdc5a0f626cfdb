package org.modelwright.app.design.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.modelwright.app.common.Highlighter;
import org.modelwright.compile.Analysis;
import org.modelwright.compile.ProgramListing;
import org.modelwright.compile.ProgramText;
import org.modelwright.operator.Program;

/// A program as it is shown.
///
/// @param program what is printed
/// @param listing its text
/// @param definitions the place in the drawing that each line comes from, as in
///     [ProgramListing#definitions]
/// @param styles of its text as it is shown
public record ShownProgram(
    Program program,
    ProgramListing listing,
    List<String> definitions,
    StyleSpans<Collection<String>> styles) {

  public ShownProgram {
    definitions = List.copyOf(definitions);
  }

  /// @throws java.util.NoSuchElementException where the drawing does not compile
  static ShownProgram of(Analysis analysis) {
    Program program = analysis.compilation().program().orElseThrow();
    ProgramListing listing = ProgramText.listing(program);
    return new ShownProgram(
        program,
        listing,
        listing.definitions(program, analysis.architecture()),
        Highlighter.styles(shown(listing)));
  }

  /// As it is shown, without the end of its last line.
  String text() {
    return shown(listing);
  }

  private static String shown(ProgramListing listing) {
    return listing.text().stripTrailing();
  }

  /// The numbers of the lines, from 0, that come from these places.
  List<Integer> linesOf(Collection<String> places) {
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      if (places.contains(definitions.get(i))) {
        lines.add(i);
      }
    }
    return lines;
  }
}
