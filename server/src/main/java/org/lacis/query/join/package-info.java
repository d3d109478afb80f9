/// Spatial joins on the store's numbers: sides are read as columns of ids, their envelopes are
/// joined in packed trees, and the exact test runs on plain geometries, on all cores.
///
/// Nothing here looks a term up: rows carry numbers until somebody asks for a value.
@NullMarked
package org.lacis.query.join;

import org.jspecify.annotations.NullMarked;
