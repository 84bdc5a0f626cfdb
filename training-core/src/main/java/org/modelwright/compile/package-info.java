/// From a drawing to a program: the compiler collects every problem at once; passes rewrite the
/// operators (precision, inference, decoding); costs are summed from them; printers write TorchScript.
@NullMarked
package org.modelwright.compile;

import org.jspecify.annotations.NullMarked;
