package org.lacis.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;

/// A query that asks of what was said alone: its dataset (SPARQL 1.1, section 13.2) is that of the
/// store, or the one it names, without the graph of inferences.
///
/// Such a query is answered graph by graph, without the columns that queries of the whole store run
/// on.
public final class SaidOnly {
  /// Of a store without any other graph: nothing.
  private static final String NO_GRAPH = "urn:x-lacis:no-graph";

  private SaidOnly() {}

  /// Makes a query one of what was said.
  ///
  /// @param query is changed
  /// @param data in a transaction of the calling thread
  /// @param inferred the graph that is left out
  public static void restrict(Query query, DatasetGraph data, Node inferred) {
    List<String> graphs = new ArrayList<>(query.getGraphURIs());
    List<String> named = new ArrayList<>(query.getNamedGraphURIs());
    if (graphs.isEmpty() && named.isEmpty()) {
      data.listGraphNodes()
          .forEachRemaining(graph -> {
            if (graph.isURI()) {
              graphs.add(graph.getURI());
              named.add(graph.getURI());
            }
          });
    }
    graphs.remove(inferred.getURI());
    named.remove(inferred.getURI());
    if (graphs.isEmpty()) {
      graphs.add(NO_GRAPH);
    }
    query.getGraphURIs().clear();
    query.getNamedGraphURIs().clear();
    graphs.forEach(query::addGraphURI);
    named.forEach(query::addNamedGraphURI);
  }
}
