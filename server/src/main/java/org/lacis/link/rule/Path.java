package org.lacis.link.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;

/// The properties that lead from a thing to its values, one after the other.
///
/// @param steps one to three properties; a path of several reaches values of things that belong to
///   the thing, such as its address
public record Path(List<Step> steps) {
  /// The longest path that a rule may have.
  public static final int LONGEST = 3;

  public Path {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > LONGEST) {
      throw new IllegalArgumentException("a path has one to three steps: " + steps);
    }
  }

  /// One property.
  ///
  /// @param backwards whether it leads from the thing to those that name it as object
  public record Step(Node property, boolean backwards) {}

  /// A path of one property.
  public static Path of(Node property) {
    return new Path(List.of(new Step(property, false)));
  }

  /// With whole IRIs, as SPARQL writes a path.
  @Override
  public String toString() {
    return steps.stream()
        .map(step -> (step.backwards ? "^<" : "<") + step.property.getURI() + ">")
        .collect(Collectors.joining("/"));
  }
}
