/// The kinds of layers to choose from.
@NullMarked
package org.modelwright.app.design.palette;

import org.jspecify.annotations.NullMarked;
