/// The project folder: its files, its format, how it begins from a template.
@NullMarked
package org.modelwright.project;

import org.jspecify.annotations.NullMarked;
