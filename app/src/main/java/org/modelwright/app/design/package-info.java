/// The drawing as it is edited: its state, and in the rooms below canvas, inspector, analyzer and
/// program.
@NullMarked
package org.modelwright.app.design;

import org.jspecify.annotations.NullMarked;
