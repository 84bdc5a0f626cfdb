/// What each layer costs.
@NullMarked
package org.modelwright.app.design.analyzer;

import org.jspecify.annotations.NullMarked;
