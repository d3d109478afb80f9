/// Query rewrite (GeoSPARQL 1.1, § 12): patterns whose predicate means a computation become plain
/// patterns and filters, before the query is planned.
@NullMarked
package org.lacis.query.rewrite;

import org.jspecify.annotations.NullMarked;
