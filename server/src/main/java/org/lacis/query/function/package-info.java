/// The functions and aggregates of GeoSPARQL 1.1 for SPARQL queries.
///
/// They look at literals only; that a filter is answered from the spatial index is the business of
/// the query engine.
@NullMarked
package org.lacis.query.function;

import org.jspecify.annotations.NullMarked;
