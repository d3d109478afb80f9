package org.lacis.reason;

import java.util.function.Consumer;
import org.apache.jena.graph.Triple;

/// What follows from a view and is not said in it.
public interface Inferences {
  /// Nothing follows.
  Inferences NONE =
      new Inferences() {
        @Override
        public long size() {
          return 0;
        }

        @Override
        public void forEach(Consumer<Triple> statement) {}
      };

  /// How many statements were inferred.
  long size();

  /// Tells every inferred statement once.
  void forEach(Consumer<Triple> statement);
}
