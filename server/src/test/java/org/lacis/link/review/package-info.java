@NullMarked
package org.lacis.link.review;

import org.jspecify.annotations.NullMarked;
