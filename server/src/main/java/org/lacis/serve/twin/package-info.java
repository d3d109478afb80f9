/// What the pages read from a view of the twin, as values: descriptions, labels, counts.
@NullMarked
package org.lacis.serve.twin;

import org.jspecify.annotations.NullMarked;
