@NullMarked
package org.lacis.lift;

import org.jspecify.annotations.NullMarked;
