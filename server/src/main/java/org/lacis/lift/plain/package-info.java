/// Lifting as bytes: mappings of templates, references, constants and joins over plain tables are
/// compiled to pieces of N-Quads lines that are copied together, on all cores.
///
/// Every table is read twice. The first reading writes nothing: it looks for anything that is not
/// plain (a value that does not fit its datatype, bytes that are no text), which hands the whole
/// mapping to [org.lacis.lift.Lifter]; it learns which subjects come more than once, and the
/// subjects that others join with. The second writes. A line needs no look into a table of what was
/// written when its subject comes once and no other triples map can say the same of it: most lines
/// do not, so that memory stays small and one core writes millions of lines a second.
@NullMarked
package org.lacis.lift.plain;

import org.jspecify.annotations.NullMarked;
