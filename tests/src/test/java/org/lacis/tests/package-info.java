/// Black-box tests: they see the public doors of the server only.
@NullMarked
package org.lacis.tests;

import org.jspecify.annotations.NullMarked;
