/// Tables of text, row by row: JSON Lines, CSV and Parquet. Nothing but the row that is being read is
/// held in memory, and what is wrong with a table is said with its file and line.
@NullMarked
package org.modelwright.data.table;

import org.jspecify.annotations.NullMarked;
