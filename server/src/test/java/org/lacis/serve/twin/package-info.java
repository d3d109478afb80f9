/// Tests of what pages read.
@NullMarked
package org.lacis.serve.twin;

import org.jspecify.annotations.NullMarked;
