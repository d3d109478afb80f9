/// Learning a decision from pairs that people have judged: weights, how sure they make one, where
/// to draw the lines, and which pairs to judge next. Looks into `link.rule` for what a decision is;
/// knows no store.
@NullMarked
package org.lacis.link.learn;

import org.jspecify.annotations.NullMarked;
