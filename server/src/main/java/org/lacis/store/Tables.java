package org.lacis.store;

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

  static DatasetGraphTDB open(Location location) {
    JenaSystem.init();
    StoreParams params =
        StoreParamsBuilder.create("lacis").primaryIndexQuads("GSPO").quadIndexes(INDEXES).build();
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
