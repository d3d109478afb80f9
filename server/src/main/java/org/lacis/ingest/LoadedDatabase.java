package org.lacis.ingest;

import java.io.IOException;
import java.nio.file.Files;
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
import org.jspecify.annotations.Nullable;
import org.lacis.lift.LiftSettings;
import org.lacis.mapping.MappingDocument;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A database filled from SQL dumps for the time of a lift; nothing of it stays.
final class LoadedDatabase implements AutoCloseable {
  private final Optional<LiftSettings.Database> address;

  /// Keeps an H2 database in memory alive; dropping needs it for PostgreSQL.
  private final @Nullable Connection keeper;

  private final String drop;

  private LoadedDatabase(
      Optional<LiftSettings.Database> address, @Nullable Connection keeper, String drop) {
    this.address = address;
    this.keeper = keeper;
    this.drop = drop;
  }

  /// Loads the dumps of a dataset; nothing to load gives a database that binds nothing.
  ///
  /// @throws WorkspaceException when the engine cannot be reached, or a dump cannot be loaded
  static LoadedDatabase load(DatasetFile dataset, List<Path> dumps) {
    if (dataset.database().isEmpty()) {
      return new LoadedDatabase(Optional.empty(), null, "");
    }
    return switch (dataset.database().get().engine()) {
      case "h2" -> h2(dataset, dumps);
      default -> postgresql(dataset, dumps);
    };
  }

  /// The loaded database for every JDBC address that the mapping names.
  Map<String, LiftSettings.Database> bindings(MappingDocument document) {
    Map<String, LiftSettings.Database> bindings = new LinkedHashMap<>();
    address.ifPresent(database ->
        document.triplesMaps().stream()
            .map(map -> map.source().location())
            .filter(location -> location.startsWith("jdbc:"))
            .forEach(location -> bindings.put(location, database)));
    return bindings;
  }

  private static LoadedDatabase h2(DatasetFile dataset, List<Path> dumps) {
    String url =
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    try {
      Connection keeper = DriverManager.getConnection(url, "", "");
      fill(keeper, dataset, dumps);
      return new LoadedDatabase(
          Optional.of(new LiftSettings.Database(url, "", "")), keeper, "SHUTDOWN");
    } catch (SQLException e) {
      throw unusable(dataset, String.valueOf(e.getMessage()), e);
    }
  }

  private static LoadedDatabase postgresql(DatasetFile dataset, List<Path> dumps) {
    String server = System.getenv("LACIS_POSTGRESQL");
    if (server == null || server.isBlank()) {
      throw new WorkspaceException(
          Finding.warning(
              "ingest.no-database",
              Place.of(dataset.file().toString()).field("database"),
              "no PostgreSQL to load the dump into",
              "the JDBC address of one in LACIS_POSTGRESQL",
              "Set LACIS_POSTGRESQL=jdbc:postgresql://localhost:5432/postgres?user=…&password=…; a"
                  + " database is made in it for the lift, and dropped after."));
    }
    String name = "lacis_" + UUID.randomUUID().toString().replace("-", "");
    try {
      Connection keeper = DriverManager.getConnection(server);
      try (Statement statement = keeper.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      String url = server.replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + name);
      try (Connection connection = DriverManager.getConnection(url)) {
        fill(connection, dataset, dumps);
      }
      return new LoadedDatabase(
          Optional.of(new LiftSettings.Database(url, "", "")),
          keeper,
          "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    } catch (SQLException e) {
      throw unusable(dataset, String.valueOf(e.getMessage()), e);
    }
  }

  private static void fill(Connection connection, DatasetFile dataset, List<Path> dumps)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Path dump : dumps) {
        statement.execute(Files.readString(dump));
      }
    } catch (IOException e) {
      throw unusable(dataset, String.valueOf(e.getMessage()), e);
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
      throw new IllegalStateException("the database of a lift could not be dropped", e);
    }
  }
}
