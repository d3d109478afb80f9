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
  private static final Map<String, String> SOURCES =
      Map.of(
          "RMLSTC0003", "SPARQL over an RDF file is no source here",
          "RMLSTC0006a", "its database is not described; run on one of its own below",
          "RMLSTC0009a", "quoted headers are sound CSV; the case lists an error and the quads too");

  private static final Map<String, String> REGISTRY =
      Map.of(
          "RMLIOREGTC0003d",
              "the namespace of the mapping is not that of the file, and names go without prefix",
          "RMLIOREGTC0007a", "numbers of JSON are numbers; the case expects strings",
          "RMLIOREGTC0008a", "web APIs are not fetched during a lift",
          "RMLIOREGTC0009a", "the mapping is no Turtle, and streams of Kafka are no source here",
          "RMLIOREGTC0010a", "the mapping is no Turtle, and streams of MQTT are no source here",
          "RMLIOREGTC0011a", "SPARQL endpoints are no source here",
          "RMLIOREGTC0012i", "the mapping refers to ID and Name, the file has id and name");

  private static final String TEXTS =
      "the expected file has 33 of JSON as a text, that of RMLTTC0001a and its like as a number;"
          + " run once more with numbers as texts";

  private static final Map<String, String> TARGETS =
      Map.ofEntries(
          Map.entry(
              "RMLTTC0002q",
              "expects 3.3E1 for 33 as xsd:double; RMLIOREGTC0006w and its like keep the text"),
          Map.entry("RMLTTC0004a", TEXTS),
          Map.entry("RMLTTC0004c", TEXTS),
          Map.entry("RMLTTC0004e", TEXTS),
          Map.entry("RMLTTC0004f", TEXTS),
          Map.entry("RMLTTC0004g", TEXTS),
          Map.entry("RMLTTC0005b", TEXTS),
          Map.entry("RMLTTC0006b", TEXTS),
          Map.entry("RMLTTC0006c", TEXTS),
          Map.entry("RMLTTC0006d", TEXTS),
          Map.entry("RMLTTC0006e", TEXTS));

  @TestFactory
  Stream<DynamicTest> sources() throws IOException {
    return new RmlSuite(Shared.get("suites/rml/rml-io/test-cases"), SOURCES)
        .tests(name -> name.startsWith("RMLSTC"));
  }

  /// The case on a database gives a table as CSV and no address: it is loaded into one.
  @Test
  void aTableOfADatabase() throws IOException, SQLException {
    Path folder = Shared.get("suites/rml/rml-io/test-cases/RMLSTC0006a");
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE";
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
              .withDatabases(
                  Map.of("$CONNECTIONDSN", new LiftSettings.Database(url, "", "")));
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
    return new RmlSuite(Shared.get("suites/rml/rml-io/test-cases"), TARGETS)
        .tests(name -> name.startsWith("RMLTTC"));
  }

  /// Serializations, charset and archives of the cases that disagree about numbers.
  @TestFactory
  Stream<DynamicTest> targetsWithNumbersAsTexts() throws IOException {
    return new RmlSuite(
            Shared.get("suites/rml/rml-io/test-cases"), "http://example.com/", true, Map.of())
        .tests(name -> TEXTS.equals(TARGETS.get(name)));
  }

  /// RMLIOREGTC0007a reads JSON from an address; but for the datatypes it passes.
  @TestFactory
  Stream<DynamicTest> registryWithNumbersAsTexts() throws IOException {
    return new RmlSuite(
            Shared.get("suites/rml/rml-io-registry/test-cases"),
            "http://example.com/",
            true,
            Map.of())
        .tests("RMLIOREGTC0007a"::equals);
  }

  @TestFactory
  Stream<DynamicTest> registry() throws IOException {
    return new RmlSuite(Shared.get("suites/rml/rml-io-registry/test-cases"), REGISTRY)
        .tests(name -> !name.matches("RMLIOREGTC000[456][a-z]"));
  }
}
