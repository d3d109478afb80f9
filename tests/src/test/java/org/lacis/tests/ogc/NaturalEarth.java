package org.lacis.tests.ogc;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lacis.geometry.Crs;
import org.lacis.geometry.Wkb;
import org.lacis.query.cql.Queryable;
import org.lacis.query.cql.Queryables;
import org.lacis.query.cql.TimeSpan;
import org.lacis.query.cql.Value;

/// A layer of the data that the CQL2 standard is tested with, in memory.
///
/// @param columns with their types
record NaturalEarth(Map<String, Queryable.Type> columns, List<Map<String, Value>> rows) {
  static final List<String> LAYERS =
      List.of(
          "ne_110m_admin_0_countries",
          "ne_110m_populated_places_simple",
          "ne_110m_rivers_lake_centerlines");

  static NaturalEarth read(Path file, String layer) throws SQLException {
    Map<String, Queryable.Type> columns = new HashMap<>();
    List<Map<String, Value>> rows = new ArrayList<>();
    String address = "jdbc:sqlite:file:" + file.toAbsolutePath() + "?mode=ro&immutable=1";
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + layer)) {
      ResultSetMetaData meta = result.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.put(meta.getColumnName(i), type(meta.getColumnTypeName(i)));
      }
      while (result.next()) {
        Map<String, Value> row = new HashMap<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
          String name = meta.getColumnName(i);
          value(result, i, meta.getColumnTypeName(i)).ifPresent(value -> row.put(name, value));
        }
        rows.add(row);
      }
    }
    return new NaturalEarth(columns, rows);
  }

  Queryables<Map<String, Value>> queryables() {
    List<Queryable<Map<String, Value>>> all = new ArrayList<>();
    columns.forEach((name, type) ->
        all.add(
            Queryable.of(
                name,
                type,
                row -> Optional.ofNullable(row.get(name)).map(List::of).orElse(List.of()))));
    return new Queryables<>(all);
  }

  private static Queryable.Type type(String sql) {
    return switch (sql.toUpperCase(Locale.ROOT)) {
      case "INTEGER", "REAL" -> Queryable.Type.NUMBER;
      case "BOOLEAN" -> Queryable.Type.BOOLEAN;
      case "DATE", "DATETIME" -> Queryable.Type.TIME;
      case "POINT", "LINESTRING", "MULTIPOLYGON" -> Queryable.Type.GEOMETRY;
      default -> Queryable.Type.TEXT;
    };
  }

  private static Optional<Value> value(ResultSet row, int column, String sql) throws SQLException {
    if (row.getObject(column) == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (type(sql)) {
          case NUMBER -> Value.Numeral.of(row.getDouble(column));
          case BOOLEAN -> new Value.Bool(row.getInt(column) != 0);
          case TIME -> {
            String text = row.getString(column);
            yield new Value.Time(
                text.length() == 10
                    ? TimeSpan.of(LocalDate.parse(text))
                    : TimeSpan.of(Instant.parse(text + "Z")));
          }
          case GEOMETRY -> {
            byte[] blob = row.getBytes(column);
            // GeoPackage, 2.1.3.1.1: how long the envelope is stands in the flags.
            int envelope = new int[] {0, 32, 48, 48, 64}[(blob[3] >> 1) & 7];
            ByteBuffer bytes = ByteBuffer.wrap(blob, 8 + envelope, blob.length - 8 - envelope);
            yield new Value.Shape(Wkb.parse(bytes.slice(), Crs.CRS84));
          }
          case TEXT -> new Value.Text(row.getString(column));
        });
  }
}
