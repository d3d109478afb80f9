/// The command line, and the wiring of the rooms by constructor.
@NullMarked
package org.lacis.app;

import org.jspecify.annotations.NullMarked;
