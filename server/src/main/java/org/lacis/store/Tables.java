package org.lacis.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsBuilder;
import org.apache.jena.tdb2.params.StoreParamsCodec;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.store.TDB2StorageBuilder;
import org.lacis.store.disk.Checkpoint;
import org.lacis.store.disk.Database;

/// Opens TDB2 the one way we use it.
final class Tables {
  // A union of named graphs needs ???G for each way in, so that equal triples are neighbours, and
  // one index by graph. GPOS and GOSP would make each quad half as large again.
  private static final String[] INDEXES = {"GSPO", "SPOG", "POSG", "OSPG"};

  private Tables() {}

  private static StoreParams indexes() {
    JenaSystem.init();
    return StoreParamsBuilder.create("lacis")
        .primaryIndexQuads("GSPO")
        .quadIndexes(INDEXES)
        .build();
  }

  /// Writes down what is in a folder that was not made by TDB2, and is on disk.
  static void describe(Path folder) throws IOException {
    StoreParamsCodec.write(Location.create(folder), indexes());
    Checkpoint.describe(folder);
  }

  /// Opens the database of a folder, makes it first where there is none.
  ///
  /// @throws IOException when the files are not what was written
  static Database open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Location location = Location.create(folder);
    StoreParams params = StoreParamsCodec.read(location);
    if (params == null) {
      params = indexes();
      StoreParamsCodec.write(location, params);
    }
    Database database = Database.open(folder, ours(params));
    database.tdb().getContext().set(TDB2.symUnionDefaultGraph, true);
    return database;
  }

  static DatasetGraphTDB memory() {
    DatasetGraphTDB tdb = TDB2StorageBuilder.build(Location.mem(), ours(indexes()), null);
    tdb.getContext().set(TDB2.symUnionDefaultGraph, true);
    return tdb;
  }

  /// What is not there is not remembered: while we write, terms get numbers without TDB2's memory
  /// being told.
  private static StoreParams ours(StoreParams params) {
    return StoreParamsBuilder.create("lacis", params).nodeMissCacheSize(0).build();
  }
}
