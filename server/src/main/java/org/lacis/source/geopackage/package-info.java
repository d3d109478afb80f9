/// `lacis:GeoPackage`: layers of an OGC GeoPackage.
@NullMarked
package org.lacis.source.geopackage;

import org.jspecify.annotations.NullMarked;
