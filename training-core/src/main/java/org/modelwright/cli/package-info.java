/// Placeholder for the command line.
@NullMarked
package org.modelwright.cli;

import org.jspecify.annotations.NullMarked;
