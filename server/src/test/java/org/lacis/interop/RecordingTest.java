package org.lacis.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.interop.probe.Budget;
import org.lacis.interop.probe.Recording;
import org.lacis.interop.report.CheckGraph;
import org.lacis.interop.report.CheckJson;
import org.lacis.outbound.Outbound;

/// A recorded check that is made again without the partner says the same, byte for byte.
final class RecordingTest {
  @TempDir Path folder;

  private static final List<String> PLACES =
      List.of(
          "/sparql", "/dump.ttl", "/api/", "/stream", "/loop", "/nothing", "/busy", "/broken.ttl");

  @TestFactory
  Stream<DynamicTest> replayIsLive() {
    return LongStream.rangeClosed(1, 2)
        .boxed()
        .flatMap(seed ->
            PLACES.stream()
                .map(place ->
                    DynamicTest.dynamicTest(
                        place + ", seed " + seed, () -> same(place, seed, Probes.PLENTY))));
  }

  @TestFactory
  Stream<DynamicTest> replayIsLiveWhenTheBudgetIsSpent() {
    return Stream.of(
            new Budget(4, Duration.ofSeconds(20), 20_000_000, 0),
            new Budget(200, Duration.ofMillis(60), 20_000_000, 50),
            new Budget(200, Duration.ofSeconds(20), 6_000, 0))
        .map(
            budget -> DynamicTest.dynamicTest(budget.toString(), () -> same("/sparql", 1, budget)));
  }

  private void same(String place, long seed, Budget budget) throws IOException {
    Path file = folder.resolve(seed + place.replace('/', '-') + budget.hashCode() + ".jsonl.gz");
    Report live;
    Asking asking;
    try (Partner partner = new Partner(seed);
        Outbound outbound = Probes.outbound()) {
      asking = Probes.asking(partner.at(place), seed, budget);
      try (Recording.Recorder recorder =
          Recording.record(file, CheckJson.settings(asking), Probes.live(outbound, budget))) {
        live = Probes.run(Probes.testers(), asking, recorder);
      }
    }
    Recording.Replay replay = Recording.replay(file);
    Report again = Probes.run(Probes.testers(), CheckJson.settings(replay.settings()), replay);
    assertThat(CheckJson.write(again)).isEqualTo(CheckJson.write(live));
    assertThat(CheckGraph.turtle(again, "urn:r")).isEqualTo(CheckGraph.turtle(live, "urn:r"));
    assertThat(live.results()).hasSize(3);
    assertThat(CheckJson.write(CheckJson.read("here", CheckJson.write(live))))
        .isEqualTo(CheckJson.write(live));
  }

  @Test
  void whatWasNotRecordedIsUntested() throws IOException {
    Path file = folder.resolve("r.jsonl");
    try (Partner partner = new Partner(1);
        Outbound outbound = Probes.outbound()) {
      Asking asking = Probes.asking(partner.at("/dump.ttl"), 1, Probes.PLENTY);
      try (Recording.Recorder recorder =
          Recording.record(
              file, CheckJson.settings(asking), Probes.live(outbound, Probes.PLENTY))) {
        Report _ = Probes.run(List.of(new Reachable()), asking, recorder);
      }
    }
    Recording.Replay replay = Recording.replay(file);
    Report report = Probes.run(Probes.testers(), CheckJson.settings(replay.settings()), replay);
    assertThat(report.results())
        .filteredOn(result -> result.check().id().equals("uris.look"))
        .allSatisfy(result -> assertThat(result.outcome()).isInstanceOf(Outcome.Untested.class));
  }

  @Test
  void anotherFileIsNoRecording() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), "{}\n");
    assertThatThrownBy(() -> Recording.replay(file))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("x.jsonl, line 1");
    Path cut = Files.writeString(folder.resolve("y.jsonl"), "{\"format\":");
    assertThatThrownBy(() -> Recording.replay(cut)).isInstanceOf(InteropException.class);
    URI none = folder.resolve("none").toUri();
    assertThatThrownBy(() -> Recording.replay(Path.of(none))).isInstanceOf(InteropException.class);
  }
}
