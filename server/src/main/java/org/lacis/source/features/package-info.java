/// What formats of features share: the declared CRS, and a record whose shape answers the reserved
/// references.
@NullMarked
package org.lacis.source.features;

import org.jspecify.annotations.NullMarked;
