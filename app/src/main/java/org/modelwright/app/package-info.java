/// The desktop side: what starts Modelwright, and the workbench window. Text on screen comes from
/// the bundles in the assets, in English and Simplified Chinese.
@NullMarked
package org.modelwright.app;

import org.jspecify.annotations.NullMarked;
