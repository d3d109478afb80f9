/// What clients may ask at once, and what is answered to those who ask more: requests of one client
/// and of all, bodies, headers, clients that are too slow, and queries in turn.
@NullMarked
package org.lacis.serve.limits;

import org.jspecify.annotations.NullMarked;
