package org.lacis.link.stored;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.lacis.link.review.Pair;
import org.lacis.link.review.ThingState;
import org.lacis.link.rule.Path;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.TwinIris;

/// Reads what a rule compares of single things, as they stand in a view. For one thread.
public final class ThingReader {
  private final DatasetGraph data;
  private final Compared compared;
  private final Predicate<Node> sources;
  private final Predicate<Node> targets;

  public ThingReader(DatasetGraph data, TwinIris iris, Compared compared) {
    this.data = data;
    this.compared = compared;
    this.sources = graphs(iris, compared.source().graphs());
    this.targets = graphs(iris, compared.target().graphs());
  }

  public ThingState source(Pair pair) {
    return state(pair.source(), compared.source(), sources);
  }

  public ThingState target(Pair pair) {
    return state(pair.target(), compared.target(), targets);
  }

  private ThingState state(String iri, Compared.Side side, Predicate<Node> graphs) {
    Node thing = NodeFactory.createURI(iri);
    Map<String, List<String>> values = new HashMap<>();
    for (Path path : side.paths()) {
      Stream<Node> ends = Stream.of(thing);
      for (Path.Step step : path.steps()) {
        ends = ends.flatMap(node -> step(node, step, graphs));
      }
      values.put(
          name(path),
          ends.map(node -> node.isLiteral() ? node.getLiteralLexicalForm() : node.toString())
              .toList());
    }
    return new ThingState(wkt(thing, graphs), values);
  }

  private static String name(Path path) {
    Path.Step first = path.steps().getFirst();
    boolean plain = path.steps().size() == 1 && !first.backwards();
    return plain ? first.property().getURI() : path.toString();
  }

  private Stream<Node> step(Node node, Path.Step step, Predicate<Node> graphs) {
    if (step.backwards()) {
      return Iter.toList(data.findNG(Node.ANY, Node.ANY, step.property(), node)).stream()
          .filter(quad -> graphs.test(quad.getGraph()))
          .map(Quad::getSubject)
          .distinct();
    }
    return node.isLiteral() ? Stream.empty() : objects(node, step.property(), graphs);
  }

  // The first by its text where there are several, as linking does.
  private String wkt(Node thing, Predicate<Node> graphs) {
    return objects(thing, compared.geometry(), graphs)
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .limit(1)
        .flatMap(geometry -> objects(geometry, Geo.AS_WKT, graphs))
        .filter(Node::isLiteral)
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .map(Node::getLiteralLexicalForm)
        .findFirst()
        .orElse("");
  }

  private Stream<Node> objects(Node subject, Node property, Predicate<Node> graphs) {
    List<Node> objects = new ArrayList<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, subject, property, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      if (graphs.test(quad.getGraph())) {
        objects.add(quad.getObject());
      }
    }
    return objects.stream().distinct();
  }

  /// @param names as in [org.lacis.link.rule.Selection#graphs]
  private static Predicate<Node> graphs(TwinIris iris, List<String> names) {
    if (names.isEmpty()) {
      // As linking selects: what is worked out from others does not count.
      String links = iris.linkGraph("").getURI();
      return graph ->
          !graph.equals(iris.inferredGraph())
              && !(graph.isURI() && graph.getURI().startsWith(links));
    }
    List<Pattern> patterns =
        names.stream()
            .map(name -> name.contains(":") ? name : iris.datasetGraph(name).getURI())
            .map(ThingReader::pattern)
            .toList();
    return graph ->
        graph.isURI()
            && patterns.stream().anyMatch(pattern -> pattern.matcher(graph.getURI()).matches());
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
