@NullMarked
package org.lacis.interop;

import org.jspecify.annotations.NullMarked;
