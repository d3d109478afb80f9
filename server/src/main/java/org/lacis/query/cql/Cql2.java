package org.lacis.query.cql;

/// CQL2 (OGC 21-065r2) read from text and JSON, and written back. What is read is what is written:
/// text, tree, JSON, tree, text gives the first text in its plain form. Functions of their
/// arguments only.
///
/// Limits, beyond which a filter is refused: 1,000,000 characters, 100 parentheses within each
/// other, 100 arithmetic operators.
public final class Cql2 {
  private Cql2() {}

  /// Reads CQL2 text.
  ///
  /// @throws CqlException `cql.syntax` with line and column, `cql.too-large`, `cql.too-deep`
  public static Expression text(String filter) {
    return TextParser.top(filter, TextParser.parse(filter));
  }

  /// Reads CQL2 JSON.
  ///
  /// @throws CqlException `cql.syntax` with line and column, `cql.too-large`, `cql.too-deep`
  public static Expression json(String filter) {
    return JsonReader.parse(filter);
  }

  /// As CQL2 text, on one line.
  public static String toText(Expression expression) {
    return TextWriter.write(expression);
  }

  /// As CQL2 JSON, without blanks.
  public static String toJson(Expression expression) {
    return JsonWriter.write(expression);
  }
}
