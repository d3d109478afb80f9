@NullMarked
package org.lacis.link.exchange;

import org.jspecify.annotations.NullMarked;
