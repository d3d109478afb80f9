/// A set of links judged as a whole: do linked things lie closer, sound more alike, agree more than
/// things drawn at random? A key that two registers use for different things is exposed so.
@NullMarked
package org.lacis.link.check;

import org.jspecify.annotations.NullMarked;
