package org.lacis.link.stored;

import java.util.List;
import org.apache.jena.graph.Node;
import org.lacis.link.LinkRule;
import org.lacis.link.Match;
import org.lacis.link.Selection;
import org.lacis.link.review.Tolerance;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// What a rule compares of its things, and how far they may change before people look again.
///
/// @param geometry the property that leads to the geometry that is compared
public record Compared(Node geometry, Side source, Side target, Tolerance tolerance) {
  /// What is compared where the rule is not known: the default geometry.
  public static final Compared SHAPES =
      new Compared(
          Geo.HAS_DEFAULT_GEOMETRY,
          new Side(List.of(), List.of()),
          new Side(List.of(), List.of()),
          Tolerance.DEFAULT);

  /// One side of a rule.
  ///
  /// @param graphs where its things are told of, as in [Selection#graphs]; empty = everywhere
  /// @param properties whose values are compared
  public record Side(List<String> graphs, List<Node> properties) {
    public Side {
      graphs = List.copyOf(graphs);
      properties = List.copyOf(properties);
    }
  }

  public static Compared by(LinkRule rule) {
    Node geometry =
        switch (rule.shape()) {
          case DEFAULT, OUTLINE -> Geo.HAS_DEFAULT_GEOMETRY;
          case SOLID -> Lacis.SOLID_GEOMETRY;
        };
    return switch (rule.match()) {
      case Match.Key key ->
          new Compared(
              geometry,
              side(rule.source(), List.of(key.source())),
              side(rule.target(), List.of(key.target())),
              Tolerance.DEFAULT);
      case Match.Topological _, Match.Identity _, Match.Nearest _ ->
          new Compared(
              geometry,
              side(rule.source(), List.of()),
              side(rule.target(), List.of()),
              Tolerance.DEFAULT);
    };
  }

  private static Side side(Selection selection, List<Node> properties) {
    return new Side(selection.graphs(), properties);
  }
}
