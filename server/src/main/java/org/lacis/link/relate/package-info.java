/// How shapes stand to each other, by the million: shapes as numbers in arrays, a packed tree of
/// their boxes, the exact DE-9IM matrix of two of them, the area they share.
///
/// Pure geometry in one plane: no rule, no store, no CRS. Ordinates are compared as the doubles
/// they are; nothing is snapped and no tolerance is used.
///
/// Why the matrix of two areas needs so little: boundaries of valid areas cut each other into arcs.
/// Each arc of one boundary lies inside the other area, outside of it, or along its boundary with
/// the interiors on one side or on opposite ones; which of these occur tells all nine cells
/// ([Matrix#ofAreas]). An arc is known by the direction in which it leaves a point where the
/// boundaries meet, and that is decided by the signs of a few determinants, exactly.
@NullMarked
package org.lacis.link.relate;

import org.jspecify.annotations.NullMarked;
