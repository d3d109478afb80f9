/// `rml:JSONPath`: JSON of any size, one record at a time.
///
/// Simple paths (names, indices, wildcards, descents) of the iterator and of all references run as
/// automata over the token stream ([PathAutomaton]); a record is never built as a tree unless one
/// of its references needs a filter or a function of full JSONPath.
@NullMarked
package org.lacis.source.json;

import org.jspecify.annotations.NullMarked;
