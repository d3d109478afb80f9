package org.lacis.reason.engine;

import java.util.List;
import org.apache.jena.graph.Triple;

/// Why a statement holds. Terms that are equal to others are told by the one that stands for all.
///
/// @param rule the name of the rule that gives it, empty when it was said
/// @param premises what the rule needs, each with its own proof; empty when it was said, and for
///   what rules give of nothing
public record Proof(Triple statement, String rule, List<Proof> premises) {
  public Proof {
    premises = List.copyOf(premises);
  }

  public static Proof said(Triple statement) {
    return new Proof(statement, "", List.of());
  }

  public boolean isSaid() {
    return rule.isEmpty();
  }
}
