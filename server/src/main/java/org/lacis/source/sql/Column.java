package org.lacis.source.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.lacis.source.Value;
import org.lacis.source.file.Lexical;
import org.lacis.source.file.ValueRules;

/// A column of a result and the natural RDF datatype of its values (R2RML section 10.2).
///
/// @param index from 1, as JDBC counts
/// @param name its label
/// @param type of [Types]
/// @param typeName as the database calls it
public record Column(int index, String name, int type, String typeName) {

  public static Column of(ResultSetMetaData data, int index) throws SQLException {
    String typeName = data.getColumnTypeName(index);
    return new Column(
        index,
        data.getColumnLabel(index),
        data.getColumnType(index),
        typeName == null ? "" : typeName.toLowerCase(Locale.ROOT));
  }

  /// Whether the values are geometries of a spatial database.
  boolean spatial() {
    return typeName.startsWith("geometry") || typeName.startsWith("geography");
  }

  /// The value in the current row: one, or none for NULL.
  public List<Value> value(ResultSet row, ValueRules rules) throws SQLException {
    Object raw = row.getObject(index);
    if (raw == null) {
      return List.of();
    }
    return switch (type) {
      case Types.BOOLEAN, Types.BIT -> bool(row, rules);
      case Types.FLOAT, Types.DOUBLE, Types.REAL -> real(raw, row, rules);
      case Types.DECIMAL, Types.NUMERIC -> decimal(row, rules);
      case Types.DATE -> typed(row.getString(index), Lexical.DATE, rules);
      case Types.TIME, Types.TIME_WITH_TIMEZONE -> typed(row.getString(index), Lexical.TIME, rules);
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          typed(instant(row.getString(index)), Lexical.DATE_TIME, rules);
      default -> byClass(raw, row, rules);
    };
  }

  /// Where the type says little (SQLite), the value itself says more.
  private List<Value> byClass(Object raw, ResultSet row, ValueRules rules) throws SQLException {
    return switch (raw) {
      case Long number -> typed(number.toString(), Lexical.INTEGER, rules);
      case Integer number -> typed(number.toString(), Lexical.INTEGER, rules);
      case Short number -> typed(number.toString(), Lexical.INTEGER, rules);
      case Byte number -> typed(number.toString(), Lexical.INTEGER, rules);
      case java.math.BigInteger number -> typed(number.toString(), Lexical.INTEGER, rules);
      case Double number -> typed(Lexical.ofDouble(number), Lexical.DOUBLE, rules);
      case Boolean flag -> typed(flag.toString(), Lexical.BOOLEAN, rules);
      case byte[] bytes ->
          typed(HexFormat.of().withUpperCase().formatHex(bytes), Lexical.HEX_BINARY, rules);
      default -> rules.text(row.getString(index));
    };
  }

  private List<Value> bool(ResultSet row, ValueRules rules) throws SQLException {
    return typed(Boolean.toString(row.getBoolean(index)), Lexical.BOOLEAN, rules);
  }

  private List<Value> real(Object raw, ResultSet row, ValueRules rules) throws SQLException {
    // A float widened to a double would show digits that nobody wrote.
    double number =
        raw instanceof Float single ? Double.parseDouble(single.toString()) : row.getDouble(index);
    if (rules.isNull(row.getString(index))) {
      return List.of();
    }
    return typed(Lexical.ofDouble(number), Lexical.DOUBLE, rules);
  }

  private List<Value> decimal(ResultSet row, ValueRules rules) throws SQLException {
    BigDecimal number = row.getBigDecimal(index);
    return number == null || rules.isNull(number.toPlainString())
        ? List.of()
        : typed(Lexical.ofDecimal(number), Lexical.DECIMAL, rules);
  }

  private static List<Value> typed(String lexical, String datatype, ValueRules rules) {
    return rules.typed(lexical, datatype);
  }

  /// `2009-10-10 12:12:22.0+02` as `2009-10-10T12:12:22+02:00`.
  private static String instant(String text) {
    String t = text.strip().replace(' ', 'T');
    t = t.replaceFirst("\\.0+(?=$|[-+Z])", "");
    return t.matches(".*T.*[-+]\\d\\d") ? t + ":00" : t;
  }
}
