package org.lacis.tests.golden;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.lacis.lift.LiftSettings;
import org.lacis.mapping.LogicalSource;
import org.lacis.mapping.LogicalSource.Kind;
import org.lacis.mapping.MappingDocument;

/// The tables of a folder's `sample.sql`, in memory, for as long as it is open.
///
/// @param connection keeps the database alive; empty when the folder needs none
/// @param bindings the database for the addresses of the mapping
record SampleDatabase(Optional<Connection> connection, Map<String, LiftSettings.Database> bindings)
    implements AutoCloseable {

  static SampleDatabase of(Path folder, MappingDocument document) throws IOException, SQLException {
    List<String> addresses =
        document.sources().stream()
            .filter(source -> source.kind() == Kind.DATABASE)
            .map(LogicalSource::location)
            .distinct()
            .toList();
    Path script = folder.resolve("sample.sql");
    boolean selfMade = addresses.stream().allMatch(address -> address.contains("INIT="));
    if (addresses.isEmpty() || selfMade || !Files.exists(script)) {
      return new SampleDatabase(Optional.empty(), Map.of());
    }
    assumeFalse(
        addresses.stream().anyMatch(address -> address.startsWith("jdbc:postgresql:")),
        "the sample needs PostgreSQL with PostGIS");
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    Connection connection = DriverManager.getConnection(url, "", "");
    try (Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(script));
    }
    Map<String, LiftSettings.Database> bindings = new HashMap<>();
    addresses.forEach(address -> bindings.put(address, new LiftSettings.Database(url, "", "")));
    return new SampleDatabase(Optional.of(connection), bindings);
  }

  @Override
  public void close() throws SQLException {
    if (connection.isPresent()) {
      connection.get().close();
    }
  }
}
