package org.lacis.tests.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.ingest.BuildReport;
import org.lacis.store.TwinStore;

/// RDF of Lyon is taken in and mended. The figures were counted in the files with grep and sort.
final class LyonRdfTest {
  private static final String LACIS = "https://w3id.org/lacis#";
  private static final String IMPORTS = "http://www.w3.org/2002/07/owl#imports";

  @TempDir Path folder;

  private List<Triple> build(String dataset) throws IOException {
    LyonWorkspace lyon = LyonWorkspace.of(folder, dataset);
    try (TwinStore store = TwinStore.memory()) {
      BuildReport report = lyon.build(store);
      assertThat(report.skipped()).isEmpty();
      assertThat(report.findings()).isEmpty();
      List<Triple> triples = lyon.triples(store, dataset);
      assertThat(LyonWorkspace.with(triples, IMPORTS)).isEmpty();
      return triples;
    }
  }

  @Test
  void buildingsOf2015() throws IOException {
    List<Triple> triples = build("lyon/batiments-2015-rdf");
    // 223 different statements in both files; 16 imports and 31 dimensions that are none taken off;
    // one correspondence added
    assertThat(triples).hasSize(223 - 16 - 31 + 1);
    assertThat(triples).noneMatch(triple -> triple.getObject().toString().contains("EPSG:32631"));
    assertThat(LyonWorkspace.only(triples, LACIS + "correspondsTo"))
        .isEqualTo("https://autre.example/id/lyon/building/2015/BU_69381AB243");
  }

  @Test
  void versionsOfLaDoua() throws IOException {
    List<Triple> triples = build("lyon/doua-versions");
    assertThat(LyonWorkspace.instances(triples, LACIS + "VersionTransition")).isEqualTo(3);
    assertThat(LyonWorkspace.instances(triples, LACIS + "Version")).isEqualTo(4);
    assertThat(LyonWorkspace.instances(triples, LACIS + "Change")).isEqualTo(2757);
    assertThat(triples).noneMatch(triple -> triple.toString().contains("/transactiontypes#"));
  }

  @Test
  void versionsOfGratteCiel() throws IOException {
    List<Triple> triples = build("lyon/gratteciel-versions");
    assertThat(LyonWorkspace.instances(triples, LACIS + "VersionTransition")).isEqualTo(6);
    assertThat(LyonWorkspace.instances(triples, LACIS + "Version")).isEqualTo(6);
    assertThat(LyonWorkspace.instances(triples, LACIS + "Change")).isEqualTo(2631);
    assertThat(triples).noneMatch(triple -> triple.toString().contains("/transactiontypes#"));
  }
}
