/// Links as they stand in a view: read back from the graphs of rules, with what people decided.
///
/// [org.lacis.link.stored.LinkTable] knows every link of a rule by a few numbers,
/// [org.lacis.link.stored.StoredLink] all of one. The package only reads.
@NullMarked
package org.lacis.link.stored;

import org.jspecify.annotations.NullMarked;
