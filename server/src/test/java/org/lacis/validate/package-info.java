@NullMarked
package org.lacis.validate;

import org.jspecify.annotations.NullMarked;
