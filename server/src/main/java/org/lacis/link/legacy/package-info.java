/// Link rules of other tools, read as ours: configurations of LIMES and linkage rules of Silk.
///
/// What means the same is carried over; what means nearly the same is carried over with a warning
/// that says in what it differs; what has no like is a violation, and its rule is not made. Nothing
/// is changed in silence. Written after the manuals of both tools.
@NullMarked
package org.lacis.link.legacy;

import org.jspecify.annotations.NullMarked;
