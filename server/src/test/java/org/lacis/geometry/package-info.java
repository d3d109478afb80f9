@NullMarked
package org.lacis.geometry;

import org.jspecify.annotations.NullMarked;
