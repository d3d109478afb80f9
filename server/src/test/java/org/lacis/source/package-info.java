@NullMarked
package org.lacis.source;

import org.jspecify.annotations.NullMarked;
