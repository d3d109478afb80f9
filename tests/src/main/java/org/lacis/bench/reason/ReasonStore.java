package org.lacis.bench.reason;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.lacis.query.QuerySetup;
import org.lacis.reason.Inferences;
import org.lacis.reason.Reasoner;
import org.lacis.store.BulkLoad;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// Universities in a store of ours, reasoned over there as a build does.
final class ReasonStore {
  private static final TwinIris IRIS = new TwinIris("http://example.org/");

  private ReasonStore() {}

  /// @return `load` of the data, `infer` and `write` with its commit, all in seconds; `written`
  ///   statements
  static Map<String, Double> fill(Numbered data, Path folder) {
    Map<String, Double> figures = new HashMap<>();
    long began = System.nanoTime();
    Node universities = IRIS.datasetGraph("universities");
    Node ontology = IRIS.ontologyGraph("univ-bench");
    boolean[] axioms = {true};
    try (BulkLoad load = BulkLoad.into(folder)) {
      for (int i = 0; i < data.size(); i++) {
        Triple triple = data.statement(i);
        // The first university comes after the last axiom.
        axioms[0] &=
            !triple.getSubject().isURI()
                || !triple.getSubject().getURI().startsWith("http://www.University");
        Node graph = axioms[0] ? ontology : universities;
        load.add(graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
      }
      load.finish();
    }
    figures.put("load", (System.nanoTime() - began) / 1e9);
    try (TwinStore store = QuerySetup.equip(TwinStore.open(folder))) {
      long[] times = new long[2];
      double written =
          store.<Double>write(view -> {
            times[0] = System.nanoTime();
            Inferences inferences = new Reasoner(IRIS).infer(view, _ -> {});
            times[1] = System.nanoTime();
            inferences.forEach(t ->
                view.add(IRIS.inferredGraph(), t.getSubject(), t.getPredicate(), t.getObject()));
            return (double) inferences.size();
          });
      figures.put("infer", (times[1] - times[0]) / 1e9);
      figures.put("write", (System.nanoTime() - times[1]) / 1e9);
      figures.put("written", written);
    }
    return figures;
  }
}
