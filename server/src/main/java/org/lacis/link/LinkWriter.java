package org.lacis.link;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.link.review.Review;
import org.lacis.link.review.ReviewGraph;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Verdict;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// Writes links as quads of the rule's graph: the plain statement, and a node that carries its
/// evidence. A link's IRI comes from rule, source and target alone, so it is the same at every run.
final class LinkWriter {
  // 80 bits: a collision among a hundred million links is a matter of one in two hundred million.
  private static final int HASH_BYTES = 10;

  private final LinkRule rule;
  private final TwinIris iris;
  private final StreamRDF sink;
  private final Node graph;
  private final Node ruleNode;
  private final Node version;
  private final Sentences sentences = new Sentences();

  LinkWriter(LinkRule rule, TwinIris iris, StreamRDF sink) {
    this.rule = rule;
    this.iris = iris;
    this.sink = sink;
    this.graph = iris.linkGraph(rule.name());
    this.ruleNode = iris.node("id/rule/" + rule.name());
    this.version = NodeFactory.createLiteralString(rule.version());
  }

  /// One link to write.
  ///
  /// @param group the IRI of the source that names the group; empty = no group
  /// @param sourceVersion fingerprint of what was compared of the source
  /// @param targetVersion likewise
  /// @param decided the decision of a person that it is a link by
  record Link(
      String source,
      String target,
      Verdict verdict,
      Sentences.Facts facts,
      String group,
      String sourceVersion,
      String targetVersion,
      Optional<Review> decided) {}

  /// The rule, what people call it and all that it says; to be written once, before its links.
  void rule() {
    rule.triples(ruleNode)
        .forEach(triple -> say(triple.getSubject(), triple.getPredicate(), triple.getObject()));
    say(ruleNode, Lacis.RULE_VERSION, version);
    rule.labels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(label ->
            say(
                ruleNode,
                RDFS.label.asNode(),
                NodeFactory.createLiteralLang(label.getValue(), label.getKey())));
  }

  void link(Link link) {
    Node source = NodeFactory.createURI(link.source);
    Node target = NodeFactory.createURI(link.target);
    Sentences.Facts facts = link.facts;
    boolean accepted = link.verdict == Verdict.ACCEPT;
    List<Node> predicates =
        rule.predicates(facts.matrix(), facts.sourceDimension(), facts.targetDimension());
    if (accepted) {
      predicates.forEach(predicate -> say(source, predicate, target));
      rule.emit().inverse().ifPresent(inverse -> say(target, inverse, source));
    }
    Node node = node(link.source, link.target);
    say(node, RDF.type.asNode(), accepted ? Lacis.LINK : Lacis.PROPOSED_LINK);
    say(node, Lacis.VERDICT, NodeFactory.createLiteralString(link.verdict.key()));
    say(node, Lacis.LINK_SOURCE, source);
    say(node, Lacis.LINK_TARGET, target);
    say(node, Lacis.LINK_PREDICATE, predicates.getFirst());
    say(node, Lacis.RULE, ruleNode);
    say(node, Lacis.SCORE, decimal(facts.score(), 4));
    if (facts.area() > 0) {
      double smaller = Math.min(facts.sourceArea(), facts.targetArea());
      say(node, Lacis.INTERSECTION_AREA, decimal(facts.area(), 2));
      say(node, Lacis.OVERLAP, decimal(Math.min(1, facts.area() / smaller), 4));
    }
    if (!Double.isNaN(facts.distance())) {
      say(node, Lacis.DISTANCE, decimal(facts.distance(), 2));
    }
    switch (rule.match()) {
      case Match.Judged judged -> {
        say(node, Lacis.CONFIDENCE, decimal(facts.score(), 4));
        say(node, Lacis.MEASURES, json(Measured.of(judged.criteria(), facts.values())));
      }
      case Match.Topological _, Match.Identity _, Match.Key _, Match.Nearest _ ->
          say(node, Lacis.MEASURES, json(Measured.of(rule.match(), facts)));
    }
    say(node, Lacis.RULE_VERSION, version);
    say(node, Lacis.SOURCE_VERSION, NodeFactory.createLiteralString(link.sourceVersion));
    say(node, Lacis.TARGET_VERSION, NodeFactory.createLiteralString(link.targetVersion));
    if (link.decided.isPresent()) {
      Review review = link.decided.get();
      say(node, Lacis.DECIDED_BY, new ReviewGraph(iris).node(review));
      sentences.of(review).forEach(sentence -> say(node, Lacis.EVIDENCE, sentence));
    } else {
      sentences.of(rule.match(), facts).forEach(one -> say(node, Lacis.EVIDENCE, one));
    }
    if (!facts.matrix().isEmpty()) {
      say(node, Lacis.DE9IM, NodeFactory.createLiteralString(facts.matrix()));
    }
    if (!link.group.isEmpty()) {
      say(node, Lacis.LINK_GROUP, group(link.group));
    }
  }

  /// What is known of a group; to be written once each.
  ///
  /// @param source the IRI of the source that names the group
  void group(String source, String cardinality) {
    Node node = group(source);
    say(node, RDF.type.asNode(), Lacis.LINK_CLUSTER);
    say(node, Lacis.CARDINALITY, NodeFactory.createLiteralString(cardinality));
  }

  /// The node that carries the evidence of a link.
  Node node(String source, String target) {
    return node(hash(source + "\n" + target));
  }

  /// The node of a group.
  ///
  /// @param source the IRI of the source that names it
  Node group(String source) {
    return node("group-" + hash(source));
  }

  private Node node(String name) {
    return iris.node("id/link/" + rule.name() + "/" + name);
  }

  private void say(Node subject, Node predicate, Node object) {
    sink.quad(Quad.create(graph, subject, predicate, object));
  }

  private static String hash(String text) {
    return Fingerprint.hex(text, HASH_BYTES);
  }

  private static Node json(String text) {
    return NodeFactory.createLiteralDT(text, RDF.dtRDFJSON);
  }

  private static Node decimal(double number, int places) {
    BigDecimal rounded =
        BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
    // One decimal at least: "1" would be read back as an integer by many a tool.
    String text = (rounded.scale() < 1 ? rounded.setScale(1) : rounded).toPlainString();
    return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdecimal);
  }
}
