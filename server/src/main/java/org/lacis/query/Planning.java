package org.lacis.query;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.jena.sparql.algebra.Op;
import org.jspecify.annotations.Nullable;
import org.lacis.query.join.Sides;
import org.lacis.store.TwinDataset;

/// What the planning of one query knows, and what it tells about itself.
///
/// @param byNumbers whether the query looks at the store as it is, without a dataset of its own
///   choice, so that patterns may be read by numbers
/// @param notes what was decided, in words, in the order of deciding; null: nobody wants to know
/// @param measured the steps that count their rows and time, when they shall; null otherwise
record Planning(
    TwinDataset twin,
    Sides sides,
    IndexUse use,
    boolean byNumbers,
    @Nullable Set<String> notes,
    @Nullable List<OpTimed> measured) {

  /// @param words made only when somebody reads them
  void note(Supplier<String> words) {
    if (notes != null) {
      notes.add(words.get());
    }
  }

  /// A step that counts its rows and its time if this is a measurement.
  Op timed(Op op, String words) {
    if (measured == null) {
      return op;
    }
    OpTimed timed = new OpTimed(op, words);
    measured.add(timed);
    return timed;
  }
}
