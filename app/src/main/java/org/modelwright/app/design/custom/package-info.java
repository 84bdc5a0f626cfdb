/// The editor of the drawing's own kinds of layers.
@NullMarked
package org.modelwright.app.design.custom;

import org.jspecify.annotations.NullMarked;
