package org.lacis.validate.shacl;

import java.util.Arrays;

/// What is said of one subject: predicates and objects, by predicate and then object in the order
/// of the store, each statement once. Used again for the next subject.
final class Rows {
  long subject;
  boolean loaded;
  long[] predicates = new long[64];
  long[] objects = new long[64];
  int count;

  void grow() {
    predicates = Arrays.copyOf(predicates, 4 * predicates.length);
    objects = Arrays.copyOf(objects, predicates.length);
  }

  /// Where the statements of a predicate begin, or where they would.
  int first(long predicate) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(predicates[middle], predicate) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The objects of a predicate.
  long[] of(long predicate) {
    int from = first(predicate);
    int to = from;
    while (to < count && predicates[to] == predicate) {
      to++;
    }
    return from == to ? Ordered.NONE : Arrays.copyOfRange(objects, from, to);
  }
}
