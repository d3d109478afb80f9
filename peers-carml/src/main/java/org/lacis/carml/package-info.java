/// CARML, as it comes, given the timetables of `lacis bench lift` in a process of its own.
@NullMarked
package org.lacis.carml;

import org.jspecify.annotations.NullMarked;
