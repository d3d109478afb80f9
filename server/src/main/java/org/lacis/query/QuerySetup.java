package org.lacis.query;

import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.Symbol;
import org.lacis.query.function.GeoFunctions;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;

/// Makes a store answer questions: its dataset's own context is given our query engine and the
/// functions of GeoSPARQL; nothing global is touched.
public final class QuerySetup {
  /// Set to true in the context of a query: the spatial index is left alone.
  static final Symbol WITHOUT_INDEX = Symbol.create("https://w3id.org/lacis#withoutIndex");

  /// Set to true in the context of a query: topological properties match what is said only.
  static final Symbol WITHOUT_REWRITE = Symbol.create("https://w3id.org/lacis#withoutRewrite");

  /// Set to true in the context of a query: everything is answered row by row.
  static final Symbol WITHOUT_COLUMNS = Symbol.create("https://w3id.org/lacis#withoutColumns");

  private QuerySetup() {}

  /// @return the same store
  public static TwinStore equip(TwinStore store) {
    equip(store.dataset());
    return store;
  }

  static void equip(TwinDataset dataset) {
    Context context = dataset.getContext();
    // Views of the store that are datasets of their own (FROM, USING) are for the usual engines.
    QueryEngineRegistry engines = QueryEngineRegistry.get().copy();
    engines.add(new TwinEngine.Factory());
    QueryEngineRegistry.set(context, engines);
    FunctionRegistry functions =
        FunctionRegistry.createFrom(FunctionRegistry.get(ARQ.getContext()));
    GeoFunctions.addTo(functions);
    FunctionRegistry.set(context, functions);
  }
}
