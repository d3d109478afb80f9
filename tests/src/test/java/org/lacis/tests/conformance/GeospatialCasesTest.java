package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.bench.PostgresServer;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.tests.Quads;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.Severity;

/// Geospatial cases in the form of the RML suites, of which there are none elsewhere
/// (`tests/cases/geospatial`): a folder a case with mapping, data and the quads that come out;
/// `metadata.csv` says which must fail. `findings.txt` has the codes of what is to be told.
///
/// `name.1`, `name.2` are pages of the source `name`; `name.sql` is a script that makes the file,
/// or fills PostGIS where the mapping asks for a database. `-Dcases.write=true` writes `output.nq`
/// and `findings.txt` instead, for an author who then reads them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeospatialCasesTest {
  private static final String BASE = "http://example.com/";

  private Optional<PostgresServer> server = Optional.empty();
  private int schemas;

  @TempDir Path made;

  @AfterAll
  void stop() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
  }

  private record Case(String id, String title, Path folder, boolean mustFail) {}

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    Path folder = Shared.project().resolve("tests/cases/geospatial/test-cases");
    List<Case> cases = new ArrayList<>();
    Set<String> known = new HashSet<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("metadata.csv"))) {
      for (NamedCsvRecord row : rows) {
        String id = row.getField("ID");
        known.add(id);
        cases.add(
            new Case(
                id,
                row.getField("title"),
                folder.resolve(id),
                Boolean.parseBoolean(row.getField("error"))));
      }
    }
    try (Stream<Path> folders = Files.list(folder)) {
      assertThat(folders.filter(Files::isDirectory).map(one -> one.getFileName().toString()))
          .as("each case is in the metadata")
          .containsExactlyInAnyOrderElementsOf(known);
    }
    assertThat(cases).hasSizeGreaterThan(40);
    return cases.stream()
        .map(one -> DynamicTest.dynamicTest(one.id() + " " + one.title(), () -> check(one)));
  }

  /// Each formulation of ours is described for others, in both languages, and has a case here.
  @Test
  void formulationsArePublished() throws IOException {
    Graph published =
        RDFDataMgr.loadGraph(
            Shared.project().resolve("ontologies/rml/formulations.ttl").toUri().toString());
    Set<String> described = new TreeSet<>();
    published
        .find(
            Node.ANY,
            RDF.type.asNode(),
            NodeFactory.createURI("http://w3id.org/rml/ReferenceFormulation"))
        .forEachRemaining(triple -> described.add(triple.getSubject().getURI()));
    for (String formulation : described) {
      Node node = NodeFactory.createURI(formulation);
      assertThat(published.find(node, RDFS.label.asNode(), Node.ANY).toList()).hasSize(2);
      assertThat(published.find(node, SKOS.definition.asNode(), Node.ANY).toList()).hasSize(2);
    }
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files =
        Files.walk(Shared.project().resolve("tests/cases/geospatial/test-cases"))) {
      for (Path file : files.filter(one -> one.endsWith("mapping.ttl")).toList()) {
        Matcher formulation =
            Pattern.compile("rml:referenceFormulation lacis:(\\w+)")
                .matcher(Files.readString(file));
        while (formulation.find()) {
          used.add("https://w3id.org/lacis#" + formulation.group(1));
        }
      }
    }
    assertThat(described).isEqualTo(used).hasSize(6);
  }

  private void check(Case one) throws IOException, SQLException {
    List<Finding> findings = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<LacisException> error = Optional.empty();
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      new Lifter(
              MappingReader.read(one.folder().resolve("mapping.ttl"), BASE),
              settings(one.folder()),
              new Sources(StandardFormats.all()))
          .lift(writer, findings::add);
    } catch (LacisException e) {
      error = Optional.of(e);
    }
    List<String> told =
        Stream.concat(
                error.stream().map(e -> e.finding().code()), findings.stream().map(Finding::code))
            .distinct()
            .sorted()
            .toList();
    Path codes = one.folder().resolve("findings.txt");
    Path expected = one.folder().resolve("output.nq");
    DatasetGraph found = Quads.read(out.toByteArray());
    if (Boolean.getBoolean("cases.write")) {
      if (!told.isEmpty()) {
        Files.write(codes, told);
      }
      if (!one.mustFail()) {
        Files.writeString(expected, Quads.sorted(found));
      }
    }
    assertThat(told)
        .as("%s %s", findings, error)
        .isEqualTo(Files.exists(codes) ? Files.readAllLines(codes) : List.of());
    if (one.mustFail()) {
      assertThat(
              error.isPresent()
                  || findings.stream().anyMatch(it -> it.severity() == Severity.VIOLATION))
          .as("an error is told; found\n%s", out)
          .isTrue();
      return;
    }
    assertThat(error).isEmpty();
    assertThat(Quads.difference(Quads.read(expected), found)).as("%s", findings).isEmpty();
  }

  private LiftSettings settings(Path folder) throws IOException, SQLException {
    Map<String, List<Path>> files = new HashMap<>();
    Map<String, LiftSettings.Database> databases = new HashMap<>();
    try (Stream<Path> listed = Files.list(folder)) {
      for (Path file : listed.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.matches(".*\\.\\d+")) {
          files
              .computeIfAbsent(name.replaceFirst("\\.\\d+$", ""), _ -> new ArrayList<>())
              .add(file);
        } else if (name.equals("resource.sql")) {
          databases.put("CONNECTIONDSN", new LiftSettings.Database(postgis(file), "", ""));
        } else if (name.endsWith(".sql")) {
          String bare = name.substring(0, name.length() - 4);
          files.put(bare, List.of(sqlite(file, bare)));
        }
      }
    }
    return LiftSettings.beside(folder, BASE).withFiles(files).withDatabases(databases);
  }

  private Path sqlite(Path script, String name) throws IOException, SQLException {
    Path file = made.resolve(script.getName(script.getNameCount() - 2) + "-" + name);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(Files.readString(script));
    }
    return file;
  }

  private String postgis(Path script) throws IOException, SQLException {
    assumeTrue(PostgresServer.installed(), PostgresServer.MISSING);
    if (server.isEmpty()) {
      server = Optional.of(PostgresServer.start());
      try (Connection connection = DriverManager.getConnection(server.get().url());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public");
      }
    }
    String schema = "geo" + ++schemas;
    String url = server.get().url() + "&currentSchema=" + schema + ",public";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
      statement.execute(Files.readString(script));
    }
    return url;
  }
}
