package org.lacis.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lacis.lift.LiftSettings;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.NormalForm;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// A database filled from SQL dumps for the time of a lift; nothing of it stays.
final class LoadedDatabase implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("^(jdbc:postgresql://[^/?]*/)[^?]*");
  private static final Pattern OWNERSHIP =
      Pattern.compile("^(ALTER .* OWNER TO |GRANT |REVOKE |ALTER DEFAULT PRIVILEGES )");

  private final Optional<LiftSettings.Database> address;

  /// Keeps an H2 database in memory alive; dropping needs it for PostgreSQL.
  private final @Nullable Connection keeper;

  private final String drop;
  private final FindingSink findings;

  private LoadedDatabase(
      Optional<LiftSettings.Database> address,
      @Nullable Connection keeper,
      String drop,
      FindingSink findings) {
    this.address = address;
    this.keeper = keeper;
    this.drop = drop;
    this.findings = findings;
  }

  /// Loads the dumps of a dataset; nothing to load gives a database that binds nothing.
  ///
  /// A statement that the engine refuses is a finding, and the rest is loaded. Who owns what is not
  /// taken over: all of it belongs to whom the lift is.
  ///
  /// @throws WorkspaceException when the engine cannot be reached, or a dump cannot be read
  static LoadedDatabase load(DatasetFile dataset, List<Path> dumps, FindingSink findings) {
    if (dataset.database().isEmpty()) {
      return new LoadedDatabase(Optional.empty(), null, "", findings);
    }
    return switch (dataset.database().get().engine()) {
      case "h2" -> h2(dataset, dumps, findings);
      default -> postgresql(dataset, dumps, findings);
    };
  }

  /// The loaded database for every JDBC address that the mapping names.
  Map<String, LiftSettings.Database> bindings(MappingDocument document) {
    Map<String, LiftSettings.Database> bindings = new LinkedHashMap<>();
    address.ifPresent(database ->
        document.sources().stream()
            .map(LogicalSource::location)
            .filter(location ->
                location.startsWith("jdbc:") || location.equals(NormalForm.UNNAMED_DATABASE))
            .forEach(location -> bindings.put(location, database)));
    return bindings;
  }

  private static LoadedDatabase h2(DatasetFile dataset, List<Path> dumps, FindingSink findings) {
    String url =
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    Connection keeper = connect(dataset, url);
    LoadedDatabase database =
        new LoadedDatabase(
            Optional.of(new LiftSettings.Database(url, "", "")), keeper, "SHUTDOWN", findings);
    return database.filled(() -> fill(keeper, dataset, dumps, findings), dataset);
  }

  private static LoadedDatabase postgresql(
      DatasetFile dataset, List<Path> dumps, FindingSink findings) {
    String server = server(dataset);
    String name = "lacis_" + UUID.randomUUID().toString().replace("-", "");
    String url = SERVER.matcher(server).replaceFirst("$1" + name);
    Connection keeper = connect(dataset, server);
    LoadedDatabase database =
        new LoadedDatabase(
            Optional.of(new LiftSettings.Database(url, "", "")),
            keeper,
            "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)",
            findings);
    return database.filled(
        () -> {
          run(keeper, "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
          try (Connection connection = DriverManager.getConnection(url)) {
            // Nobody waits for the disk for what is thrown away after the lift.
            run(connection, "SET synchronous_commit = off");
            for (String extension : dataset.database().orElseThrow().extensions()) {
              run(connection, "CREATE EXTENSION IF NOT EXISTS " + extension + " CASCADE");
            }
            fill(connection, dataset, dumps, findings);
          }
        },
        dataset);
  }

  /// Where the PostgreSQL is that a database may be made in.
  private static String server(DatasetFile dataset) {
    String named = System.getProperty("lacis.postgresql", System.getenv("LACIS_POSTGRESQL"));
    String server = named == null ? "" : named;
    if (!SERVER.matcher(server).find()) {
      throw new WorkspaceException(
          Finding.warning(
              "ingest.no-database",
              Place.of(dataset.file().toString()).field("database"),
              server.isBlank()
                  ? "no PostgreSQL to load the dump into"
                  : "an address without host and database in LACIS_POSTGRESQL",
              "the JDBC address of one in LACIS_POSTGRESQL",
              "Set LACIS_POSTGRESQL=jdbc:postgresql://localhost:5432/postgres?user=…&password=…; a"
                  + " database is made in it for the lift, and dropped after."));
    }
    return server;
  }

  /// Something that talks to a database.
  private interface Filling {
    void run() throws SQLException;
  }

  /// Fills this database, or drops it when that cannot be done.
  private LoadedDatabase filled(Filling filling, DatasetFile dataset) {
    try {
      filling.run();
      return this;
    } catch (SQLException | RuntimeException e) {
      close();
      throw e instanceof RuntimeException told
          ? told
          : unusable(dataset, String.valueOf(e.getMessage()), e);
    }
  }

  private static Connection connect(DatasetFile dataset, String url) {
    try {
      return DriverManager.getConnection(url);
    } catch (SQLException e) {
      throw unusable(dataset, String.valueOf(e.getMessage()), e);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void fill(
      Connection connection, DatasetFile dataset, List<Path> dumps, FindingSink findings)
      throws SQLException {
    for (Path file : dumps) {
      try (SqlDump dump = new SqlDump(file)) {
        for (Optional<SqlDump.Statement> next = dump.next(); next.isPresent(); next = dump.next()) {
          execute(connection, next.get(), dump, file, findings);
        }
      } catch (IOException e) {
        throw unusable(dataset, e.toString(), e);
      }
    }
  }

  /// One statement that is refused costs what it says, not the rest of the dump.
  private static void execute(
      Connection connection,
      SqlDump.Statement statement,
      SqlDump dump,
      Path file,
      FindingSink findings)
      throws SQLException, IOException {
    if (OWNERSHIP.matcher(statement.head()).find()) {
      return;
    }
    try {
      if (statement.rows()) {
        copy(connection, statement.sql(), dump);
      } else {
        run(connection, statement.sql());
      }
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      findings.report(
          Finding.warning(
              "ingest.refused-statement",
              Place.line(String.valueOf(file.getFileName()), statement.line()),
              String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
              "a statement that the database accepts",
              "The rest of the dump was loaded. Mend the statement, name an extension it needs under"
                  + " database.extensions, or leave it out of the dump."));
    }
  }

  /// Rows are read to the end of the block even when the database refuses them.
  private static void copy(Connection connection, String sql, SqlDump dump)
      throws SQLException, IOException {
    try {
      if (!connection.isWrapperFor(PGConnection.class)) {
        throw new SQLException("COPY … FROM stdin is PostgreSQL's own");
      }
      CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        for (Optional<String> row = dump.row(); row.isPresent(); row = dump.row()) {
          byte[] bytes = (row.get() + '\n').getBytes(StandardCharsets.UTF_8);
          in.writeToCopy(bytes, 0, bytes.length);
        }
        in.endCopy();
      } finally {
        if (in.isActive()) {
          in.cancelCopy();
        }
      }
    } catch (SQLException e) {
      dump.skipRows();
      throw e;
    }
  }

  private static WorkspaceException unusable(DatasetFile dataset, String found, Exception cause) {
    return new WorkspaceException(
        Finding.violation(
            "ingest.unusable-dump",
            Place.of(dataset.file().toString()).field("database"),
            found,
            "an SQL dump that the engine can load",
            "Load the dump by hand to see the statement, or name another engine."),
        cause);
  }

  @Override
  public void close() {
    if (keeper == null) {
      return;
    }
    try (Connection connection = keeper;
        Statement statement = connection.createStatement()) {
      statement.execute(drop);
    } catch (SQLException e) {
      // What was lifted is none the worse for it.
      findings.report(
          Finding.warning(
              "ingest.database-left",
              Place.of("PostgreSQL"),
              String.valueOf(e.getMessage()),
              "to drop the database that the dump was loaded into",
              "Do it by hand: " + drop));
    }
  }
}
