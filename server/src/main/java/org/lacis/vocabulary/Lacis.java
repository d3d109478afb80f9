package org.lacis.vocabulary;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/// Terms of our own ontology of territory twins, prefix `lacis:`.
///
/// Only what code names is listed; the ontology itself (`ontologies/`) has more.
public final class Lacis {
  public static final String NS = "https://w3id.org/lacis#";

  public static final Node TWIN = term("Twin");
  public static final Node DATASET = term("Dataset");
  public static final Node PARTNER = term("Partner");
  public static final Node BUILDING = term("Building");
  public static final Node IN_TWIN = term("inTwin");
  public static final Node SOLID_GEOMETRY = term("solidGeometry");

  public static final Node CORRESPONDS_TO = term("correspondsTo");
  public static final Node STANDS_IN = term("standsIn");
  public static final Node EXPOSED_TO = term("exposedTo");
  public static final Node ON_PARCEL = term("onParcel");

  /// A link between two things, as a thing that carries its reasons.
  public static final Node LINK = term("Link");

  /// A pair that a rule is not sure of: it carries what a link does, and nothing is stated.
  public static final Node PROPOSED_LINK = term("ProposedLink");

  /// A rule that makes links.
  public static final Node LINK_RULE = term("LinkRule");

  /// The links that hang together through shared ends.
  public static final Node LINK_CLUSTER = term("LinkCluster");

  public static final Node LINK_SOURCE = term("linkSource");
  public static final Node LINK_TARGET = term("linkTarget");
  public static final Node LINK_PREDICATE = term("linkPredicate");
  public static final Node LINK_GROUP = term("linkGroup");

  /// How many sources and targets a cluster holds, `"1:3"`.
  public static final Node CARDINALITY = term("cardinality");

  public static final Node RULE = term("rule");

  /// 0 to 1, what the rule's measure says.
  public static final Node SCORE = term("score");

  /// Area that both have in common, square metres.
  public static final Node INTERSECTION_AREA = term("intersectionArea");

  /// Area in common over the area of the smaller one, 0 to 1.
  public static final Node OVERLAP = term("overlap");

  /// Distance between both, metres.
  public static final Node DISTANCE = term("distance");

  /// Why the link holds, one sentence in each language.
  public static final Node EVIDENCE = term("evidence");

  /// DE-9IM matrix of source and target, nine characters.
  public static final Node DE9IM = term("de9im");

  /// How probable it is that both belong together, 0 to 1.
  public static final Node CONFIDENCE = term("confidence");

  /// `"accept"` or `"review"`.
  public static final Node VERDICT = term("verdict");

  /// What was measured, by criterion, `rdf:JSON`.
  public static final Node MEASURES = term("measures");

  /// Fingerprint of the rule.
  public static final Node RULE_VERSION = term("ruleVersion");

  /// Fingerprint of what was compared of the source.
  public static final Node SOURCE_VERSION = term("sourceVersion");

  /// Fingerprint of what was compared of the target.
  public static final Node TARGET_VERSION = term("targetVersion");

  /// The decision of a person that a link rests on.
  public static final Node DECIDED_BY = term("decidedBy");

  /// A decision of a person about a pair; what it says stands in the graph of reviews.
  public static final Node REVIEW = term("Review");

  public static final Node REVIEW_OF = term("reviewOf");
  public static final Node REVIEW_SOURCE = term("reviewSource");
  public static final Node REVIEW_TARGET = term("reviewTarget");
  public static final Node REVIEW_RULE = term("reviewRule");
  public static final Node REVIEW_CHOICE = term("reviewChoice");
  public static final Node REVIEW_SOURCE_GEOMETRY = term("reviewSourceGeometry");
  public static final Node REVIEW_TARGET_GEOMETRY = term("reviewTargetGeometry");
  public static final Node REVIEW_SOURCE_VALUES = term("reviewSourceValues");
  public static final Node REVIEW_TARGET_VALUES = term("reviewTargetValues");
  public static final Node REVIEW_SOURCE_VERSION = term("reviewSourceVersion");
  public static final Node REVIEW_TARGET_VERSION = term("reviewTargetVersion");
  public static final Node REVIEW_MEASURES = term("reviewMeasures");
  public static final Node REVIEW_RULE_VERSION = term("reviewRuleVersion");

  private Lacis() {}

  /// Any term of the ontology.
  public static Node term(String name) {
    return NodeFactory.createURI(NS + name);
  }
}
