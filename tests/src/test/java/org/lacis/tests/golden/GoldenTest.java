package org.lacis.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.sparql.core.DatasetGraph;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.MappingDocument;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.tests.Quads;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Severity;

/// Every folder below `mappings/` with a mapping and a `dataset.yaml` is lifted as it is and must
/// give its `expected.nq`, with no violation found.
///
/// A `sample.sql` is loaded into an H2 database of its own, which stands for every H2 address of
/// the mapping. A folder whose format no class reads yet, or that asks for PostgreSQL, is skipped.
///
/// `-Dgolden.write=true` writes `expected.nq` instead, for an author who then reads it.
/// `-Dgolden.only=lyon/buildings` runs the folders whose path contains the text.
final class GoldenTest {
  private static final String BASE = "https://jumeaux.example/";

  private final Sources sources = new Sources(StandardFormats.all());

  @TestFactory
  Stream<DynamicTest> everyFolderGivesWhatItExpects() throws IOException {
    Path mappings = Shared.project().resolve("mappings");
    if (!Files.isDirectory(mappings)) {
      return Stream.empty();
    }
    String only = System.getProperty("golden.only", "");
    try (Stream<Path> files = Files.walk(mappings)) {
      List<Path> folders =
          files
              .filter(file -> file.endsWith("mapping.ttl"))
              .map(file -> file.resolveSibling(""))
              .filter(folder -> Files.exists(folder.resolve("dataset.yaml")))
              .filter(folder -> mappings.relativize(folder).toString().contains(only))
              .sorted()
              .toList();
      return folders.stream()
          .map(folder ->
              DynamicTest.dynamicTest(mappings.relativize(folder).toString(), () -> check(folder)));
    }
  }

  private void check(Path folder) throws IOException, SQLException {
    List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MappingDocument document = MappingReader.read(folder.resolve("mapping.ttl"), BASE);
    try (SampleDatabase database = SampleDatabase.of(folder, document);
        NQuadsWriter writer = new NQuadsWriter(out)) {
      LiftSettings settings = LiftSettings.beside(folder, BASE).withDatabases(database.bindings());
      new Lifter(document, settings, sources).lift(writer, findings::add);
    } catch (MappingException e) {
      assumeFalse(e.finding().code().equals("lift.unknown-format"), e.getMessage());
      throw e;
    }
    DatasetGraph found = Quads.read(out.toByteArray());
    Path file = folder.resolve("expected.nq");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, Quads.sorted(found));
    }
    assertThat(findings)
        .filteredOn(finding -> finding.severity() == Severity.VIOLATION)
        .extracting(Finding::sentence)
        .isEmpty();
    assertThat(found.find().hasNext()).as("the sample gives at least one quad").isTrue();
    if (!Files.exists(file)) {
      fail(file + " is missing; write it with -Dgolden.write=true, then read it");
    }
    assertThat(Quads.difference(Quads.read(file), found)).isEmpty();
  }
}
