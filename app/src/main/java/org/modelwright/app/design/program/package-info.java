/// The program that the drawing compiles to.
@NullMarked
package org.modelwright.app.design.program;

import org.jspecify.annotations.NullMarked;
