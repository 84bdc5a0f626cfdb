/// What touches the metal: the NVIDIA management library and the CUDA driver, called through
/// `java.lang.foreign` with no wrapper library in between. Everything here answers in plain words
/// on a machine that has neither.
@NullMarked
package org.modelwright.gpu;

import org.jspecify.annotations.NullMarked;
