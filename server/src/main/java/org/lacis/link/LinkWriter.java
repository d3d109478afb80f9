package org.lacis.link;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.link.rule.LinkRule;
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
  private final Sentences sentences = new Sentences();
  private final MessageDigest digest;

  LinkWriter(LinkRule rule, TwinIris iris, StreamRDF sink) {
    this.rule = rule;
    this.iris = iris;
    this.sink = sink;
    this.graph = iris.linkGraph(rule.name());
    this.ruleNode = iris.node("id/rule/" + rule.name());
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// One link to write.
  ///
  /// @param group the IRI of the source that names the group; empty = no group
  /// @param cardinality of the group
  record Link(
      String source, String target, Sentences.Facts facts, String group, String cardinality) {}

  /// What people call the rule; to be written once, before its links.
  void rule() {
    say(ruleNode, RDF.type.asNode(), Lacis.LINK_RULE);
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
    say(source, rule.emit().predicate(), target);
    rule.emit().inverse().ifPresent(inverse -> say(target, inverse, source));
    Node node = node(hash(link.source + "\n" + link.target));
    say(node, RDF.type.asNode(), Lacis.LINK);
    say(node, Lacis.LINK_SOURCE, source);
    say(node, Lacis.LINK_TARGET, target);
    say(node, Lacis.LINK_PREDICATE, rule.emit().predicate());
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
    List<Node> evidence = sentences.of(rule.match(), facts);
    evidence.forEach(sentence -> say(node, Lacis.EVIDENCE, sentence));
    if (!facts.matrix().isEmpty()) {
      say(node, Lacis.DE9IM, NodeFactory.createLiteralString(facts.matrix()));
    }
    if (!link.group.isEmpty()) {
      say(node, Lacis.LINK_GROUP, node("group-" + hash(link.group)));
    }
  }

  /// What is known of a group; to be written once each.
  void group(Link link) {
    Node node = node("group-" + hash(link.group));
    say(node, RDF.type.asNode(), Lacis.LINK_CLUSTER);
    say(node, Lacis.CARDINALITY, NodeFactory.createLiteralString(link.cardinality));
  }

  private Node node(String name) {
    return iris.node("id/link/" + rule.name() + "/" + name);
  }

  private void say(Node subject, Node predicate, Node object) {
    sink.quad(Quad.create(graph, subject, predicate, object));
  }

  private String hash(String text) {
    byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(bytes, 0, HASH_BYTES);
  }

  private static Node decimal(double number, int places) {
    BigDecimal rounded =
        BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
    // One decimal at least: "1" would be read back as an integer by many a tool.
    String text = (rounded.scale() < 1 ? rounded.setScale(1) : rounded).toPlainString();
    return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdecimal);
  }
}
