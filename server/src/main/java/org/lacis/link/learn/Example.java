package org.lacis.link.learn;

/// A pair that was judged.
///
/// @param values in the order of the criteria; NaN = not measurable. Not to be changed
/// @param match whether it is one
/// @param group what it is to be tested apart with: a town, a country; pairs of one group are never
///   on both sides of a test
@SuppressWarnings("ArrayRecordComponent") // thousands, read many times
public record Example(double[] values, boolean match, String group) {}
