package org.lacis.tests.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.lacis.bench.PostgresServer;
import org.lacis.tests.MariaDbServer;

/// The two servers that cases with tables run on, each started when the first case asks for it. A
/// case finds an empty schema with the tables of its script and nothing else. One thread.
final class LiftDatabases implements AutoCloseable {
  private Optional<PostgresServer> postgres = Optional.empty();
  private Optional<MariaDbServer> maria = Optional.empty();
  private int schemas;

  /// Loads a script into a schema of its own. One of the scripts is MySQL's by mistake, some write
  /// bytes in the manner of PostgreSQL before 9.1.
  ///
  /// @return the address to read it by
  String postgres(Path script) throws IOException, SQLException {
    assumeTrue(PostgresServer.installed(), PostgresServer.MISSING);
    if (postgres.isEmpty()) {
      postgres = Optional.of(PostgresServer.start());
    }
    String schema = "case" + ++schemas;
    String url = postgres.get().url() + "&currentSchema=" + schema;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      String text = Files.readString(script);
      statement.execute("CREATE SCHEMA " + schema);
      if (text.contains("'\\\\x")) {
        statement.execute("SET standard_conforming_strings = off");
      }
      statement.execute(text.replace("USE test;", "").replace(" test.", " "));
    }
    return url;
  }

  /// Loads a script into the database `test`, which the scripts of the suites name, and which is
  /// made anew for each.
  ///
  /// @param standard whether the address asks for standard SQL
  String maria(Path script, boolean standard) throws IOException, SQLException {
    assumeTrue(MariaDbServer.installed(), MariaDbServer.MISSING);
    if (maria.isEmpty()) {
      maria = Optional.of(MariaDbServer.start());
    }
    try (Connection connection = DriverManager.getConnection(maria.get().url());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS test");
      statement.execute("CREATE DATABASE test");
      statement.execute("USE test");
      statement.execute(Files.readString(script));
    }
    return standard ? maria.get().standardUrl("test") : maria.get().url("test");
  }

  @Override
  public void close() throws IOException {
    if (postgres.isPresent()) {
      postgres.get().close();
    }
    if (maria.isPresent()) {
      maria.get().close();
    }
  }
}
