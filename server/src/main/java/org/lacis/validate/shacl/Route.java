package org.lacis.validate.shacl;

import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_OneOrMoreN;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrMoreN;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;

/// A path of SHACL (section 2.3.1) as what is walked step by step; that a path is inverse is told
/// by its single steps.
sealed interface Route {
  /// @param forward from subject to object
  record Step(Constant predicate, boolean forward) implements Route {}

  record Then(Route first, Route second) implements Route {}

  record Either(Route one, Route other) implements Route {}

  /// @param zero whether no step will do
  /// @param many whether more than one will
  record Repeat(Route route, boolean zero, boolean many) implements Route {}

  /// @throws IllegalArgumentException for paths that SPARQL has and SHACL has not
  static Route of(Path path, Constants constants) {
    return of(path, true, constants);
  }

  private static Route of(Path path, boolean forward, Constants constants) {
    return switch (path) {
      case P_Link link -> new Step(constants.of(link.getNode()), forward);
      case P_ReverseLink link -> new Step(constants.of(link.getNode()), !forward);
      case P_Inverse inverse -> of(inverse.getSubPath(), !forward, constants);
      case P_Seq seq -> {
        Route left = of(seq.getLeft(), forward, constants);
        Route right = of(seq.getRight(), forward, constants);
        yield forward ? new Then(left, right) : new Then(right, left);
      }
      case P_Alt alt ->
          new Either(of(alt.getLeft(), forward, constants), of(alt.getRight(), forward, constants));
      case P_ZeroOrOne one -> new Repeat(of(one.getSubPath(), forward, constants), true, false);
      case P_ZeroOrMore1 more -> new Repeat(of(more.getSubPath(), forward, constants), true, true);
      case P_ZeroOrMoreN more -> new Repeat(of(more.getSubPath(), forward, constants), true, true);
      case P_OneOrMore1 more -> new Repeat(of(more.getSubPath(), forward, constants), false, true);
      case P_OneOrMoreN more -> new Repeat(of(more.getSubPath(), forward, constants), false, true);
      default -> throw new IllegalArgumentException("no path of SHACL: " + path);
    };
  }
}
