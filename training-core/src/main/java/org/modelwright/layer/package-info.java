/// The catalogue of layers, one class a kind. A layer says what its settings are and writes itself
/// once, as tensor operators; shapes, costs, precision, the decode form and printing all follow
/// from those. `docs/howto/add-a-layer.md` shows how to add one.
@NullMarked
package org.modelwright.layer;

import org.jspecify.annotations.NullMarked;
