@NullMarked
package org.lacis.store;

import org.jspecify.annotations.NullMarked;
