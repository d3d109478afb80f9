package org.lacis.peers;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.geosparql.configuration.GeoSPARQLConfig;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecDatasetBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.NodeFactoryExtra;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;

/// GeoSPARQL-Jena over TDB2, set up as its manual says. Its filter functions do not use its spatial
/// index, so none is made.
final class JenaPeer implements Peer {
  private final DatasetGraph store;

  JenaPeer(Path folder) {
    GeoSPARQLConfig.setupMemoryIndex();
    store = DatabaseMgr.connectDatasetGraph(Location.create(folder));
  }

  @Override
  public void load(Path triples) {
    Txn.executeWrite(store, () -> RDFDataMgr.read(store, triples.toUri().toString()));
  }

  @Override
  public OptionalInt ask(String sparql, Map<String, String> values) {
    return Txn.calculateRead(
        store,
        () -> {
          QueryExecDatasetBuilder builder =
              QueryExecDatasetBuilder.create()
                  .dataset(store)
                  .query(sparql)
                  .overallTimeout(PATIENCE, TimeUnit.SECONDS);
          values.forEach((name, term) ->
              builder.substitution(Var.alloc(name), NodeFactoryExtra.parseNode(term)));
          try (QueryExec exec = builder.build()) {
            RowSet rows = exec.select();
            int count = 0;
            while (rows.hasNext()) {
              rows.next().forEach((_, node) -> java.util.Objects.requireNonNull(node));
              count++;
            }
            return OptionalInt.of(count);
          } catch (QueryCancelledException _) {
            return OptionalInt.empty();
          }
        });
  }

  @Override
  public void close() {
    store.close();
  }
}
