package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.query.Table;
import org.lacis.query.function.GeometryLiterals;

/// One answer that counts as right.
///
/// Strictly: the same columns, as many rows, in the same order where the question orders them.
/// Terms are the same terms; but a literal may be written in another way that means the same:
/// booleans and numbers of one datatype and value (no tolerance), geometries of one datatype, CRS
/// and type with the same vertices to the last digit (the ring may start elsewhere).
record GeoSparqlAnswer(String file, List<String> columns, List<Map<String, Node>> rows) {

  /// The answer and its alternatives.
  static List<GeoSparqlAnswer> all(Path folder, String question) throws IOException {
    String stem = question.substring(0, question.length() - ".rq".length());
    List<GeoSparqlAnswer> answers = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> named =
          files
              .filter(file ->
                  String.valueOf(file.getFileName()).matches(stem + "(-alternative-\\d+)?\\.srx"))
              .sorted()
              .toList();
      named.forEach(file -> answers.add(read(file)));
    }
    return answers;
  }

  private static GeoSparqlAnswer read(Path file) {
    RowSet set = RowSet.adapt(ResultSetFactory.load(file.toString()));
    List<String> columns = set.getResultVars().stream().map(Var::getVarName).toList();
    List<Map<String, Node>> rows = new ArrayList<>();
    set.forEachRemaining(row -> rows.add(row(row)));
    return new GeoSparqlAnswer(String.valueOf(file.getFileName()), columns, rows);
  }

  private static Map<String, Node> row(Binding binding) {
    Map<String, Node> row = new HashMap<>();
    binding.forEach((variable, node) -> row.put(variable.getVarName(), node));
    return row;
  }

  void assertSame(Table table, boolean ordered) {
    List<Map<String, Node>> found = table.rows().stream().map(GeoSparqlAnswer::row).toList();
    assertThat(table.columns()).as("columns of %s", file).isEqualTo(columns);
    assertThat(found).as("rows of %s", file).hasSameSizeAs(rows);
    List<Map<String, Node>> left = new ArrayList<>(rows);
    for (Map<String, Node> row : found) {
      int at = 0;
      while (at < left.size() && !same(row, left.get(at))) {
        at++;
      }
      assertThat(at)
          .as("place of row %s among the rows %s of %s", row, left, file)
          .isLessThan(ordered ? 1 : left.size());
      left.remove(at);
    }
    assertThat(left).isEmpty();
  }

  private static boolean same(Map<String, Node> one, Map<String, Node> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(cell ->
                Optional.ofNullable(other.get(cell.getKey()))
                    .filter(node -> same(cell.getValue(), node))
                    .isPresent());
  }

  private static boolean same(Node one, Node other) {
    if (one.equals(other)) {
      return true;
    }
    if (!one.isLiteral()
        || !other.isLiteral()
        || !one.getLiteralDatatypeURI().equals(other.getLiteralDatatypeURI())) {
      return false;
    }
    if (GeometryLiterals.isGeometry(one)) {
      Optional<GeometryValue> wanted = geometry(other);
      return wanted.isPresent() && same(GeometryLiterals.parse(one), wanted.orElseThrow());
    }
    try {
      return NodeValue.sameValueAs(NodeValue.makeNode(one), NodeValue.makeNode(other));
    } catch (ExprEvalException _) {
      return false;
    }
  }

  /// Empty where the suite writes something that is no geometry.
  private static Optional<GeometryValue> geometry(Node literal) {
    try {
      return Optional.of(GeometryLiterals.parse(literal));
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  private static boolean same(GeometryValue one, GeometryValue other) {
    return one.crs().equals(other.crs()) && one.shape().norm().equalsExact(other.shape().norm());
  }
}
