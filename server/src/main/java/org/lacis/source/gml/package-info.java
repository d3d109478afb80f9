/// `lacis:GML`: features of a WFS or of any simple feature schema.
@NullMarked
package org.lacis.source.gml;

import org.jspecify.annotations.NullMarked;
