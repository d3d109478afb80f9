package org.lacis.bench.federate;

import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.store.WriteView;

/// Buildings of which three twins say different things, and some the same.
public final class Territory {
  public static final String BASE = "https://territory.example/";

  private Territory() {}

  /// Who speaks.
  public enum Speaker {
    /// what buildings there are, their district and height; a label
    TOWN,
    /// who owns them and since when; a label
    LAND,
    /// the stop that serves them, and its line; a label, and that they are buildings
    TRANSIT
  }

  /// @param size number of buildings
  public static void fill(WriteView view, Speaker speaker, int size) {
    Node graph = iri("graph/" + speaker.name().toLowerCase(java.util.Locale.ROOT));
    for (int i = 0; i < size; i++) {
      Node building = iri("b" + i);
      view.add(graph, building, RDFS.label.asNode(), text("Building " + i));
      switch (speaker) {
        case TOWN -> {
          view.add(graph, building, RDF.type.asNode(), iri("Building"));
          view.add(graph, building, iri("district"), number(i % (size / 1_000)));
          view.add(graph, building, iri("height"), number(3 + i / (size / 1_000) % 40));
        }
        case LAND -> {
          view.add(graph, building, iri("owner"), iri("owner/" + i % 700));
          view.add(graph, building, iri("since"), number(1950 + i % 75));
        }
        case TRANSIT -> {
          view.add(graph, building, RDF.type.asNode(), iri("Building"));
          view.add(graph, building, iri("stop"), iri("stop/" + i % 300));
        }
      }
    }
    if (speaker == Speaker.TRANSIT) {
      for (int stop = 0; stop < 300; stop++) {
        view.add(graph, iri("stop/" + stop), iri("line"), text("T" + stop % 7));
      }
    }
  }

  private static Node iri(String name) {
    return NodeFactory.createURI(BASE + name);
  }

  private static Node text(String text) {
    return NodeFactory.createLiteralString(text);
  }

  private static Node number(int number) {
    return NodeFactory.createLiteralDT(Integer.toString(number), XSDDatatype.XSDinteger);
  }
}
