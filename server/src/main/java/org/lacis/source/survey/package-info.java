/// Looks into the beginning of a file that nobody has described: what it is, where its records are,
/// and what may be asked of them.
@NullMarked
package org.lacis.source.survey;

import org.jspecify.annotations.NullMarked;
