/// What every room of the window uses: words, long actions, preferences.
@NullMarked
package org.modelwright.app.common;

import org.jspecify.annotations.NullMarked;
