/// The project's text: sources, split, tokenizer, and what they come to.
@NullMarked
package org.modelwright.app.data;

import org.jspecify.annotations.NullMarked;
