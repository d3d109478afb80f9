/// `lacis:GeoJSON`: features of RFC 7946, and of the older form that names its CRS.
@NullMarked
package org.lacis.source.geojson;

import org.jspecify.annotations.NullMarked;
