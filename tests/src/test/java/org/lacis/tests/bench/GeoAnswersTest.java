package org.lacis.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.lacis.bench.PostgresServer;
import org.lacis.bench.geo.GeoQuestion;
import org.lacis.bench.geo.OurStore;
import org.lacis.bench.geo.PostGis;
import org.lacis.bench.geo.World;

/// The questions of `lacis bench geo` over a small territory have the answers that PostGIS gives.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeoAnswersTest {
  private final World world = new World(7, 0.01);
  private PostgresServer server;
  private PostGis postgis;
  private OurStore ours;

  @BeforeAll
  void load() throws Exception {
    assumeTrue(PostgresServer.installed(), PostgresServer.MISSING);
    server = PostgresServer.start();
    postgis = PostGis.connect(server.url());
    postgis.load(world);
    ours = OurStore.memory();
    ours.load(world);
  }

  @AfterAll
  void close() throws Exception {
    if (ours != null) {
      ours.close();
    }
    if (postgis != null) {
      postgis.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> sameAnswersAsPostGis() {
    return Arrays.stream(GeoQuestion.values())
        .map(question ->
            DynamicTest.dynamicTest(
                question.key(),
                () -> {
                  long[] expected = postgis.ask(question, world);
                  assertThat(expected).isNotEmpty();
                  assertThat(ours.ask(question, world)).containsExactlyInAnyOrder(expected);
                }));
  }
}
