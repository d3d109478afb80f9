/// Words, keys, dates and numbers of two things, held against each other.
///
/// Pure functions on values: nothing here knows a store, a rule or a shape. A text is brought into
/// a declared form by a [Normalisation], read as an [Address], a [Key], a [DateSpan] or a
/// [Quantity], and compared by a [TextMetric] or by the methods of those values; [TextBlocking]
/// proposes which pairs are worth it.
///
/// What cannot be compared is `NaN`, never 0: an empty text, a date that is none. Every similarity
/// is symmetric, 1 for equal texts, and between 0 and 1. Texts are treated by code points, so a
/// letter beyond the sixteenth bit is one letter; work grows with the length of a text as stated at
/// each method, never with a surprise of a pattern.
@NullMarked
package org.lacis.link.text;

import org.jspecify.annotations.NullMarked;
