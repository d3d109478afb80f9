package org.lacis.bench.geo;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The territory in PostGIS. One connection, one thread.
public final class PostGis implements AutoCloseable {
  private static final Pattern EXECUTION = Pattern.compile("Execution Time: ([\\d.]+) ms");

  private final Connection connection;

  private PostGis(Connection connection) {
    this.connection = connection;
  }

  /// @param url of the database, as JDBC has it
  public static PostGis connect(String url) throws SQLException {
    PostGis opened = new PostGis(DriverManager.getConnection(url));
    // Compiling costs more than most of the questions take.
    opened.jit(false);
    return opened;
  }

  /// Whether the database compiles expressions of dear queries.
  void jit(boolean on) throws SQLException {
    execute("SET jit = " + (on ? "on" : "off"));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  boolean loaded(World world) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT to_regclass('loaded')::text")) {
      found.next();
      if (found.getString(1) == null) {
        return false;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT scale FROM loaded")) {
      return found.next() && found.getDouble(1) == world.scale();
    }
  }

  /// Makes tables, rows, GiST indexes and statistics.
  public void load(World world) throws SQLException {
    script("tables");
    for (Kind kind : Kind.values()) {
      copy(world, kind);
    }
    script("indexes");
    execute("CREATE TABLE loaded AS SELECT " + world.scale() + "::float8 AS scale");
  }

  private void script(String name) throws SQLException {
    for (String sql : GeoQuestion.text(name, ".sql").split(";")) {
      execute(sql);
    }
  }

  private void copy(World world, Kind kind) throws SQLException {
    List<String> columns =
        switch (kind) {
          case BUILDING -> List.of("usage", "height", "storeys", "year");
          case COMMUNE -> List.of("population", "code");
          case ZONE -> List.of("level");
          case SENSOR -> List.of("interval");
        };
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + kind.graph() + " FROM STDIN");
    WKBWriter binary = new WKBWriter(2, true);
    StringBuilder line = new StringBuilder();
    world.features(
        kind,
        feature -> {
          feature.shape().setSRID(2154);
          line.setLength(0);
          line.append(feature.id()).append('\t').append(feature.name()).append('\t');
          line.append(WKBWriter.toHex(binary.write(feature.shape())));
          columns.forEach(column -> line.append('\t').append(feature.values().get(column)));
          write(copy, line.append('\n').toString());
        });
    copy.endCopy();
  }

  private static void write(CopyIn copy, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /// The answer as [Rows#of] packs it, in no order. The query is planned with its values each time.
  public long[] ask(GeoQuestion question, World world) throws SQLException {
    LongArrayList rows = new LongArrayList();
    try (PreparedStatement statement = prepared(question.sql(), question, world);
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        rows.add(Rows.of(found.getInt(1), question.join() ? found.getInt(2) : 0));
      }
    }
    return rows.toLongArray();
  }

  /// Milliseconds that the server itself needs, without sending the rows.
  double serverMilliseconds(GeoQuestion question, World world) throws SQLException {
    String sql = "EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, BUFFERS OFF) " + question.sql();
    try (PreparedStatement statement = prepared(sql, question, world);
        ResultSet plan = statement.executeQuery()) {
      while (plan.next()) {
        Matcher execution = EXECUTION.matcher(plan.getString(1));
        if (execution.find()) {
          return Double.parseDouble(execution.group(1));
        }
      }
    }
    return Double.NaN;
  }

  private PreparedStatement prepared(String sql, GeoQuestion question, World world)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(0);
    List<Object> values = question.parameters(world);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  /// Bytes of all indexes on shapes.
  double indexBytes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT sum(pg_relation_size(indexrelid)) FROM pg_stat_user_indexes"
                    + " WHERE indexrelname LIKE '%_shape_idx'")) {
      found.next();
      return found.getDouble(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
