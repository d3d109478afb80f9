package org.lacis.reason.engine;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.lacis.geometry.GeometryValue;

/// Where terms lie. Asked by the thread of the store's transaction alone.
public interface Space {
  /// The geometry that a term is; empty when it is none that can be read.
  Optional<GeometryValue> geometry(int term);

  /// Tells terms whose geometries may meet that of another, each at least once. It may leave out
  /// geometries of which nothing is said any more.
  void near(int term, IntConsumer candidate);
}
