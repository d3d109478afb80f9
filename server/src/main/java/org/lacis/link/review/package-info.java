/// What people decided about pairs of things, kept for ever, and what stands of it today.
///
/// A decision rests on what the two things were like when it was made. It wins over what a rule
/// says until one of them has changed beyond the [org.lacis.link.rule.Tolerance] of the rule; two
/// people who decided differently put the pair back to review. Who asks wants
/// [org.lacis.link.review.Reviews]; nothing here writes to a store.
@NullMarked
package org.lacis.link.review;

import org.jspecify.annotations.NullMarked;
