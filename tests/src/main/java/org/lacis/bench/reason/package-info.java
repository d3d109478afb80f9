/// `lacis bench reason`: universities with the ontology of the Lehigh benchmark, reasoned over by
/// Lacis and by others.
@NullMarked
package org.lacis.bench.reason;

import org.jspecify.annotations.NullMarked;
