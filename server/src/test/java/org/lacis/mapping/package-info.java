@NullMarked
package org.lacis.mapping;

import org.jspecify.annotations.NullMarked;
