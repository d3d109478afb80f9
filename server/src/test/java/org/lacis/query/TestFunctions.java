package org.lacis.query;

import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionBase2;
import org.apache.jena.sparql.function.FunctionBase3;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Measures;
import org.lacis.geometry.Relation;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;

/// The functions of GeoSPARQL in their plainest form.
final class TestFunctions {
  private TestFunctions() {}

  static TwinStore equip(TwinStore store) {
    QuerySetup.equip(store);
    FunctionRegistry functions = FunctionRegistry.get(store.dataset().getContext());
    for (Relation relation : Relation.values()) {
      functions.put(
          relation.functionIri(),
          _ ->
              new FunctionBase2() {
                @Override
                public NodeValue exec(NodeValue a, NodeValue b) {
                  try {
                    return NodeValue.booleanReturn(relation.test(geometry(a), geometry(b)));
                  } catch (GeometryException e) {
                    throw new ExprEvalException(e);
                  }
                }
              });
    }
    functions.put(
        Geo.FUNCTIONS + "distance",
        _ ->
            new FunctionBase3() {
              @Override
              public NodeValue exec(NodeValue a, NodeValue b, NodeValue unit) {
                return NodeValue.makeDouble(Measures.distance(geometry(a), geometry(b)));
              }
            });
    return store;
  }

  private static GeometryValue geometry(NodeValue value) {
    return ConditionReader.geometry(value.asNode())
        .orElseThrow(() -> new ExprEvalException("no geometry"));
  }
}
