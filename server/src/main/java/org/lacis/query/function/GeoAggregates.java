package org.lacis.query.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.AccumulatorExpr;
import org.apache.jena.sparql.expr.aggregate.AggregateRegistry;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.Constructions;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Hulls;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.TopologyException;

/// The aggregates of GeoSPARQL 1.1: `geof:aggUnion`, `geof:aggBoundingBox`,
/// `geof:aggBoundingCircle`, `geof:aggCentroid`, `geof:aggConcaveHull`, `geof:aggConvexHull`.
///
/// Jena knows custom aggregates per process only, because the parser has to know them. So
/// [#register] is called once where the program is wired, before the first query is parsed; calling
/// it again changes nothing. The result has the CRS and datatype of the first geometry of the
/// group; one value that is no geometry makes the whole result an error, as for SUM.
public final class GeoAggregates {
  private static final Map<String, Function<List<GeometryValue>, GeometryValue>> AGGREGATES =
      Map.of(
          "aggUnion", Constructions::union,
          "aggBoundingBox", values -> whole(values, Geometry::getEnvelope),
          "aggBoundingCircle", values -> Hulls.boundingCircle(Constructions.collection(values)),
          "aggConcaveHull",
              values ->
                  Hulls.concaveHull(Constructions.collection(values), GeoFunctions.CONCAVE_RATIO),
          "aggCentroid", values -> whole(values, Geometry::getCentroid),
          "aggConvexHull", values -> whole(values, Geometry::convexHull));

  private GeoAggregates() {}

  /// Makes the aggregates known to every parser of this process.
  public static void register() {
    AGGREGATES.forEach((name, result) ->
        AggregateRegistry.register(
            Geo.FUNCTIONS + name,
            (aggregate, distinct) -> new Gathering(aggregate.getExpr(), distinct, result)));
  }

  private static GeometryValue whole(
      List<GeometryValue> values, Function<Geometry, Geometry> operation) {
    GeometryValue all = Constructions.collection(values);
    return new GeometryValue(operation.apply(all.shape()), all.crs());
  }

  /// Gathers the geometries of one group.
  private static final class Gathering extends AccumulatorExpr {
    private final Function<List<GeometryValue>, GeometryValue> result;
    private final List<GeometryValue> values = new ArrayList<>();
    private @Nullable String datatype;

    Gathering(
        Expr expression, boolean distinct, Function<List<GeometryValue>, GeometryValue> result) {
      super(expression, distinct);
      this.result = result;
    }

    @Override
    protected void accumulate(NodeValue value, Binding binding, FunctionEnv environment) {
      Node literal = value.asNode();
      try {
        values.add(GeometryLiterals.parse(literal));
      } catch (GeometryException e) {
        throw new ExprEvalException(e.getMessage(), e);
      }
      if (datatype == null) {
        datatype = literal.getLiteralDatatypeURI();
      }
    }

    @Override
    protected void accumulateError(Binding binding, FunctionEnv environment) {
      // The base class counts errors, and gives none but an error as the result.
    }

    @Override
    protected NodeValue getAccValue() {
      try {
        return GeometryLiterals.write(
            result.apply(values), datatype == null ? Geo.WKT_LITERAL : datatype);
      } catch (GeometryException | TopologyException | IllegalArgumentException e) {
        throw new ExprEvalException("no result for these geometries: " + e.getMessage(), e);
      }
    }
  }
}
