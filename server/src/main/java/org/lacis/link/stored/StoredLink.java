package org.lacis.link.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.lacis.link.review.Basis;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Review;
import org.lacis.link.review.ThingState;
import org.lacis.link.rule.Verdict;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// One link of a rule with all that its graph says of it.
///
/// @param rule name of the rule
/// @param predicate IRI of the property that the link states
/// @param confidence 0 to 1; the score where the rule is not calibrated; empty when neither is told
/// @param quantities what was measured of it: `score`, `overlap`, `intersectionArea` (m²),
///   `distance` (m), as far as they are told
/// @param measures what the criteria measured, by their names; empty for rules without criteria
/// @param evidence one sentence by language tag
/// @param de9im nine characters; empty where no shapes were compared
/// @param group IRI of the group; empty where there is none
/// @param cardinality of the group, `"1:3"`; empty where there is none
/// @param ruleVersion empty where it is not told; likewise `run` and `decidedBy`, which are IRIs
public record StoredLink(
    String rule,
    String iri,
    Pair pair,
    String predicate,
    Verdict verdict,
    OptionalDouble confidence,
    SortedMap<String, Double> quantities,
    SortedMap<String, Double> measures,
    SortedMap<String, String> evidence,
    String de9im,
    String group,
    String cardinality,
    String ruleVersion,
    String run,
    String decidedBy) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Node GENERATED_BY =
      NodeFactory.createURI("http://www.w3.org/ns/prov#wasGeneratedBy");
  private static final List<Node> QUANTITIES =
      List.of(Lacis.SCORE, Lacis.OVERLAP, Lacis.INTERSECTION_AREA, Lacis.DISTANCE);

  public StoredLink {
    quantities = Collections.unmodifiableSortedMap(new TreeMap<>(quantities));
    measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
  }

  /// What names it below its rule.
  public String hash() {
    return pair.hash();
  }

  /// What a decision about it would rest on now.
  public Basis basis(ThingState source, ThingState target) {
    SortedMap<String, Double> seen = new TreeMap<>(quantities);
    seen.putAll(measures);
    return new Basis(source, target, seen, ruleVersion);
  }

  /// The link with this name.
  ///
  /// @return empty when the rule's graph has none
  public static Optional<StoredLink> read(
      DatasetGraph data, TwinIris iris, String rule, String hash) {
    Node node = iris.node("id/link/" + rule + "/" + hash);
    Node graph = iris.linkGraph(rule);
    Map<Node, Node> said = new HashMap<>();
    SortedMap<String, String> evidence = new TreeMap<>();
    Iterator<Quad> quads = data.find(graph, node, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      if (quad.getPredicate().equals(Lacis.EVIDENCE) && quad.getObject().isLiteral()) {
        evidence.put(
            quad.getObject().getLiteralLanguage(), quad.getObject().getLiteralLexicalForm());
      } else {
        said.put(quad.getPredicate(), quad.getObject());
      }
    }
    Node source = said.get(Lacis.LINK_SOURCE);
    Node target = said.get(Lacis.LINK_TARGET);
    if (source == null || target == null || !source.isURI() || !target.isURI()) {
      return Optional.empty();
    }
    SortedMap<String, Double> quantities = new TreeMap<>();
    for (Node quantity : QUANTITIES) {
      number(said, quantity)
          .ifPresent(
              value -> quantities.put(quantity.getURI().substring(Lacis.NS.length()), value));
    }
    OptionalDouble confidence = number(said, Lacis.CONFIDENCE);
    String group = text(said, Lacis.LINK_GROUP);
    return Optional.of(
        new StoredLink(
            rule,
            node.getURI(),
            new Pair(source.getURI(), target.getURI()),
            text(said, Lacis.LINK_PREDICATE),
            Lacis.PROPOSED_LINK.equals(said.get(RDF.type.asNode()))
                ? Verdict.REVIEW
                : Verdict.ACCEPT,
            confidence.isPresent() ? confidence : number(said, Lacis.SCORE),
            quantities,
            measures(text(said, Lacis.MEASURES)),
            evidence,
            text(said, Lacis.DE9IM),
            group,
            group.isEmpty() ? "" : cardinality(data, graph, group),
            text(said, Lacis.RULE_VERSION),
            text(said, GENERATED_BY),
            text(said, Lacis.DECIDED_BY)));
  }

  /// A pair that the rule's graph says nothing of, though people did.
  ///
  /// @param predicate what the rule would state
  /// @param last the newest decision
  public static StoredLink ofReview(
      TwinIris iris, String rule, Pair pair, String predicate, Review last) {
    return new StoredLink(
        rule,
        pair.link(iris, rule).getURI(),
        pair,
        predicate,
        Verdict.REJECT,
        OptionalDouble.empty(),
        new TreeMap<>(),
        last.basis().measures(),
        new TreeMap<>(),
        "",
        "",
        "",
        last.basis().ruleVersion(),
        "",
        "");
  }

  private static String cardinality(DatasetGraph data, Node graph, String group) {
    Iterator<Quad> quads =
        data.find(graph, NodeFactory.createURI(group), Lacis.CARDINALITY, Node.ANY);
    return quads.hasNext() ? quads.next().getObject().getLiteralLexicalForm() : "";
  }

  /// The numbers among what was measured; keys and matrices are told elsewhere.
  private static SortedMap<String, Double> measures(String json) {
    SortedMap<String, Double> measures = new TreeMap<>();
    try {
      if (!json.isEmpty()) {
        JSON.readTree(json)
            .properties()
            .forEach(entry -> {
              if (entry.getValue().isNumber()) {
                measures.put(entry.getKey(), entry.getValue().asDouble());
              }
            });
      }
    } catch (JsonProcessingException _) {
      measures.clear(); // not of our writing: the link is shown without them
    }
    return measures;
  }

  private static String text(Map<Node, Node> said, Node property) {
    Node value = said.get(property);
    return value == null
        ? ""
        : value.isLiteral() ? value.getLiteralLexicalForm() : value.toString();
  }

  private static OptionalDouble number(Map<Node, Node> said, Node property) {
    try {
      String text = text(said, property);
      return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
