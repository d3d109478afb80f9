/// CQL2 (OGC 21-065r2): conditions on features, as text and as JSON.
///
/// [org.lacis.query.cql.Cql2] reads both into one tree of values, [org.lacis.query.cql.Expression],
/// and writes it back. [org.lacis.query.cql.CqlFilter] compiles a tree into a condition that
/// answers true, false or unknown of a row of values, and says what an index may start from.
@NullMarked
package org.lacis.query.cql;

import org.jspecify.annotations.NullMarked;
