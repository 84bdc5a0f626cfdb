/// Curves over a training: their points with a pyramid of extremes, and the chart that draws one or
/// several of them. Knows events of runs, but no window of theirs.
@NullMarked
package org.modelwright.app.curves;

import org.jspecify.annotations.NullMarked;
