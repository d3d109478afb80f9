/// Link rules against real buildings, from files to links.
@NullMarked
package org.lacis.tests.link;

import org.jspecify.annotations.NullMarked;
