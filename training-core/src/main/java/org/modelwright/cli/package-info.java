/// The command line: one class a verb, thin. Results go to standard output, everything else to standard
/// error; `--json` prints one JSON document and nothing else there.
@NullMarked
package org.modelwright.cli;

import org.jspecify.annotations.NullMarked;
