package org.lacis.query.function;

import java.util.List;
import java.util.function.Function;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionBase;
import org.lacis.geometry.GeometryException;
import org.locationtech.jts.geom.TopologyException;

/// A function of SPARQL that is a line of a table.
final class GeoFunction extends FunctionBase {

  /// A line of the table.
  ///
  /// @param least the fewest arguments
  /// @param most the most arguments
  /// @param body what is computed
  record Line(int least, int most, Function<Arguments, NodeValue> body) {}

  private final Line line;
  private final GeometryCache cache;

  GeoFunction(Line line, GeometryCache cache) {
    this.line = line;
    this.cache = cache;
  }

  @Override
  public NodeValue exec(List<NodeValue> values) {
    try {
      return line.body().apply(new Arguments(values, cache));
    } catch (GeometryException e) {
      // In SPARQL an error makes the expression unbound; the reason goes along for a log.
      throw new ExprEvalException(e.getMessage(), e);
    } catch (TopologyException | IllegalArgumentException e) {
      throw new ExprEvalException("no result for these geometries: " + e.getMessage(), e);
    }
  }

  @Override
  public void checkBuild(String uri, ExprList values) {
    if (values.size() < line.least() || values.size() > line.most()) {
      String wanted =
          line.least() == line.most()
              ? String.valueOf(line.least())
              : line.least() + " to " + line.most();
      throw new QueryBuildException(
          "Function " + uri + " takes " + wanted + " arguments, not " + values.size());
    }
  }
}
