/// The open block as a drawing.
@NullMarked
package org.modelwright.app.design.canvas;

import org.jspecify.annotations.NullMarked;
