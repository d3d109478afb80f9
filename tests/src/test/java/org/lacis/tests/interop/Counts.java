package org.lacis.tests.interop;

import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VOID;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// What a catalogue says of how much there is (VoID).
final class Counts {
  private Counts() {}

  static void add(Graph things, Graph catalogue, String base) {
    Node dataset = Town.iri(base + "dataset/valbrune");
    for (String type : List.of("Building", "Commune", "BikeStation", "BikeStationState")) {
      Node partition = Town.iri(base + "dataset/valbrune/class/" + type);
      catalogue.add(dataset, VOID.classPartition.asNode(), partition);
      catalogue.add(partition, VOID._class.asNode(), Lacis.term(type));
      catalogue.add(
          partition, VOID.entities.asNode(), number(Town.instances(things, Lacis.term(type))));
    }
    for (Node property : List.of(Lacis.term("height"), Lacis.CORRESPONDS_TO, Geo.AS_WKT)) {
      Node partition = Town.iri(base + "dataset/valbrune/property/" + property.getLocalName());
      catalogue.add(dataset, VOID.propertyPartition.asNode(), partition);
      catalogue.add(partition, VOID.property.asNode(), property);
      catalogue.add(
          partition,
          VOID.triples.asNode(),
          number(things.stream(Node.ANY, property, Node.ANY).count()));
    }
    catalogue.add(dataset, RDF.type.asNode(), VOID.Dataset.asNode());
    catalogue.add(dataset, VOID.triples.asNode(), number(things.size() + catalogue.size() + 1L));
  }

  static Node number(long count) {
    return NodeFactory.createLiteralDT(Long.toString(count), XSDDatatype.XSDinteger);
  }
}
