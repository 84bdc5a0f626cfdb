/// How long work says how far it is and learns that it should stop. A parameter everywhere, global
/// nowhere.
@NullMarked
package org.modelwright.progress;

import org.jspecify.annotations.NullMarked;
