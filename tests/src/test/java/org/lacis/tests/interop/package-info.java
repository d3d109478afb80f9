/// The check of a partner, against twins of which every fault is known.
@NullMarked
package org.lacis.tests.interop;

import org.jspecify.annotations.NullMarked;
