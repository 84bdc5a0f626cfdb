/// From text on disk to batches of token ids: sources (files, folders, zips, tables, the JDK's own
/// sources) become documents; documents are searched for duplicates, split into a training and a
/// validation part and encoded once into a memory-mapped cache; and batches are cut from it as a
/// function of place, so that a resumed run sees exactly what an uninterrupted one would have seen.
@NullMarked
package org.modelwright.data;

import org.jspecify.annotations.NullMarked;
