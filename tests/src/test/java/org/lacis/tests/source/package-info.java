@NullMarked
package org.lacis.tests.source;

import org.jspecify.annotations.NullMarked;
