/// What the user can ask for: each command once, as data that menus, shortcuts and the palette read.
@NullMarked
package org.modelwright.app.command;

import org.jspecify.annotations.NullMarked;
