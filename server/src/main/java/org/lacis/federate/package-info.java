/// Questions that several twins answer together: partners are asked in batches, never once a row,
/// each within its limits; what could not be had of one of them is told, never left out in silence.
@NullMarked
package org.lacis.federate;

import org.jspecify.annotations.NullMarked;
