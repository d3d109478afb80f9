@NullMarked
package org.lacis.reason.engine;

import org.jspecify.annotations.NullMarked;
