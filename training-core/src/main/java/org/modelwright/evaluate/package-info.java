/// What a trained model is worth: metrics on held-out text with their uncertainty, and the text that it
/// writes.
@NullMarked
package org.modelwright.evaluate;

import org.jspecify.annotations.NullMarked;
