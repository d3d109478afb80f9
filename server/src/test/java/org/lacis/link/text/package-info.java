@NullMarked
package org.lacis.link.text;

import org.jspecify.annotations.NullMarked;
