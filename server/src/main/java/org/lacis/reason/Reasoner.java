package org.lacis.reason;

import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.store.View;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.TwinIris;

/// Forward chaining over one view. Stateless and thread-safe.
public final class Reasoner {
  private final TwinIris iris;

  public Reasoner(TwinIris iris) {
    this.iris = iris;
  }

  /// Everything that the ontologies in force (the graphs `graph/ontology/…`) entail about the data.
  ///
  /// The graph of earlier inferences is not read, so the result depends on what was said alone.
  ///
  /// @param view read in the transaction of the calling thread, and not kept
  public Inferences infer(View view, FindingSink findings) {
    String ontologies = iris.ontologyGraph("").getURI();
    Axioms axioms = Axioms.compile(ontology(view.dataset(), ontologies), findings);
    Node inferred = iris.inferredGraph();
    Predicate<Node> said =
        graph ->
            !graph.equals(inferred)
                && !(graph.isURI() && graph.getURI().startsWith(ontologies))
                && !graph.equals(iris.catalogueGraph());
    return new Closure(axioms, view.ids(), said).run();
  }

  private static Graph ontology(DatasetGraph data, String prefix) {
    Graph ontology = GraphFactory.createDefaultGraph();
    Iterator<Node> graphs = data.listGraphNodes();
    Set<Node> names = new java.util.LinkedHashSet<>();
    graphs.forEachRemaining(graph -> {
      if (graph.isURI() && graph.getURI().startsWith(prefix)) {
        names.add(graph);
      }
    });
    for (Node name : names) {
      Iterator<Quad> quads = data.findNG(name, Node.ANY, Node.ANY, Node.ANY);
      quads.forEachRemaining(quad -> ontology.add(quad.asTriple()));
    }
    return ontology;
  }
}
