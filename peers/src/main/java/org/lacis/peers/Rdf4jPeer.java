package org.lacis.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.query.QueryInterruptedException;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.helpers.NTriplesUtil;
import org.eclipse.rdf4j.sail.memory.MemoryStore;

/// RDF4J with its memory store, its fastest, and its functions of GeoSPARQL. It knows longitude and
/// latitude only.
final class Rdf4jPeer implements Peer {
  private final SailRepository repository = new SailRepository(new MemoryStore());

  @Override
  public void load(Path triples) throws IOException {
    try (RepositoryConnection connection = repository.getConnection()) {
      connection.add(triples.toFile(), RDFFormat.NTRIPLES);
    }
  }

  @Override
  public OptionalInt ask(String sparql, Map<String, String> values) {
    try (RepositoryConnection connection = repository.getConnection()) {
      TupleQuery query = connection.prepareTupleQuery(sparql);
      query.setMaxExecutionTime(PATIENCE);
      for (Map.Entry<String, String> value : values.entrySet()) {
        Value term = NTriplesUtil.parseValue(value.getValue(), SimpleValueFactory.getInstance());
        query.setBinding(value.getKey(), term);
      }
      int count = 0;
      try (TupleQueryResult rows = query.evaluate()) {
        while (rows.hasNext()) {
          rows.next();
          count++;
        }
      }
      return OptionalInt.of(count);
    } catch (QueryInterruptedException _) {
      return OptionalInt.empty();
    }
  }

  @Override
  public void close() {
    repository.shutDown();
  }
}
