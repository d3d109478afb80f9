/// Geometry values: shapes with their CRS, text and binary forms, relations and measures.
///
/// Inside this room and past its doors x is always east (or longitude) and y north (or latitude);
/// the axis order of a CRS matters only where text or bytes are read and written. Looks into
/// `vocabulary` only. JTS, proj4j and GeographicLib are at home here.
@NullMarked
package org.lacis.geometry;

import org.jspecify.annotations.NullMarked;
