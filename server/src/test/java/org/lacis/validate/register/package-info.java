@NullMarked
package org.lacis.validate.register;

import org.jspecify.annotations.NullMarked;
