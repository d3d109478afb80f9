/// `lacis bench load`: statements into named graphs, until they can be asked for with the spatial
/// index, against the loader of plain TDB2.
@NullMarked
package org.lacis.bench.load;

import org.jspecify.annotations.NullMarked;
