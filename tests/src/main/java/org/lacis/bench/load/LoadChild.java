package org.lacis.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.loader.DataLoader;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.loader.base.LoaderOps;
import org.apache.jena.tdb2.sys.StoreConnection;
import org.lacis.bench.geo.Folders;
import org.lacis.bench.geo.GeoQuestion;
import org.lacis.bench.geo.OurStore;
import org.lacis.bench.geo.Statements;
import org.lacis.bench.geo.World;

/// What `lacis bench load` measures in a process of its own: `load-ours STORE SCALE`, `load-tdb2
/// STORE SCALE` and `load-nothing - SCALE`, which only makes the statements.
public final class LoadChild {
  private LoadChild() {}

  /// @return `statements`, `load` in seconds, `bytes` on disk
  public static Map<String, Double> run(List<String> command) {
    Path store = Path.of(command.get(1));
    World world = new World(1, Double.parseDouble(command.get(2)));
    Map<String, Double> figures = new HashMap<>();
    try {
      long began = System.nanoTime();
      long statements =
          switch (command.getFirst()) {
            case "load-ours" -> ours(store, world);
            case "load-tdb2" -> plain(store, world);
            case "load-nothing" -> nothing(world);
            default -> throw new IllegalArgumentException(command.getFirst());
          };
      figures.put("load", (System.nanoTime() - began) / 1e9);
      figures.put("statements", (double) statements);
      figures.put("bytes", Folders.bytes(store));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return figures;
  }

  /// Until the store is open and has answered from its spatial index.
  private static long ours(Path store, World world) {
    long statements = OurStore.fill(store, world);
    try (OurStore ours = OurStore.open(store)) {
      require(ours.ask(GeoQuestion.BOX, world).length);
    }
    return statements;
  }

  /// Until the store has told one statement. It has no index of geometries.
  private static long plain(Path store, World world) {
    Location location = Location.create(store);
    DatasetGraph tdb = DatabaseMgr.connectDatasetGraph(location);
    try {
      DataLoader loader = LoaderFactory.parallelLoader(tdb, LoaderOps.outputToLog());
      loader.startBulk();
      StreamRDF stream = loader.stream();
      long[] statements = {0};
      world.features(feature ->
          Statements.of(
              feature,
              (graph, subject, predicate, object) -> {
                stream.quad(new Quad(graph, subject, predicate, object));
                statements[0]++;
              }));
      loader.finishBulk();
      require(Txn.calculateRead(tdb, () -> tdb.find().hasNext() ? 1 : 0));
      return statements[0];
    } finally {
      StoreConnection.internalExpel(location, true);
    }
  }

  private static long nothing(World world) {
    long[] statements = {0};
    world.features(feature -> Statements.of(feature, (_, _, _, _) -> statements[0]++));
    return statements[0];
  }

  private static void require(int rows) {
    if (rows == 0) {
      throw new IllegalStateException("the store answers nothing");
    }
  }
}
