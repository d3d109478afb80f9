/// `lacis bench lift`: timetables in the form of GTFS, in CSV, JSON and XML, lifted to triples; the
/// shape of GTFS-Madrid-Bench (Chaves-Fraga et al., 2020), at any size.
@NullMarked
package org.lacis.bench.lift;

import org.jspecify.annotations.NullMarked;
