package org.lacis.store;

import java.nio.file.Path;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsBuilder;
import org.apache.jena.tdb2.params.StoreParamsCodec;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.sys.StoreConnection;

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

  /// Writes down what is in a folder that was not made by TDB2.
  static void describe(Path folder) {
    StoreParamsCodec.write(Location.create(folder), indexes());
  }

  static DatasetGraphTDB open(Location location) {
    StoreParams params = indexes();
    if (!location.isMem()) {
      StoreParams before = StoreParamsCodec.read(location);
      if (before == null) {
        StoreParamsCodec.write(location, params);
      } else {
        params = before;
      }
    }
    // What is not there is not remembered: while we write, terms get numbers without TDB2's memory
    // being told.
    params = StoreParamsBuilder.create("lacis", params).nodeMissCacheSize(0).build();
    DatasetGraphTDB tdb =
        StoreConnection.connectCreate(location, params, null).getDatasetGraphTDB();
    tdb.getContext().set(TDB2.symUnionDefaultGraph, true);
    return tdb;
  }
}
