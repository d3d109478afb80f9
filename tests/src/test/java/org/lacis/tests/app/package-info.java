/// The command line, as a newcomer uses it and gets it wrong.
@NullMarked
package org.lacis.tests.app;

import org.jspecify.annotations.NullMarked;
