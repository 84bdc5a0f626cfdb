/// The drawing: blocks, nodes, and the references between them, as one immutable value; its YAML
/// form; what is wrong with its structure; edits as commands with undo. A node's settings are the
/// words of the file: what they mean, and which ports and shapes a layer kind has, is decided in the
/// rooms below.
@NullMarked
package org.modelwright.graph;

import org.jspecify.annotations.NullMarked;
