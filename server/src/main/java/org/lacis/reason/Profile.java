package org.lacis.reason;

import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// What an ontology says that the rules of OWL 2 RL draw nothing from (OWL 2 Profiles, section
/// 4.2).
final class Profile {
  private static final List<Node> CONSTRUCTS =
      List.of(
          term("hasSelf"),
          term("minCardinality"),
          term("cardinality"),
          term("minQualifiedCardinality"),
          term("qualifiedCardinality"),
          term("disjointUnionOf"),
          term("datatypeComplementOf"),
          term("withRestrictions"),
          term("onDataRange"));

  /// By construct that says nothing of the members of a class that lies below it.
  private static final Map<Node, String> ABOVE =
      Map.of(
          OWL.someValuesFrom.asNode(), "that each has some value",
          OWL.unionOf.asNode(), "that each is in one of several classes",
          OWL.oneOf.asNode(), "that each is one of several things");

  private Profile() {}

  private static Node term(String name) {
    return NodeFactory.createURI(OWL.NS + name);
  }

  /// Tells what is left out, once for each axiom.
  static void leftOut(Graph ontology, FindingSink findings) {
    for (Node construct : CONSTRUCTS) {
      ontology
          .find(Node.ANY, construct, Node.ANY)
          .forEach(
              triple -> report(findings, triple.getSubject(), "owl:" + construct.getLocalName()));
    }
    ontology
        .find(Node.ANY, NodeConst.nodeRDFType, term("ReflexiveProperty"))
        .forEach(triple -> report(findings, triple.getSubject(), "owl:ReflexiveProperty"));
    for (Node below : List.of(RDFS.subClassOf.asNode(), OWL.equivalentClass.asNode())) {
      ontology
          .find(Node.ANY, below, Node.ANY)
          .filterKeep(triple -> triple.getObject().isBlank())
          .forEach(triple -> above(ontology, triple, findings));
    }
    imports(ontology, findings);
    ontology
        .find(Node.ANY, OWL2.propertyChainAxiom.asNode(), Node.ANY)
        .filterDrop(triple -> ontology.contains(triple.getObject(), NodeConst.nodeFirst, Node.ANY))
        .forEach(
            triple -> report(findings, triple.getSubject(), "a property chain without a list"));
  }

  /// Nothing is fetched: an import is met by an ontology that stands beside it, or is told.
  private static void imports(Graph ontology, FindingSink findings) {
    ontology
        .find(Node.ANY, OWL.imports.asNode(), Node.ANY)
        .filterDrop(triple ->
            ontology.contains(triple.getObject(), NodeConst.nodeRDFType, OWL.Ontology.asNode())
                || ontology.contains(Node.ANY, OWL2.versionIRI.asNode(), triple.getObject()))
        .forEach(triple ->
            findings.report(
                Finding.warning(
                    "reason.import-left-out",
                    Place.of(triple.getSubject().toString()),
                    "an import of " + triple.getObject(),
                    "ontologies of this workspace",
                    "Put a copy into a folder below ontologies/: nothing is fetched.")));
  }

  private static void above(Graph ontology, Triple axiom, FindingSink findings) {
    boolean[] known = {false};
    ontology
        .find(axiom.getObject(), Node.ANY, Node.ANY)
        .forEach(triple -> {
          known[0] = true;
          String words = ABOVE.get(triple.getPredicate());
          if (words != null && axiom.getPredicate().equals(RDFS.subClassOf.asNode())) {
            report(findings, axiom.getSubject(), words);
          }
        });
    if (!known[0]) {
      report(findings, axiom.getSubject(), "an anonymous class of which nothing is said");
    }
  }

  private static void report(FindingSink findings, Node axiom, String found) {
    findings.report(
        Finding.info(
            "reason.axiom-left-out",
            Place.of(axiom.toString()),
            found,
            "axioms of OWL 2 RL",
            "The rest of the ontology is used."));
  }
}
