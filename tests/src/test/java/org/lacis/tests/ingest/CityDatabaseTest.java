package org.lacis.tests.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.bench.PostgresServer;
import org.lacis.ingest.BuildReport;
import org.lacis.store.TwinStore;
import org.lacis.tests.Shared;

/// The two dumps of a 3DCityDB are loaded into a real PostgreSQL and lifted. The figures were asked
/// of the loaded dumps with psql: one building (object class 26) each, with one roof surface (33)
/// and one wall (34), one polygon for each of them.
final class CityDatabaseTest {
  private static final String LACIS = "https://w3id.org/lacis#";
  private static final String GEO = "http://www.opengis.net/ont/geosparql#";

  @TempDir Path folder;

  @Test
  void bothDumpsAreLifted() throws Exception {
    Shared.get("data");
    assumeTrue(PostgresServer.installed(), PostgresServer.MISSING);
    try (PostgresServer postgres = PostgresServer.start();
        TwinStore store = TwinStore.memory()) {
      LyonWorkspace lyon = LyonWorkspace.of(folder, "lyon/citydb-2009", "lyon/citydb-2012");
      BuildReport report = build(lyon, store, postgres.url());
      // two columns of the dumps never have a value; every statement of the dumps is accepted
      assertThat(report.findings()).containsOnlyKeys("lift.reference-without-value");
      assertThat(report.lifted()).containsOnlyKeys("lyon/citydb-2009", "lyon/citydb-2012");
      for (String year : List.of("2009", "2012")) {
        List<Triple> triples = lyon.triples(store, "lyon/citydb-" + year);
        assertThat(LyonWorkspace.instances(triples, LACIS + "Building")).isEqualTo(1);
        assertThat(LyonWorkspace.only(triples, LACIS + "vintage")).isEqualTo(year);
        assertThat(LyonWorkspace.with(triples, GEO + "asWKT")).hasSize(2);
        assertThat(LyonWorkspace.only(triples, GEO + "hasDefaultGeometry"))
            .startsWith(lyon.base() + "id/lyon/building/citydb-" + year + "/");
      }
      List<Triple> old = lyon.triples(store, "lyon/citydb-2009");
      assertThat(LyonWorkspace.only(old, "http://purl.org/dc/terms/identifier"))
          .isEqualTo("LYON_1_00056_0");
      // 189.04519 - 167.760503, the envelope's
      assertThat(Double.parseDouble(LyonWorkspace.only(old, LACIS + "height")))
          .isCloseTo(21.284687, within(1e-9));
      assertThat(LyonWorkspace.with(old, GEO + "asWKT"))
          .extracting(triple -> triple.getObject().getLiteralLexicalForm())
          .anyMatch(
              wkt -> wkt.contains("> POLYGON") && wkt.contains("1842807.25992 5175567.909336"))
          .anyMatch(wkt -> wkt.contains("POLYHEDRALSURFACE Z (((1842820.813159 5175567.997878"));
      assertThat(databases(postgres)).containsExactly("postgres");
    }
  }

  @Test
  void withoutPostgresThatIsToldAndTheRestGoesOn() throws Exception {
    LyonWorkspace lyon = LyonWorkspace.of(folder, "lyon/citydb-2009");
    try (TwinStore store = TwinStore.memory()) {
      BuildReport report = build(lyon, store, "");
      assertThat(report.skipped()).containsExactly("lyon/citydb-2009");
      assertThat(report.findings()).containsOnlyKeys("ingest.no-database");
    }
  }

  private static BuildReport build(LyonWorkspace lyon, TwinStore store, String postgres) {
    System.setProperty("lacis.postgresql", postgres);
    try {
      return lyon.build(store);
    } finally {
      System.clearProperty("lacis.postgresql");
    }
  }

  /// Nothing of a lift stays behind.
  private static List<String> databases(PostgresServer postgres) throws Exception {
    try (Connection connection = DriverManager.getConnection(postgres.url());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT string_agg(datname, ' ') FROM pg_database WHERE NOT datistemplate")) {
      rows.next();
      return List.of(rows.getString(1).split(" "));
    }
  }
}
