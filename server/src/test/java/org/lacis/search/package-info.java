@NullMarked
package org.lacis.search;

import org.jspecify.annotations.NullMarked;
