package org.lacis.bench.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The layers in PostGIS, each a table with a GiST index. One connection, one process of the server
/// for a question, without compiling of expressions.
final class LinkTables implements AutoCloseable {
  private static final int FETCH = 10_000;

  private final Connection connection;

  LinkTables(String url) throws SQLException {
    this.connection = DriverManager.getConnection(url);
    execute("CREATE EXTENSION IF NOT EXISTS postgis");
    execute("SET jit = off");
    execute("SET max_parallel_workers_per_gather = 0");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String version() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT postgis_lib_version(), postgis_geos_version()")) {
      found.next();
      return "PostGIS " + found.getString(1) + ", GEOS " + found.getString(2);
    }
  }

  /// Makes the table anew; ids are positions in the list.
  void load(String table, List<Geometry> shapes) throws SQLException {
    execute("DROP TABLE IF EXISTS " + table);
    execute("CREATE TABLE " + table + " (id integer, shape geometry(Geometry, 2154))");
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
    WKBWriter binary = new WKBWriter(2, true);
    for (int i = 0; i < shapes.size(); i++) {
      Geometry shape = shapes.get(i);
      shape.setSRID(Quarter.SRID);
      write(copy, i + "\t" + WKBWriter.toHex(binary.write(shape)) + "\n");
    }
    copy.endCopy();
    execute("CREATE INDEX ON " + table + " USING gist (shape)");
    execute("VACUUM ANALYZE " + table);
  }

  private static void write(CopyIn copy, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /// Every pair of shapes that have a point in common, with its matrix.
  Relations relations(Pairing pairing) throws SQLException {
    Relations relations = new Relations();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet found =
          statement.executeQuery(
              "SELECT a.id, b.id, ST_Relate(a.shape, b.shape)" + from(pairing))) {
        while (found.next()) {
          relations.add(found.getInt(1), found.getInt(2), found.getString(3));
        }
      }
    } finally {
      connection.setAutoCommit(true);
    }
    return relations;
  }

  /// Seconds for the matrices of all pairs whose boxes meet, none of which is sent.
  double seconds(Pairing pairing) throws SQLException {
    long began = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT count(ST_Relate(a.shape, b.shape))" + from(pairing))) {
      found.next();
      if (found.getLong(1) == 0) {
        throw new SQLException("no pairs of " + pairing.key());
      }
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static String from(Pairing pairing) {
    return " FROM "
        + pairing.first().table()
        + " a JOIN "
        + pairing.second().table()
        + " b ON a.shape && b.shape";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
