@NullMarked
package org.lacis.link.legacy;

import org.jspecify.annotations.NullMarked;
