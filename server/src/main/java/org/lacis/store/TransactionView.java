package org.lacis.store;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;

/// The transaction of this thread, for those who were given it.
record TransactionView(TwinDataset twin) implements WriteView {

  @Override
  public DatasetGraph dataset() {
    return twin;
  }

  @Override
  public SpatialIndex spatial() {
    return twin.spatial();
  }

  @Override
  public NodeIds ids() {
    return twin.ids();
  }

  @Override
  public void add(Node graph, Node subject, Node predicate, Node object) {
    twin.add(graph, subject, predicate, object);
  }

  @Override
  public void delete(Node graph, Node subject, Node predicate, Node object) {
    twin.delete(graph, subject, predicate, object);
  }

  @Override
  public void clear(Node graph) {
    twin.removeGraph(graph);
  }

  @Override
  public Replacement replace(Node graph) {
    return twin.replace(graph);
  }
}
