/// Text that is there twice: equal documents, nearly equal ones, and word sequences of the held-out part
/// that the training part has too.
@NullMarked
package org.modelwright.data.duplicate;

import org.jspecify.annotations.NullMarked;
