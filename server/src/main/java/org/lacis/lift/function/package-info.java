/// The functions that a mapping may call (RML-FNML).
///
/// One table, [Functions], says all there is to say of each: its IRI, its parameters, its result.
/// To add a function is to add an entry. Looks into `geometry`, `source` and `vocabulary`.
@NullMarked
package org.lacis.lift.function;

import org.jspecify.annotations.NullMarked;
