package org.lacis.query;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementNamedGraph;
import org.lacis.store.TwinDataset;

/// A query with one `FROM` and no `FROM NAMED` asks of one graph what the same pattern within
/// `GRAPH` asks of it in the whole store (SPARQL 1.1, section 13.2), where patterns are read by
/// numbers. So it is asked there. Left as they are: several graphs, of which a triple would have to
/// count once; queries that say GRAPH themselves, which then matches nothing; DESCRIBE; EXISTS
/// outside of the pattern; HAVING of several conditions; graphs that are not there, whose empty
/// pattern has a solution.
final class OneGraph {
  private OneGraph() {}

  /// The query to ask of the store.
  ///
  /// @return the same when it is not of this kind
  static Query asked(Query query, TwinDataset twin) {
    if (query.getGraphURIs().size() != 1
        || !query.getNamedGraphURIs().isEmpty()
        || query.isDescribeType()
        || query.getQueryPattern() == null
        // A clone (Jena 5.6.0) keeps the first condition only.
        || query.getHavingExprs().size() > 1) {
      return query;
    }
    Node graph = NodeFactory.createURI(query.getGraphURIs().getFirst());
    Found all = Found.in(Algebra.compile(query));
    Found pattern = Found.in(Algebra.compile(query.getQueryPattern()));
    if (all.graphs > 0 || all.exists != pattern.exists || !twin.containsGraph(graph)) {
      return query;
    }
    Query asked = query.cloneQuery();
    asked.getGraphURIs().clear();
    ElementGroup group = new ElementGroup();
    group.addElement(new ElementNamedGraph(graph, query.getQueryPattern()));
    asked.setQueryPattern(group);
    return asked;
  }

  /// How often a query says GRAPH and EXISTS.
  private record Found(int graphs, int exists) {
    static Found in(Op op) {
      int[] found = {0, 0};
      Walker.walk(
          op,
          new OpVisitorBase() {
            @Override
            public void visit(OpGraph graph) {
              found[0]++;
            }
          },
          new ExprVisitorBase() {
            @Override
            public void visit(ExprFunctionOp exists) {
              found[1]++;
              found[0] += in(exists.getGraphPattern()).graphs;
            }
          });
      return new Found(found[0], found[1]);
    }
  }
}
