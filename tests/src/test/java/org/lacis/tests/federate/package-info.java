/// Several twins, each in a process of its own.
@NullMarked
package org.lacis.tests.federate;

import org.jspecify.annotations.NullMarked;
