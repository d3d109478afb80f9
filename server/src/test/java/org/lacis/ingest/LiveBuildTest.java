package org.lacis.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.ingest.BuildReport.Live.State;
import org.lacis.source.http.Service;
import org.lacis.vocabulary.Finding;

/// A build asks live sources when it is told to, lifts what they changed, and keeps what it had
/// when they fail.
final class LiveBuildTest {
  static {
    JenaSystem.init();
  }

  private static final String OLD = "id,name,x,y\n1,Baker,10,10\n2,Butcher,20,20\n";
  private static final String NEW = "id,name,x,y\n1,Baker,10,10\n2,Grocer,20,20\n";
  private static final String NAME = "town/shops: sample.csv";

  @TempDir Path folder;
  private TinyWorkspace town;
  private Service service;

  @BeforeEach
  void start() throws IOException {
    service = new Service();
    town = new TinyWorkspace(folder);
    town.write("mappings/town/shops/dataset.yaml", described("files:\n  sample.csv: shops.csv\n"));
  }

  private String described(String more) {
    return """
    title: shops
    %slive:
      sample.csv:
        file: %s
        tries: 2
        pause: 5ms
        rate: 100
    """
        .formatted(more, service.at("/shops.csv"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void serve(String csv) {
    String tag = "\"" + csv.hashCode() + "\"";
    service.answer(asked ->
        asked.header("If-None-Match").equals(tag)
            ? Service.Reply.of(304, "text/csv", "")
            : Service.Reply.of(200, "text/csv", csv).with("ETag", tag));
  }

  private void fail() {
    service.answer(_ -> Service.Reply.of(500, "text/plain", "no"));
  }

  private static BuildReport.Live live(BuildReport report) {
    return requireNonNull(report.live().get(NAME));
  }

  private List<String> catalogue() {
    return town.graph(TinyWorkspace.IRIS.catalogueGraph());
  }

  @Test
  void withoutBeingToldNothingOnTheNetIsTouched() {
    serve(NEW);
    BuildReport report = town.build();
    assertThat(report.live()).isEmpty();
    assertThat(service.asked()).isEmpty();
    assertThat(town.dataset("shops")).contains("id/town/shops/2 name \"Butcher\"");
  }

  @Test
  void aLiveBuildLiftsWhatTheSourceHolds() {
    serve(NEW);
    BuildReport report = town.build(true);
    assertThat(report.findings()).isEmpty();
    assertThat(live(report).state()).isEqualTo(State.FETCHED);
    assertThat(town.dataset("shops")).contains("id/town/shops/2 name \"Grocer\"");
    assertThat(catalogue())
        .anyMatch(line -> line.matches("id/source/\\S+ \\S+source " + service.at("/shops.csv")))
        .noneMatch(line -> line.contains("sourceProblem"));
  }

  @Test
  void whatHasNotChangedIsNotLifted() {
    serve(NEW);
    town.build(true);
    List<String> before = town.everything();
    BuildReport report = town.build(true);
    assertThat(live(report).state()).isEqualTo(State.UNCHANGED);
    assertThat(report.lifted()).isEmpty();
    assertThat(town.everything()).isEqualTo(before);
    assertThat(service.asked().getLast().header("If-None-Match")).isNotEmpty();
  }

  @Test
  void whatHasChangedIsToldAsADifference() {
    serve(OLD);
    town.build(true);
    serve(NEW);
    BuildReport report = town.build(true);
    assertThat(report.lifted()).containsOnlyKeys("town/shops");
    assertThat(requireNonNull(report.changes().get("town/shops")).removed()).isEqualTo(1);
    assertThat(requireNonNull(report.changes().get("town/shops")).added()).isEqualTo(1);
  }

  @Test
  void theLastCopyServesBuildsThatDoNotAsk() {
    serve(NEW);
    town.build(true);
    town.write(
        "mappings/town/shops/dataset.yaml",
        described("files:\n  sample.csv: shops.csv\n") + "# more\n");
    service.answer(_ -> Service.Reply.of(500, "text/plain", "no"));
    BuildReport report = town.build();
    assertThat(report.lifted()).containsOnlyKeys("town/shops");
    assertThat(service.asked()).isEmpty();
    assertThat(town.dataset("shops")).contains("id/town/shops/2 name \"Grocer\"");
    // the copies are taken away: the local files serve again
    town.delete(".lacis/live");
    town.build();
    assertThat(town.dataset("shops")).contains("id/town/shops/2 name \"Butcher\"");
  }

  @Test
  void aSourceThatFailsKeepsTheLastGraphAndSaysSo() {
    serve(NEW);
    town.build(true);
    List<String> before = town.dataset("shops");
    fail();
    BuildReport report = town.build(true);
    assertThat(town.dataset("shops")).isEqualTo(before);
    assertThat(report.lifted()).isEmpty();
    BuildReport.Live live = live(report);
    assertThat(live.state()).isEqualTo(State.FAILED);
    assertThat(live.complete()).isNotEmpty();
    Finding finding =
        requireNonNull(report.findings().get("source.server-error")).examples().getFirst();
    assertThat(finding.sentence())
        .contains(
            "town/shops",
            "sample.csv",
            "status 500",
            service.at("/shops.csv").toString(),
            "stays in use");
    assertThat(catalogue())
        .anyMatch(line ->
            line.startsWith("graph/town/shops sourceProblem ") && line.contains("status 500"))
        .anyMatch(line -> line.startsWith("graph/town/shops sourceProblemSince "));

    // a second failure changes nothing more
    List<String> everything = town.everything();
    town.build(true);
    assertThat(town.everything()).isEqualTo(everything);
    // a build that does not ask knows no better
    town.build();
    assertThat(town.everything()).isEqualTo(everything);

    serve(OLD);
    assertThat(live(town.build(true)).state()).isEqualTo(State.FETCHED);
    assertThat(catalogue()).noneMatch(line -> line.contains("sourceProblem"));
    assertThat(town.dataset("shops")).contains("id/town/shops/2 name \"Butcher\"");
  }

  @Test
  void theProblemIsKeptWhenTheDatasetIsLiftedForAnotherReason() {
    serve(NEW);
    town.build(true);
    fail();
    town.build(true);
    town.write(
        "mappings/town/shops/mapping.ttl",
        TinyWorkspace.mapping("shops", "Shop").replace("ex:name", "ex:sign"));
    assertThat(town.build().lifted()).containsOnlyKeys("town/shops");
    assertThat(catalogue()).anyMatch(line -> line.startsWith("graph/town/shops sourceProblem "));
  }

  @Test
  void aSourceThatWasNeverHadLeavesTheLocalFiles() {
    fail();
    BuildReport report = town.build(true);
    assertThat(report.findings()).containsOnlyKeys("source.server-error");
    assertThat(report.lifted()).containsKey("town/shops");
    assertThat(town.dataset("shops")).contains("id/town/shops/2 name \"Butcher\"");
    assertThat(live(report).complete()).isEmpty();
  }

  @Test
  void aSourceWithoutLocalFilesIsMissingUntilItIsFetched() {
    town.write("mappings/town/shops/dataset.yaml", described(""));
    BuildReport report = town.build();
    assertThat(report.skipped()).containsExactly("town/shops");
    assertThat(
            requireNonNull(report.findings().get("ingest.missing-data"))
                .examples()
                .getFirst()
                .found())
        .contains("sample.csv", "--live");
    serve(NEW);
    assertThat(town.build(true).lifted()).containsOnlyKeys("town/shops");
  }

  @Test
  void aDatasetThatIsLiveOnlyIsBuiltOnceItWasFetched() {
    town.write("mappings/town/shops/dataset.yaml", described("build: live\n"));
    town.write("mappings/town/shops/sample.csv", OLD);
    BuildReport report = town.build();
    assertThat(report.lifted()).containsOnlyKeys("town/squares");
    assertThat(report.skipped()).isEmpty();
    assertThat(report.findings()).containsOnlyKeys("link.nothing-to-link");
    serve(NEW);
    assertThat(town.build(true).lifted()).containsOnlyKeys("town/shops");
    assertThat(town.dataset("shops")).contains("id/town/shops/2 name \"Grocer\"");
  }

  @Test
  void anAddressCanBeAnotherOne() {
    town.write(
        "mappings/town/shops/dataset.yaml",
        described("").replace(service.at("").toString(), "https://data.example"));
    town.write(
        "twin.yaml",
        """
        base: %s
        twins: {town: }
        egress: {private: 127.0.0.0/8}
        live:
          addresses:
            https://data.example: %s
        """
            .formatted(TinyWorkspace.BASE, service.at("")));
    serve(NEW);
    assertThat(town.build(true).findings()).isEmpty();
    assertThat(town.dataset("shops")).contains("id/town/shops/2 name \"Grocer\"");
  }

  @Test
  void mistakesInTheDescriptionAreToldWithTheirLine() throws IOException {
    Map<String, String> mistakes =
        Map.of(
            "live:\n  a.csv: {fil: 'https://x.example/a'}\n", "Did you mean 'file'",
            "live:\n  a.csv: {file: 'ftp://x.example/a'}\n", "http://",
            "live:\n  a.csv: {}\n", "one of features, wfs, pages, file",
            "live:\n  a.csv: {wfs: 'https://x.example/wfs'}\n", "type",
            "live:\n  a.csv: {file: 'https://x.example/a', size: big}\n", "4GB",
            "live:\n  a.csv: {file: 'https://x.example/a', rate: 0}\n", "requests a second",
            "live:\n  a.csv:\n    file: https://x.example/a\n    wfs: https://x.example/b\n",
                "one of",
            "build: lives\n", "true, false or live");
    for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
      Path file = Files.writeString(folder.resolve("dataset.yaml"), mistake.getKey());
      assertThat(
              catchThrowableOfType(
                      WorkspaceException.class, () -> DatasetFile.read("town/shops", file))
                  .finding()
                  .sentence())
          .contains("dataset.yaml, line", mistake.getValue());
    }
  }
}
