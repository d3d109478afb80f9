package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.tests.Quads;
import org.lacis.tests.Shared;

/// RML-IO, and the registry of sources without databases.
final class RmlIoTest {
  /// Cases that are right but for numbers of JSON, which they expect as texts.
  private static final Pattern TEXTS =
      Pattern.compile("RMLTTC000(4[acefg]|5b|6[bcde])|RMLIOREGTC0007a");

  @TestFactory
  Stream<DynamicTest> sources() throws IOException {
    return new RmlSuite("rml-io").tests(name -> name.startsWith("RMLSTC"));
  }

  /// The case on a database gives a table as CSV and no address: it is loaded into one.
  @Test
  void aTableOfADatabase() throws IOException, SQLException {
    Path folder = Shared.get("suites/rml/rml-io/test-cases/RMLSTC0006a");
    String url =
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        NQuadsWriter writer = new NQuadsWriter(out)) {
      statement.execute(
          """
          CREATE TABLE Friends AS
          SELECT CAST(id AS INT) id, name, CAST(age AS INT) age FROM CSVREAD('%s')
          """
              .formatted(folder.resolve("Friends.csv")));
      LiftSettings settings =
          LiftSettings.beside(folder, "http://example.com/")
              .withDatabases(Map.of("$CONNECTIONDSN", new LiftSettings.Database(url, "", "")));
      new Lifter(
              MappingReader.read(folder.resolve("mapping.ttl")),
              settings,
              new Sources(StandardFormats.all()))
          .lift(writer, _ -> {});
    }
    assertThat(
            Quads.difference(
                Quads.read(folder.resolve("default.nq")), Quads.read(out.toByteArray())))
        .isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> targets() throws IOException {
    return new RmlSuite("rml-io").tests(name -> name.startsWith("RMLTTC"));
  }

  /// Serializations, charset and archives of the cases that disagree about numbers.
  @TestFactory
  Stream<DynamicTest> targetsWithNumbersAsTexts() throws IOException {
    return new RmlSuite("rml-io", "http://example.com/", true).tests(TEXTS.asMatchPredicate());
  }

  /// RMLIOREGTC0007a reads JSON from an address; but for the datatypes it passes.
  @TestFactory
  Stream<DynamicTest> registryWithNumbersAsTexts() throws IOException {
    return new RmlSuite("rml-io-registry", "http://example.com/", true)
        .tests(TEXTS.asMatchPredicate());
  }

  @TestFactory
  Stream<DynamicTest> registry() throws IOException {
    return new RmlSuite("rml-io-registry").tests(name -> !name.matches("RMLIOREGTC000[456][a-z]"));
  }
}
