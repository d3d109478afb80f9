package org.lacis.tests.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.app.sample.SampleSettings;
import org.lacis.app.sample.SampleTwin;
import org.lacis.ingest.Build;
import org.lacis.ingest.BuildObserver;
import org.lacis.ingest.BuildReport;
import org.lacis.ingest.Workspace;
import org.lacis.link.Linker;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;
import org.lacis.validate.Result;
import org.lacis.validate.register.Register;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Lacis;

/// The sample of 2,000 buildings, built from its files, against the answers it was written with.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SampleTwinTest {
  @TempDir private static Path folder;

  private Workspace workspace;
  private TwinStore store;
  private BuildReport report;

  @BeforeAll
  void buildIt() {
    SampleTwin.write(folder, new SampleSettings(2000, 42), _ -> {});
    workspace = Workspace.open(folder);
    store = TwinStore.open(workspace.store());
    report =
        new Build(
                workspace,
                new Sources(StandardFormats.all()),
                new Linker(ForkJoinPool.commonPool(), 2),
                BuildObserver.SILENT)
            .run(store, Optional.empty());
  }

  @AfterAll
  void close() {
    store.close();
  }

  @Test
  void a01_everyDatasetIsLiftedWithoutAFinding() {
    assertThat(report.lifted()).hasSize(8);
    assertThat(report.skipped()).isEmpty();
    assertThat(
            report.findings().values().stream()
                .flatMap(entry -> entry.examples().stream())
                .map(Finding::sentence))
        .isEmpty();
  }

  @Test
  void a02_buildingsAreFoundAgainAcrossTheTwins() throws IOException {
    Set<String> gold = gold("links.csv", cells -> cells[0] + " " + cells[1]);
    Set<String> found = links("same-building", Lacis.CORRESPONDS_TO);

    Set<String> right = new HashSet<>(found);
    right.retainAll(gold);
    double precision = (double) right.size() / found.size();
    double recall = (double) right.size() / gold.size();
    assertThat(precision).as("precision of %s links", found.size()).isGreaterThanOrEqualTo(0.95);
    assertThat(recall).as("recall of %s links", gold.size()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void a03_exposuresAreExact() throws IOException {
    assertThat(links("building-in-flood-zone", Lacis.EXPOSED_TO))
        .isEqualTo(gold("exposures.csv", cells -> cells[1] + " " + cells[2]));
  }

  @Test
  void a04_everyNationalBuildingStandsInTheTown() {
    Set<String> found = links("building-in-commune", Lacis.term("inCommune"));
    assertThat(found).hasSize(2000).allMatch(link -> link.endsWith(" 96001"));
  }

  @Test
  void a05_everyLocalBuildingStandsOnTheParcelOfItsKey() {
    Set<String> found = links("building-on-parcel", Lacis.ON_PARCEL);
    Set<String> expected =
        store.read(view ->
            view.dataset().stream(
                    workspace.settings().iris().datasetGraph("sample-local/buildings"),
                    Node.ANY,
                    Lacis.term("parcelIdentifier"),
                    Node.ANY)
                .map(
                    quad -> key(quad.getSubject()) + " " + quad.getObject().getLiteralLexicalForm())
                .collect(Collectors.toSet()));
    assertThat(expected).hasSizeGreaterThan(1900);
    assertThat(found).containsAll(expected);
  }

  @Test
  void a06_itIsASoundRegister() {
    List<Result> met = new ArrayList<>();
    List<Register.Outcome> outcomes =
        store.read(view -> new Register(workspace.settings().iris()).check(view, met::add));
    assertThat(met.stream().map(result -> result.focus() + ": " + result.message("en"))).isEmpty();
    assertThat(outcomes)
        .extracting(Register.Outcome::check)
        .containsExactlyElementsOf(Register.names());
    assertThat(outcomes)
        .filteredOn(outcome -> List.of("place", "identifier", "link-end").contains(outcome.check()))
        .allSatisfy(outcome -> assertThat(outcome.judged()).isGreaterThan(2_000));
  }

  private Set<String> links(String rule, Node predicate) {
    return store.read(view ->
        view.dataset().stream(
                workspace.settings().iris().linkGraph(rule), Node.ANY, predicate, Node.ANY)
            .map(quad -> key(quad.getSubject()) + " " + key(quad.getObject()))
            .collect(Collectors.toSet()));
  }

  private static String key(Node node) {
    String iri = node.getURI();
    return iri.substring(iri.lastIndexOf('/') + 1);
  }

  private static Set<String> gold(String file, java.util.function.Function<String[], String> pair)
      throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("gold").resolve(file));
    return lines.stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(pair)
        .collect(Collectors.toSet());
  }
}
