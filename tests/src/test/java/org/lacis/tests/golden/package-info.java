/// Folders of mapping, sample and expected quads.
@NullMarked
package org.lacis.tests.golden;

import org.jspecify.annotations.NullMarked;
