/// Files as people and programs meet them: YAML whose every value knows its line, JSON, atomic
/// writes, fingerprints, and the one exception that means "the input is wrong". Every other room
/// stands on this one; it knows none of them.
@NullMarked
package org.modelwright.file;

import org.jspecify.annotations.NullMarked;
