package org.lacis.link.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.Test;
import org.lacis.link.review.Basis;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Review;
import org.lacis.link.review.Reviews;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.LinkTable;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

final class LinkFileTest {
  private static final TwinIris IRIS = new TwinIris("https://jumeaux.example/");
  private static final Pair SURE = pair("a", "https://data.example.org/b#1");
  private static final Pair DECIDED = pair("c", "https://jumeaux.example/id/d");
  private static final Pair PROPOSED = pair("a", "https://jumeaux.example/id/d");
  private static final Pair REFUSED = pair("c", "https://data.example.org/b#1");

  private static final String WORLD =
      """
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix lacis: <https://w3id.org/lacis#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      @base <https://jumeaux.example/id/> .
      <https://jumeaux.example/graph/x/y> { <a> rdfs:label "La « halle »\\taux grains"@fr . <c> rdfs:label "Le \\"port\\"" }
      <https://jumeaux.example/graph/links/same> {
        <link/same/%1$s> a lacis:Link ; lacis:linkSource <a> ; lacis:linkTarget <https://data.example.org/b#1> ;
          lacis:linkPredicate lacis:correspondsTo ; lacis:score 0.93 ; lacis:confidence 0.97 ; lacis:evidence "Same footprint."@en , "Même emprise."@fr .
        <link/same/%2$s> a lacis:Link ; lacis:linkSource <c> ; lacis:linkTarget <d> ; lacis:linkPredicate lacis:correspondsTo ;
          lacis:score 0.4 ; lacis:confidence 0.41 ; lacis:decidedBy <review/1> .
        <link/same/%3$s> a lacis:ProposedLink ; lacis:linkSource <a> ; lacis:linkTarget <d> ; lacis:linkPredicate lacis:correspondsTo ;
          lacis:score 0.5 ; lacis:confidence 0.5 }
      """
          .formatted(SURE.hash(), DECIDED.hash(), PROPOSED.hash());

  private static Pair pair(String source, String target) {
    return new Pair("https://jumeaux.example/id/" + source, target);
  }

  private static Review review(Pair pair, Choice choice, String comment) {
    return new Review(
        "same",
        pair,
        choice,
        "Jeanne Martin",
        comment,
        Instant.parse("2026-03-01T09:00:00Z"),
        Basis.NONE);
  }

  private static String file(FileForm form) {
    Reviews reviews =
        Reviews.of(
            List.of(
                review(DECIDED, Choice.ACCEPT, "Seen\non site"),
                review(REFUSED, Choice.REJECT, "")));
    try (TwinStore store = TwinStore.memory()) {
      Txn.executeWrite(
          store.dataset(), () -> RDFParser.fromString(WORLD, Lang.TRIG).parse(store.dataset()));
      return store.read(view -> {
        StringBuilder out = new StringBuilder();
        LinkTable table = LinkTable.read(view, IRIS, "same", reviews, Compared.SHAPES);
        try {
          new LinkFile(view, IRIS, table, reviews, Optional.empty()).write(form, out);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return out.toString();
      });
    }
  }

  /// Rows of cells, quotes taken off.
  private static List<List<String>> rows(String text, char separator) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else if (c == '"') {
          quoted = false;
        } else {
          cell.append(c);
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == separator || c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else {
        cell.append(c);
      }
    }
    return rows;
  }

  @Test
  void sssomHasItsMetadataAndOneRowForEachThingThatIsStated() throws Exception {
    String file = file(FileForm.SSSOM);
    String header =
        file.lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.substring(1))
            .collect(Collectors.joining("\n"));
    JsonNode yaml = new YAMLMapper().readTree(header);
    assertThat(yaml.get("mapping_set_id").asText())
        .isEqualTo("https://jumeaux.example/graph/links/same");
    assertThat(yaml.get("license").asText()).startsWith("https://w3id.org/sssom/license/");
    JsonNode curies = yaml.get("curie_map");
    assertThat(curies.get("twin").asText()).isEqualTo("https://jumeaux.example/id/");
    assertThat(curies.get("n1").asText()).isEqualTo("https://data.example.org/");

    String body = file.substring(file.indexOf("subject_id"));
    List<List<String>> rows = rows(body, '\t');
    List<String> columns = rows.getFirst();
    assertThat(columns)
        .startsWith("subject_id", "subject_label", "predicate_id")
        .contains("mapping_justification", "author_id", "mapping_date", "confidence", "comment");
    List<Map<String, String>> told = new ArrayList<>();
    rows.stream()
        .skip(1)
        .forEach(row -> {
          assertThat(row).hasSameSizeAs(columns);
          Map<String, String> cells = new java.util.HashMap<>();
          for (int i = 0; i < row.size(); i++) {
            cells.put(columns.get(i), row.get(i));
          }
          told.add(cells);
        });
    assertThat(told).hasSize(3);
    for (Map<String, String> row : told) {
      for (String id :
          List.of("subject_id", "object_id", "predicate_id", "mapping_justification")) {
        String prefix = row.getOrDefault(id, "").split(":", 2)[0];
        assertThat(curies.has(prefix)).as(row.get(id)).isTrue();
      }
    }
    Map<String, String> sure = row(told, "twin:a");
    assertThat(sure)
        .containsEntry("object_id", "n1:b#1")
        .containsEntry("predicate_id", "lacis:correspondsTo")
        .containsEntry("subject_label", "La « halle »\taux grains")
        .containsEntry("confidence", "0.97")
        .containsEntry("mapping_justification", "semapv:UnspecifiedMatching")
        .containsEntry("comment", "Same footprint.");
    Map<String, String> decided =
        told.stream()
            .filter(row -> "twin:d".equals(row.get("object_id")))
            .findFirst()
            .orElseThrow();
    assertThat(decided)
        .containsEntry("mapping_justification", "semapv:ManualMappingCuration")
        .containsEntry("author_label", "Jeanne Martin")
        .containsEntry("author_id", "twin:person/Jeanne%20Martin")
        .containsEntry("mapping_date", "2026-03-01")
        .containsEntry("confidence", "")
        .containsEntry("comment", "Seen\non site");
    assertThat(told)
        .anySatisfy(row ->
            assertThat(row)
                .containsEntry("subject_id", "twin:c")
                .containsEntry("object_id", "n1:b#1")
                .containsEntry("predicate_modifier", "Not"));
  }

  private static Map<String, String> row(List<Map<String, String>> rows, String subject) {
    return rows.stream()
        .filter(row -> subject.equals(row.get("subject_id")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBridgeFileTellsStatedLinksWithTheVersionsOfTheirEnds() {
    List<List<String>> rows = rows(file(FileForm.BRIDGE), ',');
    assertThat(rows).hasSize(3);
    assertThat(rows.stream().skip(1))
        .allSatisfy(row -> {
          assertThat(row.get(2)).startsWith(row.get(0) + "@").matches(".*@[0-9a-f]{20}");
          assertThat(row.get(3)).startsWith(row.get(1) + "@").matches(".*@[0-9a-f]{20}");
        });
  }

  @Test
  void theTableTellsEveryPair() {
    List<List<String>> rows = rows(file(FileForm.CSV), ',');
    assertThat(rows.stream().skip(1).map(row -> row.get(4)))
        .containsExactlyInAnyOrder("accept", "accept", "review", "reject");
  }
}
