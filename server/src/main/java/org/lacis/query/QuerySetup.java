package org.lacis.query;

import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.Symbol;
import org.lacis.query.function.GeoFunctions;
import org.lacis.query.join.Sides;
import org.lacis.query.scan.Names;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;

/// Makes a store answer questions: its dataset's own context is given our query engine and the
/// functions of GeoSPARQL; nothing global is touched.
public final class QuerySetup {
  /// In the context of a query: its [IndexUse].
  static final Symbol INDEX_USE = Symbol.create("https://w3id.org/lacis#indexUse");

  /// Where a planning leaves what it decided, a set of sentences.
  static final Symbol NOTES = Symbol.create("https://w3id.org/lacis#notes");

  /// Where a planning leaves the steps that are to be measured, a list.
  static final Symbol MEASURED = Symbol.create("https://w3id.org/lacis#measured");

  private static final Symbol SIDES = Symbol.create("https://w3id.org/lacis#sides");

  /// Set to true in the context of a query: topological properties match what is said only.
  static final Symbol WITHOUT_REWRITE = Symbol.create("https://w3id.org/lacis#withoutRewrite");

  /// Set to true in the context of a query: everything is answered row by row.
  static final Symbol WITHOUT_COLUMNS = Symbol.create("https://w3id.org/lacis#withoutColumns");

  private QuerySetup() {}

  /// What is remembered of the store of a context.
  static Sides sides(Context context) {
    Sides sides = context.get(SIDES);
    return sides == null ? new Sides() : sides;
  }

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
    context.set(SIDES, new Sides());
    Names.equip(context);
    FunctionRegistry functions =
        FunctionRegistry.createFrom(FunctionRegistry.get(ARQ.getContext()));
    GeoFunctions.addTo(functions);
    FunctionRegistry.set(context, functions);
  }
}
