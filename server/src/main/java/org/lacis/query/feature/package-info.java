/// Collections of located things, and their features, over a view: what an answer of OGC API
/// Features, a CQL2 filter and the command line read from.
///
/// [org.lacis.query.feature.Collections] says what there is,
/// [org.lacis.query.feature.FeatureReader] reads it, from the index that leaves least to look at,
/// [org.lacis.query.feature.FeatureFilter] is what is asked for.
@NullMarked
package org.lacis.query.feature;

import org.jspecify.annotations.NullMarked;
