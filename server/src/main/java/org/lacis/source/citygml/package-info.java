/// `lacis:CityGML`: city models of CityGML 1.0, 2.0 and 3.0.
@NullMarked
package org.lacis.source.citygml;

import org.jspecify.annotations.NullMarked;
