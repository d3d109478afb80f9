package org.lacis.tests.conformance;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.lacis.tests.Shared;

/// RML-IO, the registry of sources: MySQL (a MariaDB) and PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RmlIoDatabaseTest {
  private LiftDatabases databases = new LiftDatabases();

  @BeforeAll
  void open() {
    databases = new LiftDatabases();
  }

  @AfterAll
  void close() throws IOException {
    databases.close();
  }

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    Path folder = Shared.get("suites/rml/rml-io-registry/test-cases");
    Misses misses = new Misses("rml-io-registry");
    List<DynamicTest> tests = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("metadata.csv"))) {
      for (NamedCsvRecord row : rows) {
        Path one = folder.resolve(row.getField("ID"));
        if (Files.isDirectory(one) && row.getField("ID").matches("RMLIOREGTC000[45][a-z]")) {
          boolean mustFail = Boolean.parseBoolean(row.getField("error").strip());
          tests.add(misses.test(row.getField("ID"), mustFail, () -> check(one, mustFail)));
        }
      }
    }
    tests.sort(Comparator.comparing(DynamicTest::getDisplayName));
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private void check(Path folder, boolean mustFail) throws Exception {
    Path script = folder.resolve("resource.sql");
    String database =
        folder.getFileName().toString().startsWith("RMLIOREGTC0004")
            ? databases.maria(script, false)
            : databases.postgres(script);
    Optional<Path> expected =
        mustFail ? Optional.empty() : Optional.of(folder.resolve("output.nq"));
    new LiftCase(folder.resolve("mapping.ttl"), expected, "http://example.com/base/", database)
        .check();
  }
}
