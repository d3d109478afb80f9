/// The pages, seen through a browser.
@NullMarked
package org.lacis.tests.serve;

import org.jspecify.annotations.NullMarked;
