package org.lacis.serve.federated;

import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VOID;
import org.lacis.federate.Federation;
import org.lacis.federate.Summary;
import org.lacis.ingest.PartnerEntry;
import org.lacis.vocabulary.TwinIris;

/// Partners in the catalogue: each a data service, and what it says of its data as VoID, once that
/// was read.
public final class PartnerGraph {
  private PartnerGraph() {}

  /// Adds every partner.
  public static void add(Graph graph, Federation federation, TwinIris iris) {
    for (Federation.State state : federation.states()) {
      PartnerEntry entry =
          new PartnerEntry(
              iris,
              state.partner().name(),
              state.partner().label(),
              state.partner().endpoint(),
              state.partner().kind() == org.lacis.federate.Partner.Kind.SPARQL,
              state.partner().licence(),
              state.partner().description());
      entry.triples().forEach(graph::add);
      state.summary().ifPresent(said -> add(graph, entry.node(), said));
    }
  }

  private static void add(Graph graph, Node partner, Summary said) {
    Node data = NodeFactory.createURI(partner.getURI() + "#data");
    graph.add(partner, DCAT.servesDataset.asNode(), data);
    graph.add(data, RDF.type.asNode(), VOID.Dataset.asNode());
    if (said.statements() >= 0) {
      graph.add(data, VOID.triples.asNode(), number(said.statements()));
    }
    parts(
        graph,
        data,
        said.properties(),
        VOID.propertyPartition.asNode(),
        VOID.property.asNode(),
        VOID.triples.asNode());
    parts(
        graph,
        data,
        said.classes(),
        VOID.classPartition.asNode(),
        VOID._class.asNode(),
        VOID.entities.asNode());
  }

  private static void parts(
      Graph graph, Node data, Map<String, Long> counts, Node part, Node of, Node counted) {
    counts.forEach((name, count) -> {
      Node node = NodeFactory.createBlankNode();
      graph.add(data, part, node);
      graph.add(node, of, NodeFactory.createURI(name));
      graph.add(node, counted, number(count));
    });
  }

  private static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
  }
}
