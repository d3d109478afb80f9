package org.lacis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;

/// A process that fills a store is killed as `kill -9` does, at any moment: the next one finds
/// nothing or everything, with an index that fits, and can go on. `-Dlacis.kills=50` kills more
/// often.
class KilledLoadTest {
  private static final int THINGS = 30_000;
  private static final String BEGUN = "begun";
  private static final String FINISHING = "finishing";
  private static final String DONE = "done";

  @TempDir Path folder;

  @Test
  void theStoreIsEmptyOrWhole() throws Exception {
    Random random = new Random(11);
    int kills = Integer.getInteger("lacis.kills", 4);
    for (int round = 0; round < kills; round++) {
      Path place = folder.resolve("store" + round);
      boolean late = round % 2 == 0;
      boolean acknowledged = loadUntilKilled(place, late, random.nextInt(late ? 400 : 700));
      try (TwinStore store = TwinStore.open(place)) {
        boolean whole = store.read(KilledLoadTest::check);
        assertThat(whole || !acknowledged).as("what was acknowledged is there").isTrue();
        store.write(view -> {
          view.add(Worlds.iri("g"), Worlds.iri("after"), Worlds.iri("at"), Worlds.point(1, 1));
          return true;
        });
        store.<Boolean>read(view -> {
          Envelope all = new Envelope(-180, 180, -90, 90);
          List<Node> indexed = Worlds.indexed(view, all);
          return assertThat(indexed).hasSize(whole ? THINGS + 1 : 1) != null;
        });
      }
      assertThat(place.resolve("loading")).doesNotExist();
      assertThat(place.resolve("loaded")).doesNotExist();
      Staging.delete(place);
    }
  }

  /// @param late count from where the quads have been given
  /// @return whether the load was over first
  private boolean loadUntilKilled(Path place, boolean late, long millis)
      throws IOException, InterruptedException {
    Path told = folder.resolve("told");
    Process loader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledLoadTest.class.getName(),
                place.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(told.toFile())
            .start();
    while (loader.isAlive() && !Files.readString(told).contains(late ? FINISHING : BEGUN)) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    TimeUnit.MILLISECONDS.sleep(millis);
    loader.destroyForcibly().waitFor();
    String all = Files.readString(told);
    assertThat(all).as("the loader works").contains(BEGUN);
    return all.contains(DONE);
  }

  private static boolean check(View view) {
    long[] quads = {0};
    view.dataset().find().forEachRemaining(_ -> quads[0]++);
    assertThat(quads[0]).isIn(0L, 2L * THINGS);
    assertThat(view.spatial().size()).isEqualTo(quads[0] / 2);
    if (quads[0] > 0) {
      Envelope some = new Envelope(10, 12, 1, 2);
      assertThat(Worlds.indexed(view, some))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(Worlds.scanned(view, some));
    }
    return quads[0] > 0;
  }

  /// The process that is killed.
  public static void main(String[] arguments) {
    try (BulkLoad load = BulkLoad.into(Path.of(arguments[0]), _ -> {}, 20_000)) {
      System.out.println(BEGUN);
      for (int i = 0; i < THINGS; i++) {
        Node thing = Worlds.iri("thing/" + i);
        load.add(Worlds.iri("g"), thing, Worlds.iri("kind"), Worlds.iri("kind/" + i % 7));
        load.add(Worlds.iri("g"), thing, Worlds.iri("at"), Worlds.point(i % 170 + i / 1e5, i % 80));
      }
      System.out.println(FINISHING);
      load.finish();
    }
    System.out.println(DONE);
  }
}
