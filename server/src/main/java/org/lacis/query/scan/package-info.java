/// Patterns, filters, groups and sorting on the store's numbers for terms, a column and a thousand
/// rows at a time, instead of row by row on terms. Takes over what it understands of a query's
/// operations and leaves the rest to Jena.
@NullMarked
package org.lacis.query.scan;

import org.jspecify.annotations.NullMarked;
