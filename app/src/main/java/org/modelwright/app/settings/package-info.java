/// Settings of the open project as they are edited: what the pages on training and hardware share.
@NullMarked
package org.modelwright.app.settings;

import org.jspecify.annotations.NullMarked;
