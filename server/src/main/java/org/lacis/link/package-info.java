/// Link rules applied to a view of the twin: proposed links, each with its evidence.
///
/// One walk for every rule: [LinkRule] says what to compare and by which [Match]; a layer of shapes
/// is read for each side, brought into one metric CRS and mended; a packed R-tree proposes pairs
/// whose envelopes meet; each pair is judged once (one DE-9IM matrix, one intersection at most);
/// accepted pairs are ordered, grouped and written as quads.
///
/// The room reads a [org.lacis.store.View] and returns quads; it never writes to the store. Looks
/// into `store`, `geometry` and `vocabulary`.
@NullMarked
package org.lacis.link;

import org.jspecify.annotations.NullMarked;
