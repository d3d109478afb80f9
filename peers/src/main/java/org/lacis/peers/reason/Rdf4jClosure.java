package org.lacis.peers.reason;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.rdf4j.common.iteration.CloseableIteration;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.rio.helpers.StatementCollector;
import org.eclipse.rdf4j.rio.ntriples.NTriplesParser;
import org.eclipse.rdf4j.sail.NotifyingSailConnection;
import org.eclipse.rdf4j.sail.SailConnection;
import org.eclipse.rdf4j.sail.inferencer.fc.SchemaCachingRDFSInferencer;
import org.eclipse.rdf4j.sail.memory.MemoryStore;

/// RDF4J's inferencer of RDFS, which keeps the schema in memory, over its memory store. Without the
/// rules that make everything a resource.
///
/// Statements are in memory when the clock starts. What it takes to put the same statements into a
/// store without inferencer is taken off.
final class Rdf4jClosure implements Closure {
  private final List<Statement> statements = new ArrayList<>();
  private final String ontology;
  private double plain = Double.MAX_VALUE;

  Rdf4jClosure(Path triples, String ontology) throws IOException {
    this.ontology = ontology;
    NTriplesParser parser = new NTriplesParser();
    parser.setRDFHandler(new StatementCollector(statements));
    try (var in = java.nio.file.Files.newInputStream(triples)) {
      parser.parse(in, "");
    }
  }

  @Override
  public Result run() {
    MemoryStore store = new MemoryStore();
    store.init();
    long began = System.nanoTime();
    fill(store.getConnection());
    plain = Math.min(plain, (System.nanoTime() - began) / 1e9);
    store.shutDown();
    SchemaCachingRDFSInferencer inferencer =
        new SchemaCachingRDFSInferencer(new MemoryStore(), false);
    inferencer.init();
    began = System.nanoTime();
    NotifyingSailConnection connection = inferencer.getConnection();
    fill(connection);
    double seconds = (System.nanoTime() - began) / 1e9;
    long useful = 0;
    long known = 0;
    try (NotifyingSailConnection reading = inferencer.getConnection()) {
      try (CloseableIteration<? extends Statement> all =
          reading.getStatements(null, null, null, true)) {
        while (all.hasNext()) {
          Statement each = all.next();
          known++;
          boolean member = each.getPredicate().stringValue().equals(TYPE);
          Value word = member ? each.getObject() : each.getPredicate();
          if (word instanceof IRI iri
              && Closure.isUseful(ontology, each.getSubject().stringValue(), iri.stringValue())
              && !reading.hasStatement(
                  each.getSubject(), each.getPredicate(), each.getObject(), false)) {
            useful++;
          }
        }
      }
    }
    inferencer.shutDown();
    System.err.printf(
        "  rdf4j: %.2f s, plain store %.2f s; %d inferred in all%n",
        seconds, plain, known - statements.size());
    return new Result(seconds - plain, useful);
  }

  private void fill(SailConnection connection) {
    try (connection) {
      connection.begin();
      for (Statement each : statements) {
        connection.addStatement(each.getSubject(), each.getPredicate(), each.getObject());
      }
      connection.commit();
    }
  }
}
