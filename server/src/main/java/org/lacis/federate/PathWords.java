package org.lacis.federate;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Distinct;
import org.apache.jena.sparql.path.P_FixedLength;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Mod;
import org.apache.jena.sparql.path.P_Multi;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_OneOrMoreN;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_Shortest;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrMoreN;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;

/// Which statements a path walks on (SPARQL 1.1, section 9).
///
/// @param forwards properties walked from subject to object
/// @param backwards properties walked from object to subject
/// @param others whether it walks on properties that it does not name
/// @param nothing whether it may be of no length
/// @param longest steps at most; [Integer#MAX_VALUE] where there is no end
record PathWords(
    Set<Node> forwards, Set<Node> backwards, boolean others, boolean nothing, long longest) {
  private static final long ENDLESS = Integer.MAX_VALUE;

  static PathWords of(Path path) {
    return switch (path) {
      case P_Link link -> new PathWords(Set.of(link.getNode()), Set.of(), false, false, 1);
      case P_ReverseLink link -> new PathWords(Set.of(), Set.of(link.getNode()), false, false, 1);
      case P_Inverse inverse -> of(inverse.getSubPath()).turned();
      case P_Seq both -> {
        PathWords left = of(both.getLeft());
        PathWords right = of(both.getRight());
        yield left.and(
            right,
            left.nothing() && right.nothing(),
            Math.min(ENDLESS, left.longest() + right.longest()));
      }
      case P_Alt either -> {
        PathWords left = of(either.getLeft());
        PathWords right = of(either.getRight());
        yield left.and(
            right, left.nothing() || right.nothing(), Math.max(left.longest(), right.longest()));
      }
      case P_ZeroOrOne optional -> of(optional.getSubPath()).with(true, 1);
      case P_ZeroOrMore1 any -> of(any.getSubPath()).with(true, ENDLESS);
      case P_ZeroOrMoreN any -> of(any.getSubPath()).with(true, ENDLESS);
      case P_OneOrMore1 some -> of(some.getSubPath()).with(false, ENDLESS);
      case P_OneOrMoreN some -> of(some.getSubPath()).with(false, ENDLESS);
      case P_NegPropSet _ -> new PathWords(Set.of(), Set.of(), true, false, 1);
      case P_FixedLength times ->
          of(times.getSubPath()).with(times.getCount() == 0, times.getCount());
      case P_Mod times -> of(times.getSubPath()).with(times.getMin() <= 0, ENDLESS);
      case P_Distinct one -> of(one.getSubPath());
      case P_Multi one -> of(one.getSubPath());
      case P_Shortest one -> of(one.getSubPath());
      default -> new PathWords(Set.of(), Set.of(), true, true, ENDLESS);
    };
  }

  Set<Node> all() {
    Set<Node> all = new LinkedHashSet<>(forwards);
    all.addAll(backwards);
    return all;
  }

  private PathWords turned() {
    return new PathWords(
        /* forwards= */ backwards, /* backwards= */ forwards, others, nothing, longest);
  }

  private PathWords with(boolean orNothing, long times) {
    return new PathWords(
        forwards, backwards, others, nothing || orNothing, Math.min(ENDLESS, longest * times));
  }

  private PathWords and(PathWords other, boolean orNothing, long steps) {
    Set<Node> on = new LinkedHashSet<>(forwards);
    on.addAll(other.forwards);
    Set<Node> back = new LinkedHashSet<>(backwards);
    back.addAll(other.backwards);
    return new PathWords(on, back, others || other.others, orNothing, steps);
  }
}
