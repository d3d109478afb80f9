@NullMarked
package org.lacis.query.function;

import org.jspecify.annotations.NullMarked;
