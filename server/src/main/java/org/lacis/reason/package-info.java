/// Ontologies and data to inferred statements, by rules: OWL 2 RL, RDFS, or rules of one's own.
///
/// Rules are text ([org.lacis.reason.rule]); an engine brings what was said to their fixpoint, and
/// keeps it there while statements come and go ([org.lacis.reason.engine]), as sorted arrays of
/// packed numbers, never as terms. The room reads a view and hands back statements; it does not
/// write.
@NullMarked
package org.lacis.reason;

import org.jspecify.annotations.NullMarked;
