package org.lacis.tests.conformance.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.query.QuerySetup;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.tests.conformance.sparql.Manifest.Case;
import org.lacis.vocabulary.TwinIris;

/// The data of a case: as the suite thinks of them, with a default graph of their own, and in a
/// store of ours, where the graph without name is `graph/default` of the twin.
///
/// @param data default graph and named graphs
record World(DatasetGraph data) {
  static final String BASE = "https://jumeaux.example/";
  static final Node DEFAULT = new TwinIris(BASE).defaultGraph();

  /// The data of a query test.
  static World ofQuery(Case test) {
    DatasetGraph data = DatasetGraphFactory.create();
    for (Node file : test.all(Manifest.MF + "action", Manifest.QT + "data")) {
      RDFDataMgr.read(data, file.getURI());
    }
    for (Node file : test.all(Manifest.MF + "action", Manifest.QT + "graphData")) {
      RDFDataMgr.read(data.getGraph(file), file.getURI());
    }
    return new World(data);
  }

  /// The data of an update test, before or after.
  ///
  /// @param end `mf:action` or `mf:result`
  static World ofUpdate(Case test, String end) {
    DatasetGraph data = DatasetGraphFactory.create();
    for (Node file : test.all(end, Manifest.UT + "data")) {
      RDFDataMgr.read(data, file.getURI());
    }
    for (Node graph : test.all(end, Manifest.UT + "graphData")) {
      graphData(test.manifest(), graph, data);
    }
    return new World(data);
  }

  /// Reads what `[ ut:graph <file> ; rdfs:label "name" ]` says.
  static void graphData(Manifest manifest, Node graph, DatasetGraph data) {
    Node file =
        manifest
            .find(graph, Manifest.UT + "graph")
            .or(() -> manifest.find(graph, Manifest.UT + "data"))
            .orElseThrow();
    Optional<Node> name = manifest.find(graph, RDFS.label.getURI());
    Node named = name.map(label -> Manifest.node(label.getLiteralLexicalForm())).orElseThrow();
    RDFDataMgr.read(data.getGraph(named), file.getURI());
  }

  List<Node> names() {
    List<Node> names = new ArrayList<>();
    data.listGraphNodes().forEachRemaining(names::add);
    return names;
  }

  /// The same data in a store of ours, ready to be asked.
  TwinStore store() {
    TwinStore store = QuerySetup.equip(TwinStore.memory());
    store.write(view -> {
      copy(data, view);
      return true;
    });
    return store;
  }

  /// Writes data of a suite into a store.
  static void copy(DatasetGraph data, WriteView view) {
    data.find()
        .forEachRemaining(quad -> {
          Node graph = quad.isDefaultGraph() ? DEFAULT : quad.getGraph();
          view.add(graph, quad.getSubject(), quad.getPredicate(), quad.getObject());
        });
  }

  /// What a store holds, as the suite thinks of it.
  static World of(TwinStore store) {
    DatasetGraph data = DatasetGraphFactory.create();
    store.read(view -> {
      view.dataset()
          .find()
          .forEachRemaining(quad -> {
            Node graph = quad.getGraph().equals(DEFAULT) ? Quad.defaultGraphIRI : quad.getGraph();
            data.add(new Quad(graph, quad.asTriple()));
          });
      return true;
    });
    return new World(data);
  }
}
