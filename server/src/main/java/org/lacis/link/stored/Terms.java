package org.lacis.link.stored;

import org.apache.jena.graph.Node;
import org.lacis.vocabulary.Lacis;

/// What the graph of a rule says of a link.
final class Terms {
  static final Node PROPOSED_LINK = Lacis.term("ProposedLink");
  static final Node CONFIDENCE = Lacis.term("confidence");
  static final Node MEASURES = Lacis.term("measures");
  static final Node RULE_VERSION = Lacis.term("ruleVersion");
  static final Node SOURCE_VERSION = Lacis.term("sourceVersion");
  static final Node TARGET_VERSION = Lacis.term("targetVersion");
  static final Node DECIDED_BY = Lacis.term("decidedBy");

  private Terms() {}
}
