/// Layers that the user wrote: their code is parsed, checked against a list of pure tensor functions
/// and printed again, so that nothing reaches the engine that was not understood here.
@NullMarked
package org.modelwright.layer.custom;

import org.jspecify.annotations.NullMarked;
