package org.lacis.source.sql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkb;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.features.DeclaredCrs;
import org.lacis.source.features.Derived;
import org.lacis.source.features.FeatureRecord;
import org.lacis.source.file.Nearest;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

final class SqlSource implements Source {
  private static final int FETCH = 1000;

  private final String name;
  private final String query;
  private final boolean mariadb;
  private final boolean identifiers;
  private final ValueRules rules;
  private final DeclaredCrs declared;
  private final Connection connection;

  SqlSource(SourceDescription description) {
    String table = description.iterator().strip();
    boolean isTable = description.formulation().endsWith("Table");
    this.name = isTable ? table : description.location().replaceFirst("\\?.*", "");
    this.query =
        isTable
            ? "SELECT * FROM " + table
            : table.endsWith(";") ? table.substring(0, table.length() - 1) : table;
    this.mariadb = description.location().startsWith("jdbc:mariadb");
    this.identifiers = description.options().getOrDefault("identifiers", "").equals("sql");
    this.rules = ValueRules.of(description);
    this.declared = DeclaredCrs.of(description);
    this.connection = connect(description);
  }

  private static Connection connect(SourceDescription description) {
    String url = description.location();
    try {
      String user = description.options().getOrDefault("username", "");
      Connection connection =
          user.isEmpty()
              ? DriverManager.getConnection(url)
              : DriverManager.getConnection(
                  url, user, description.options().getOrDefault("password", ""));
      if (!url.startsWith("jdbc:sqlite")) {
        connection.setReadOnly(true);
      }
      // PostgreSQL streams a result only inside a transaction.
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException cause) {
      throw new SourceException(
          Finding.violation(
              "source.no-connection",
              Place.of(url.replaceFirst("\\?.*", "")),
              String.valueOf(cause.getMessage()),
              "a database that answers",
              "Check that the server runs, and the user name and password."),
          cause);
    }
  }

  @Override
  public List<String> columns() {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      try (ResultSet rows = statement.executeQuery(query)) {
        return columns(rows.getMetaData()).stream().map(Column::name).toList();
      }
    } catch (SQLException cause) {
      throw refused(cause);
    }
  }

  private static List<Column> columns(ResultSetMetaData data) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      columns.add(Column.of(data, i));
    }
    return columns;
  }

  private SourceException refused(SQLException cause) {
    try {
      // PostgreSQL would refuse all that follows, and so hide the reason.
      connection.rollback();
    } catch (SQLException later) {
      cause.addSuppressed(later);
    }
    return new SourceException(
        Finding.violation(
            "source.refused-query",
            Place.of(name),
            String.valueOf(cause.getMessage()),
            "a query that the database accepts: " + query,
            "Mend the table name or the query."),
        cause);
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(query)) {
        List<Column> columns = columns(rows.getMetaData());
        Reading reading = new Reading(references, columns, findings);
        while (rows.next()) {
          reading.fill(rows);
          each.accept(reading.record);
        }
      }
    } catch (SQLException cause) {
      throw refused(cause);
    }
  }

  @Override
  public void close() {
    try {
      connection.rollback();
      connection.close();
    } catch (SQLException cause) {
      throw refused(cause);
    }
  }

  private final class Reading {
    private final List<String> references;
    private final FeatureRecord record;
    private final List<Optional<Column>> columnOf = new ArrayList<>();
    private final Optional<Column> spatial;

    Reading(List<String> references, List<Column> columns, FindingSink findings)
        throws SQLException {
      this.references = references;
      this.record = new FeatureRecord(name, references, findings);
      this.spatial = columns.stream().filter(Column::spatial).findFirst();
      for (String reference : references) {
        boolean derived = Derived.of(reference).isPresent() && spatial.isPresent();
        columnOf.add(derived ? Optional.empty() : Optional.of(column(reference, columns)));
      }
    }

    private Column column(String reference, List<Column> columns) throws SQLException {
      boolean quoted =
          reference.length() > 1 && reference.startsWith("\"") && reference.endsWith("\"");
      String wanted = quoted ? reference.substring(1, reference.length() - 1) : folded(reference);
      List<Column> exact = columns.stream().filter(c -> c.name().equals(wanted)).toList();
      boolean strict = quoted || (identifiers && !mariadb);
      List<Column> near =
          strict || !exact.isEmpty()
              ? exact
              : columns.stream().filter(c -> c.name().equalsIgnoreCase(wanted)).toList();
      if (near.size() == 1) {
        return near.getFirst();
      }
      List<String> names = columns.stream().map(Column::name).toList();
      throw new SourceException(
          Finding.violation(
              near.isEmpty() ? "source.missing-column" : "source.duplicate-column",
              Place.of(name).field(reference),
              near.isEmpty() ? "no column " + reference : near.size() + " columns of this name",
              "one of " + String.join(", ", names),
              near.isEmpty() ? Nearest.remedy(wanted, names) : "Rename them in the query (AS)."));
    }

    /// A name without quotes as the database would take it in a query, where that is asked for.
    private String folded(String name) throws SQLException {
      DatabaseMetaData data = connection.getMetaData();
      if (identifiers && data.storesLowerCaseIdentifiers()) {
        return name.toLowerCase(Locale.ROOT);
      }
      return identifiers && data.storesUpperCaseIdentifiers()
          ? name.toUpperCase(Locale.ROOT)
          : name;
    }

    void fill(ResultSet row) throws SQLException {
      record.clear();
      record.count();
      for (int i = 0; i < references.size(); i++) {
        if (columnOf.get(i).isPresent()) {
          Column column = columnOf.get(i).get();
          record.put(
              references.get(i), column.spatial() ? shapes(column, row) : column.value(row, rules));
        }
      }
      if (record.wantsShape() && spatial.isPresent()) {
        for (Value value : shapes(spatial.get(), row)) {
          if (value instanceof Value.Shape(GeometryValue shape)) {
            record.shape(shape);
          }
        }
      }
    }

    private List<Value> shapes(Column column, ResultSet row) throws SQLException {
      Optional<ByteBuffer> bytes = bytes(column, row);
      if (bytes.isEmpty()) {
        return List.of();
      }
      try {
        GeometryValue value = Wkb.parse(bytes.get(), declared.crs().orElse(Crs.CRS84));
        return List.of(new Value.Shape(declared.oriented(value)));
      } catch (GeometryException cause) {
        record.broken(cause);
        return List.of();
      }
    }

    /// PostGIS writes EWKB in hexadecimal, H2 gives its bytes, MariaDB puts an SRID before WKB.
    private Optional<ByteBuffer> bytes(Column column, ResultSet row) throws SQLException {
      if (mariadb) {
        byte[] raw = row.getBytes(column.index());
        return raw == null
            ? Optional.empty()
            : Optional.of(
                ByteBuffer.wrap(Arrays.copyOfRange(raw, 4, raw.length))
                    .order(ByteOrder.BIG_ENDIAN));
      }
      String text = row.getString(column.index());
      if (text == null) {
        return Optional.empty();
      }
      boolean hex =
          text.length() % 2 == 0 && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
      return Optional.of(
          ByteBuffer.wrap(hex ? HexFormat.of().parseHex(text) : row.getBytes(column.index())));
    }
  }
}
