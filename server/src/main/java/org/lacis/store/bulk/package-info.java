/// Writes the files of a TDB2 database (Jena 5.6.0) in one go, for stores that are filled at once:
/// terms are numbered by a dictionary of our own, records are sorted, B+trees are packed from the
/// leaves upwards. What is written is TDB2's own form, so TDB2 opens, reads and changes it as if it
/// had made it.
@NullMarked
package org.lacis.store.bulk;

import org.jspecify.annotations.NullMarked;
