@NullMarked
package org.lacis.reason;

import org.jspecify.annotations.NullMarked;
