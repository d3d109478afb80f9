/// `lacis bench link`: all relations of the shapes of two layers, against PostGIS and JTS; and
/// buildings of two editions from statements to links.
@NullMarked
package org.lacis.bench.link;

import org.jspecify.annotations.NullMarked;
