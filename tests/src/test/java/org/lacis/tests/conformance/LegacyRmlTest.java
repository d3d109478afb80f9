package org.lacis.tests.conformance;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.lacis.tests.Shared;

/// The test cases of RML before 2024: files, PostgreSQL and MySQL (a MariaDB).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LegacyRmlTest {
  private static final String BASE = "http://example.com/base/";

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
    Path folder = Shared.get("suites/rml/rml-legacy");
    Misses misses = new Misses("rml-legacy");
    List<DynamicTest> tests = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("metadata.csv"))) {
      for (NamedCsvRecord row : rows) {
        Path one = folder.resolve("test-cases").resolve(row.getField("RML id"));
        if (Files.exists(one.resolve("mapping.ttl"))) {
          boolean mustFail = row.getField("error expected?").equalsIgnoreCase("true");
          tests.add(
              misses.test(one.getFileName().toString(), mustFail, () -> check(one, mustFail)));
        }
      }
    }
    // the metadata forget it; its iterator is no JSONPath, and its siblings must fail
    Path forgotten = folder.resolve("test-cases/RMLTC0002g-JSON");
    tests.add(misses.test("RMLTC0002g-JSON", true, () -> check(forgotten, true)));
    tests.add(misses.pageIsUpToDate());
    return tests.stream();
  }

  private void check(Path folder, boolean mustFail) throws Exception {
    String name = folder.getFileName().toString();
    Path script = folder.resolve("resource.sql");
    String database = "";
    if (name.endsWith("-PostgreSQL")) {
      database = databases.postgres(script);
    } else if (name.endsWith("-MySQL")) {
      database = databases.maria(script, true);
    }
    Optional<Path> expected =
        mustFail ? Optional.empty() : Optional.of(folder.resolve("output.nq"));
    new LiftCase(folder.resolve("mapping.ttl"), expected, BASE, database).check();
  }
}
