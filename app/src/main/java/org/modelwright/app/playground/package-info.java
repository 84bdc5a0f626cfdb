/// The playground: checkpoints of runs go on with a prompt, one or two side by side, and each token shows
/// what else the model expected in its place.
@NullMarked
package org.modelwright.app.playground;

import org.jspecify.annotations.NullMarked;
