package org.lacis.link.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// Decisions as RDF, in the graph `<base>graph/reviews`: one node each, `<base>id/review/<id>`.
///
/// The geometries that were looked at are kept as the literals they were, which costs nothing while
/// the things still have them.
public final class ReviewGraph {
  private static final String PROV = "http://www.w3.org/ns/prov#";
  private static final Node ATTRIBUTED = NodeFactory.createURI(PROV + "wasAttributedTo");
  private static final Node PERSON = NodeFactory.createURI(PROV + "Person");
  private static final Node TIME = NodeFactory.createURI(PROV + "generatedAtTime");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TwinIris iris;

  public ReviewGraph(TwinIris iris) {
    this.iris = iris;
  }

  /// Where decisions are kept.
  public static Node graph(TwinIris iris) {
    return iris.node("graph/reviews");
  }

  /// The node of a decision.
  public Node node(Review review) {
    return iris.node("id/review/" + review.id());
  }

  /// The node of a person.
  public Node person(String name) {
    return iris.node(
        "id/person/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /// What is to be said of a decision.
  public List<Triple> statements(Review review) {
    List<Triple> said = new ArrayList<>();
    Node node = node(review);
    Node person = person(review.author());
    Say say = (property, value) -> said.add(Triple.create(node, property, value));
    say.of(RDF.type.asNode(), Lacis.REVIEW);
    say.of(Lacis.REVIEW_OF, review.pair().link(iris, review.rule()));
    say.of(Lacis.REVIEW_SOURCE, NodeFactory.createURI(review.pair().source()));
    say.of(Lacis.REVIEW_TARGET, NodeFactory.createURI(review.pair().target()));
    say.of(Lacis.REVIEW_RULE, rule(review.rule()));
    say.of(Lacis.REVIEW_CHOICE, NodeFactory.createLiteralString(review.choice().key()));
    if (!review.comment().isEmpty()) {
      say.of(RDFS.comment.asNode(), NodeFactory.createLiteralString(review.comment()));
    }
    say.of(ATTRIBUTED, person);
    say.of(TIME, NodeFactory.createLiteralDT(review.time().toString(), XSDDatatype.XSDdateTime));
    Basis basis = review.basis();
    state(say, basis.source(), Lacis.REVIEW_SOURCE_GEOMETRY, Lacis.REVIEW_SOURCE_VALUES);
    state(say, basis.target(), Lacis.REVIEW_TARGET_GEOMETRY, Lacis.REVIEW_TARGET_VALUES);
    say.of(Lacis.REVIEW_SOURCE_VERSION, NodeFactory.createLiteralString(basis.source().version()));
    say.of(Lacis.REVIEW_TARGET_VERSION, NodeFactory.createLiteralString(basis.target().version()));
    if (!basis.measures().isEmpty()) {
      say.of(Lacis.REVIEW_MEASURES, json(basis.measures()));
    }
    if (!basis.ruleVersion().isEmpty()) {
      say.of(Lacis.REVIEW_RULE_VERSION, NodeFactory.createLiteralString(basis.ruleVersion()));
    }
    said.add(Triple.create(person, RDF.type.asNode(), PERSON));
    said.add(
        Triple.create(
            person, RDFS.label.asNode(), NodeFactory.createLiteralString(review.author())));
    return said;
  }

  @FunctionalInterface
  private interface Say {
    void of(Node property, Node value);
  }

  private static void state(Say say, ThingState state, Node geometry, Node values) {
    if (!state.wkt().isEmpty()) {
      say.of(
          geometry,
          NodeFactory.createLiteralDT(
              state.wkt(), TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL)));
    }
    if (!state.values().isEmpty()) {
      say.of(values, json(state.values()));
    }
  }

  private static Node json(Object value) {
    try {
      return NodeFactory.createLiteralDT(
          JSON.writeValueAsString(value),
          TypeMapper.getInstance().getSafeTypeByName(RDF.getURI() + "JSON"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers that are no JSON", e);
    }
  }

  private Node rule(String name) {
    return iris.node("id/rule/" + name);
  }

  // ---- reading

  List<Review> read(View view, String rule, FindingSink findings) {
    return read(view.dataset(), rule, Lacis.REVIEW_RULE, rule(rule), findings);
  }

  List<Review> read(View view, String rule, Pair pair, FindingSink findings) {
    return read(view.dataset(), rule, Lacis.REVIEW_OF, pair.link(iris, rule), findings);
  }

  /// Those of a rule about some sources.
  List<Review> read(View view, String rule, Collection<String> sources, FindingSink findings) {
    DatasetGraph data = view.dataset();
    List<Review> reviews = new ArrayList<>();
    // Most twins have none.
    if (!data.contains(graph(iris), Node.ANY, Lacis.REVIEW_RULE, rule(rule))) {
      return reviews;
    }
    for (String source : sources) {
      Node node = NodeFactory.createURI(source);
      read(data, rule, Lacis.REVIEW_SOURCE, node, findings).stream()
          .filter(review -> data.contains(graph(iris), node(review), Lacis.REVIEW_RULE, rule(rule)))
          .forEach(reviews::add);
    }
    return reviews;
  }

  private List<Review> read(
      DatasetGraph data, String rule, Node property, Node value, FindingSink findings) {
    List<Node> nodes = new ArrayList<>();
    each(data, Node.ANY, property, value, quad -> nodes.add(quad.getSubject()));
    List<Review> reviews = new ArrayList<>();
    for (Node node : nodes) {
      Optional<Review> review = review(data, rule, node);
      review.ifPresentOrElse(reviews::add, () -> findings.report(broken(node)));
    }
    return reviews;
  }

  private static Finding broken(Node node) {
    return Finding.warning(
        "link.broken-review",
        Place.of(node.toString()),
        "a decision that lacks choice, author, time, source or target",
        "what /links/…/decisions writes",
        "It is passed over. Decide anew through the page, the interface or lacis link decide.");
  }

  private Optional<Review> review(DatasetGraph data, String rule, Node node) {
    Map<Node, Node> said = new java.util.HashMap<>();
    each(data, node, Node.ANY, Node.ANY, quad -> said.put(quad.getPredicate(), quad.getObject()));
    try {
      Pair pair = new Pair(iri(said, Lacis.REVIEW_SOURCE), iri(said, Lacis.REVIEW_TARGET));
      Optional<Choice> choice = Choice.byKey(text(said, Lacis.REVIEW_CHOICE));
      String author = author(data, said);
      if (pair.source().isEmpty()
          || pair.target().isEmpty()
          || choice.isEmpty()
          || author.isEmpty()) {
        return Optional.empty();
      }
      Basis basis =
          new Basis(
              state(said, Lacis.REVIEW_SOURCE_GEOMETRY, Lacis.REVIEW_SOURCE_VALUES),
              state(said, Lacis.REVIEW_TARGET_GEOMETRY, Lacis.REVIEW_TARGET_VALUES),
              parsed(said, Lacis.REVIEW_MEASURES, new TypeReference<TreeMap<String, Double>>() {}),
              text(said, Lacis.REVIEW_RULE_VERSION));
      return Optional.of(
          new Review(
              rule,
              pair,
              choice.orElseThrow(),
              author,
              text(said, RDFS.comment.asNode()),
              Instant.parse(text(said, TIME)),
              basis));
    } catch (DateTimeException | JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private String author(DatasetGraph data, Map<Node, Node> said) {
    Node person = said.get(ATTRIBUTED);
    List<String> names = new ArrayList<>();
    if (person != null) {
      each(
          data,
          person,
          RDFS.label.asNode(),
          Node.ANY,
          quad -> names.add(quad.getObject().getLiteralLexicalForm()));
    }
    return names.stream().sorted().findFirst().orElse("");
  }

  private static ThingState state(Map<Node, Node> said, Node geometry, Node values)
      throws JsonProcessingException {
    return new ThingState(
        text(said, geometry),
        parsed(said, values, new TypeReference<TreeMap<String, List<String>>>() {}));
  }

  private static <T> Map<String, T> parsed(
      Map<Node, Node> said, Node property, TypeReference<? extends Map<String, T>> type)
      throws JsonProcessingException {
    String text = text(said, property);
    return text.isEmpty() ? Map.of() : JSON.readValue(text, type);
  }

  private static String text(Map<Node, Node> said, Node property) {
    Node value = said.get(property);
    return value != null && value.isLiteral() ? value.getLiteralLexicalForm() : "";
  }

  private static String iri(Map<Node, Node> said, Node property) {
    Node value = said.get(property);
    return value != null && value.isURI() ? value.getURI() : "";
  }

  private void each(
      DatasetGraph data, Node subject, Node predicate, Node object, Consumer<Quad> quad) {
    Iterator<Quad> quads = data.find(graph(iris), subject, predicate, object);
    quads.forEachRemaining(quad);
  }
}
