@NullMarked
package org.lacis.serve.limits;

import org.jspecify.annotations.NullMarked;
