@NullMarked
package org.lacis.link.check;

import org.jspecify.annotations.NullMarked;
