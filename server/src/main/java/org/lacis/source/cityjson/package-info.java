/// City models in CityJSON.
@NullMarked
package org.lacis.source.cityjson;

import org.jspecify.annotations.NullMarked;
