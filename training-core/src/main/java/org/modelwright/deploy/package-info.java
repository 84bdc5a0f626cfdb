/// A trained model as files that other programs can use.
@NullMarked
package org.modelwright.deploy;

import org.jspecify.annotations.NullMarked;
