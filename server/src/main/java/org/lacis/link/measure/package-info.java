/// What is measured of two shapes, and the offset between two layers: pure functions of geometries
/// in one metric CRS. Knows no rule and no store.
@NullMarked
package org.lacis.link.measure;

import org.jspecify.annotations.NullMarked;
