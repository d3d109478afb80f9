/// `lacis bench geo`: a territory made from a seed, and the same questions asked of it to Lacis, to
/// PostGIS and to other triple stores.
@NullMarked
package org.lacis.bench.geo;

import org.jspecify.annotations.NullMarked;
