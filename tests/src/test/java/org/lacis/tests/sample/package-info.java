/// The sample twin, built through the public doors and compared with its gold.
@NullMarked
package org.lacis.tests.sample;

import org.jspecify.annotations.NullMarked;
