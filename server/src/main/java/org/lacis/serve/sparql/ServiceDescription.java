package org.lacis.serve.sparql;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.vocabulary.TwinIris;

/// What the endpoint can do, in RDF (SPARQL 1.1 Service Description).
///
/// @param endpoint address of the query service, as the client knows it
/// @param update address of the update service
/// @param iris names the catalogue and the graph of what is written to none
public record ServiceDescription(String endpoint, String update, TwinIris iris) {
  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
  private static final List<String> RESULTS =
      List.of(
          "SPARQL_Results_JSON",
          "SPARQL_Results_XML",
          "SPARQL_Results_CSV",
          "SPARQL_Results_TSV",
          "Turtle",
          "N-Triples",
          "JSON-LD",
          "RDF_XML");
  private static final List<String> INPUTS =
      List.of("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads");

  public Graph graph() {
    Graph graph = GraphFactory.createDefaultGraph();
    graph.getPrefixMapping().setNsPrefix("sd", SD);
    Node query = service(graph, endpoint, "SPARQL11Query");
    RESULTS.forEach(form -> say(graph, query, "resultFormat", format(form)));
    Node change = service(graph, update, "SPARQL11Update");
    INPUTS.forEach(form -> say(graph, change, "inputFormat", format(form)));
    graph.add(query, RDFS.seeAlso.asNode(), iris.catalogueGraph());
    Node dataset = NodeFactory.createBlankNode();
    graph.add(dataset, RDF.type.asNode(), term("Dataset"));
    Node union = NodeFactory.createBlankNode();
    graph.add(union, RDF.type.asNode(), term("Graph"));
    say(graph, dataset, "defaultGraph", union);
    Node named = NodeFactory.createBlankNode();
    graph.add(named, RDF.type.asNode(), term("NamedGraph"));
    say(graph, named, "name", iris.defaultGraph());
    say(graph, dataset, "namedGraph", named);
    say(graph, query, "defaultDataset", dataset);
    say(graph, change, "defaultDataset", dataset);
    return graph;
  }

  private static Node service(Graph graph, String address, String language) {
    Node service = NodeFactory.createURI(address);
    graph.add(service, RDF.type.asNode(), term("Service"));
    say(graph, service, "endpoint", service);
    say(graph, service, "supportedLanguage", term(language));
    say(graph, service, "feature", term("UnionDefaultGraph"));
    return service;
  }

  private static void say(Graph graph, Node subject, String property, Node value) {
    graph.add(Triple.create(subject, term(property), value));
  }

  private static Node term(String name) {
    return NodeFactory.createURI(SD + name);
  }

  private static Node format(String name) {
    return NodeFactory.createURI("http://www.w3.org/ns/formats/" + name);
  }
}
