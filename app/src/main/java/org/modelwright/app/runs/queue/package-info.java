/// The runs that train one after the other, and sweeps over settings.
@NullMarked
package org.modelwright.app.runs.queue;

import org.jspecify.annotations.NullMarked;
