@NullMarked
package org.lacis.query.join;

import org.jspecify.annotations.NullMarked;
