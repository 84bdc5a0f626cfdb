/// One run, watched and controlled while it trains: its state in words, its curves, its commands.
@NullMarked
package org.modelwright.app.runs.live;

import org.jspecify.annotations.NullMarked;
