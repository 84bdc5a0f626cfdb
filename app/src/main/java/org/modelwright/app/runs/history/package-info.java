/// The project's runs as a table: found, labelled, compared, deleted with a way back, and started again.
@NullMarked
package org.modelwright.app.runs.history;

import org.jspecify.annotations.NullMarked;
