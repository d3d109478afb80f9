/// `lacis:Shapefile`: ESRI shapefiles with their dBASE table.
@NullMarked
package org.lacis.source.shapefile;

import org.jspecify.annotations.NullMarked;
