/// The typed tensor operators that every layer is written in: what they take, what they give, what
/// they cost. A program is functions of statements over them; passes rewrite it and printers write
/// it down. Nothing here knows layers, files or the engine.
///
/// Shapes are symbolic: `B` is the batch, `T` the positions of a window, `P` the position a
/// decoding call starts at; every other extent is a number.
@NullMarked
package org.modelwright.operator;

import org.jspecify.annotations.NullMarked;
