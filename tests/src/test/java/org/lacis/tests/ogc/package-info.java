/// The standards of the OGC, from their own examples and abstract tests.
@NullMarked
package org.lacis.tests.ogc;

import org.jspecify.annotations.NullMarked;
