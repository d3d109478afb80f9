@NullMarked
package org.lacis.link.learn;

import org.jspecify.annotations.NullMarked;
