@NullMarked
package org.lacis.interop.report;

import org.jspecify.annotations.NullMarked;
