/// An RML document as immutable values, checked while it is read.
///
/// [MappingReader] is the door. Mappings in other languages than RML are rewritten to it first
/// ([NormalForm]), each statement with the line it was written at. Every value knows the file and
/// line it was written at, so that whoever finds a mistake later (a column that does not exist, a
/// file that is not there) can say where to mend it. Looks into `vocabulary` only.
@NullMarked
package org.lacis.mapping;

import org.jspecify.annotations.NullMarked;
