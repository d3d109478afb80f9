package org.lacis.peers.reason;

import java.nio.file.Path;
import java.util.Iterator;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.reasoner.InfGraph;
import org.apache.jena.reasoner.rulesys.GenericRuleReasoner;
import org.apache.jena.reasoner.rulesys.Rule;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.graph.GraphFactory;

/// Jena's forward engine in its RETE form, which keeps up with changes.
final class ReteClosure implements Closure {
  private final Graph data = GraphFactory.createDefaultGraph();
  private final Path rules;
  private final String ontology;

  ReteClosure(Path triples, Path rules, String ontology) {
    this.rules = rules;
    this.ontology = ontology;
    RDFDataMgr.read(data, triples.toUri().toString());
  }

  @Override
  public Result run() {
    GenericRuleReasoner reasoner =
        new GenericRuleReasoner(Rule.rulesFromURL(rules.toUri().toString()));
    reasoner.setMode(GenericRuleReasoner.FORWARD_RETE);
    InfGraph inferred = reasoner.bind(data);
    long began = System.nanoTime();
    inferred.prepare();
    double seconds = (System.nanoTime() - began) / 1e9;
    long useful = 0;
    Iterator<Triple> all = inferred.getDeductionsGraph().find();
    while (all.hasNext()) {
      Triple triple = all.next();
      boolean member = triple.getPredicate().getURI().equals(TYPE);
      String word =
          member
              ? triple.getObject().isURI() ? triple.getObject().getURI() : ""
              : triple.getPredicate().getURI();
      String subject = triple.getSubject().isURI() ? triple.getSubject().getURI() : "";
      if (Closure.isUseful(ontology, subject, word) && !data.contains(triple)) {
        useful++;
      }
    }
    return new Result(seconds, useful);
  }
}
