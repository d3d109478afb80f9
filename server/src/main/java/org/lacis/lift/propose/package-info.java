/// Proposes a first mapping for a file that nobody has described: looks at its records, guesses
/// what its columns are, and writes YARRRML that lifts as it stands and says of every guess what
/// made it.
@NullMarked
package org.lacis.lift.propose;

import org.jspecify.annotations.NullMarked;
