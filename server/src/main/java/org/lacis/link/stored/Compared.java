package org.lacis.link.stored;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Selection;
import org.lacis.link.rule.Tolerance;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// What a rule compares of its things, and how far they may change before people look again.
///
/// The shape is always among it: people who judge a pair see it on a map, whatever the rule does.
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
  /// @param paths to the values that are compared
  public record Side(List<String> graphs, List<Path> paths) {
    public Side {
      graphs = List.copyOf(graphs);
      paths = paths.stream().distinct().toList();
    }
  }

  public static Compared by(LinkRule rule) {
    Node geometry =
        switch (rule.shape()) {
          case DEFAULT, OUTLINE -> Geo.HAS_DEFAULT_GEOMETRY;
          case SOLID -> Lacis.SOLID_GEOMETRY;
        };
    List<Ends> ends =
        switch (rule.match()) {
          case Match.Key key ->
              List.of(
                  new Ends(Optional.of(Path.of(key.source())), Optional.of(Path.of(key.target()))));
          case Match.Topological _, Match.Identity _, Match.Nearest _ -> List.of();
          case Match.Judged judged -> judged.criteria().stream().map(Compared::ends).toList();
        };
    return new Compared(
        geometry,
        side(rule.source(), ends.stream().map(Ends::source)),
        side(rule.target(), ends.stream().map(Ends::target)),
        rule.tolerance());
  }

  private record Ends(Optional<Path> source, Optional<Path> target) {
    static final Ends NONE = new Ends(Optional.empty(), Optional.empty());

    static Ends of(Path source, Path target) {
      return new Ends(Optional.of(source), Optional.of(target));
    }
  }

  private static Ends ends(Criterion criterion) {
    return switch (criterion.metric()) {
      case Metric.Spatial _, Metric.Context _, Metric.Topology _ -> Ends.NONE;
      case Metric.Text text -> Ends.of(text.source(), text.target());
      case Metric.SameKey(KeyOf source, KeyOf target) -> new Ends(source.path(), target.path());
      case Metric.Quantity quantity -> Ends.of(quantity.source(), quantity.target());
      case Metric.Days days -> Ends.of(days.source(), days.target());
      case Metric.Neighbours neighbours -> Ends.of(neighbours.source(), neighbours.target());
    };
  }

  private static Side side(Selection selection, Stream<Optional<Path>> paths) {
    return new Side(selection.graphs(), paths.flatMap(Optional::stream).toList());
  }
}
