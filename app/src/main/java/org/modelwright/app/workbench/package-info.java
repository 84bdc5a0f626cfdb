/// The window around everything: menus, panes, tabs, the project that is open.
@NullMarked
package org.modelwright.app.workbench;

import org.jspecify.annotations.NullMarked;
