@NullMarked
package org.lacis.link;

import org.jspecify.annotations.NullMarked;
