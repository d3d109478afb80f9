/// XML of any size, one member at a time.
@NullMarked
package org.lacis.source.xml;

import org.jspecify.annotations.NullMarked;
