package org.lacis.reason;

import java.util.List;
import org.apache.jena.graph.Triple;

/// What is to be changed in the graph of inferences.
public sealed interface Amendment {
  /// A few statements leave, and others come.
  ///
  /// @param gone statements that the graph holds
  /// @param come statements that it does not hold
  record Few(List<Triple> gone, List<Triple> come) implements Amendment {
    public Few {
      gone = List.copyOf(gone);
      come = List.copyOf(come);
    }
  }

  /// So much may be otherwise that the graph is to be compared with all that it should hold.
  record Whole(Inferences inferences) implements Amendment {}
}
