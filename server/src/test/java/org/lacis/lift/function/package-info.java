@NullMarked
package org.lacis.lift.function;

import org.jspecify.annotations.NullMarked;
