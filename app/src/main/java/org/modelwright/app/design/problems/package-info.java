/// What is wrong with the drawing.
@NullMarked
package org.modelwright.app.design.problems;

import org.jspecify.annotations.NullMarked;
