/// The page from which a training is started: its settings, what its learning rate will do, whether all
/// is ready, and the start itself.
@NullMarked
package org.modelwright.app.training;

import org.jspecify.annotations.NullMarked;
