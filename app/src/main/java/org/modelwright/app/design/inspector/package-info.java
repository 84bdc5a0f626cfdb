/// The settings of what is selected.
@NullMarked
package org.modelwright.app.design.inspector;

import org.jspecify.annotations.NullMarked;
