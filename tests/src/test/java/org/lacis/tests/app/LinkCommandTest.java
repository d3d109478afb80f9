package org.lacis.tests.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lacis link …` on a workspace of a few buildings.
final class LinkCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void build() throws IOException {
    write("twin.yaml", "base: https://jumeaux.example/\ntwins: {old: , new: }\nreasoning: none\n");
    dataset("old", 0);
    dataset("new", 0.4);
    rule("");
    assertThat(Said.by("build", folder.toString()).out()).contains("same");
  }

  private static void rule(String more) throws IOException {
    write(
        "mappings/links/same.yaml",
        more
            + """
            rule: same
            label: {fr: Même bâtiment, en: Same building}
            source: {class: lacis:Building, graph: old/buildings}
            target: {class: lacis:Building, graph: new/buildings}
            match:
              identity: {measure: intersection-over-smaller, threshold: 0.5, minimumArea: 1.0, cardinality: n:m}
            emit: {predicate: lacis:correspondsTo}
            """);
  }

  private static void dataset(String twin, double moved) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            @prefix geo: <http://www.opengis.net/ont/geosparql#> .
            @prefix lacis: <https://w3id.org/lacis#> .
            @base <https://jumeaux.example/id/> .
            """);
    for (int i = 0; i < 5; i++) {
      double x = 842_000 + 30 * i + moved;
      text.append(
          """
          <%1$s/%2$d> a lacis:Building ; geo:hasDefaultGeometry <%1$s/%2$d/g> .
          <%1$s/%2$d/g> geo:asWKT "<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON((%3$s 6520000, %4$s 6520000, %4$s 6520010, %3$s 6520010, %3$s 6520000))"^^geo:wktLiteral .
          """
              .formatted(twin, i, Double.toString(x), Double.toString(x + 10)));
    }
    write("data/" + twin + ".ttl", text.toString());
    write(
        "mappings/" + twin + "/buildings/dataset.yaml",
        "title: {en: Buildings}\nrdf: " + twin + ".ttl\n");
  }

  private static void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static Said link(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "link";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--workspace";
    all[all.length - 1] = folder.toString();
    return Said.by(all);
  }

  private static JsonNode json(Said said) throws IOException {
    assertThat(said.err()).isEmpty();
    return new ObjectMapper().readTree(said.out());
  }

  @Test
  void linksAreListedShownDecidedAndExported() throws IOException {
    JsonNode rules = json(link("list", "--json")).get("rules");
    assertThat(rules.get(0).get("totals").get("accept").asInt()).isEqualTo(5);
    JsonNode first = json(link("list", "same", "--json", "--limit", "1")).get("links").get(0);
    String hash = first.get("hash").asText();
    assertThat(link("list", "same").out().lines()).hasSize(5);
    assertThat(link("show", "same", hash, "--lang", "en").out())
        .contains("Common footprint of", "verdict      accept", "decision     none");

    Said decided =
        link("decide", "same", hash, "reject", "--as", "Jeanne Martin", "--comment", "No.");
    assertThat(decided.exit()).isZero();
    assertThat(decided.out()).isEqualTo(hash + "  reject  decided\n");
    assertThat(
            link("decide", "same", hash, "reject", "--as", "Jeanne Martin", "--comment", "No.")
                .out())
        .contains("said before");
    assertThat(link("list", "same", "--verdict", "reject").out()).startsWith(hash);
    assertThat(link("show", "same", hash).out()).contains("Jeanne Martin: No.");
    assertThat(link("export", "same").out().lines().filter(line -> line.contains("\tNot\t")))
        .hasSize(1);
    assertThat(link("export", "same", "--format", "bridge").out().lines()).hasSize(5);

    rule("# again\n");
    assertThat(Said.by("build", folder.toString()).exit()).isZero();
    assertThat(link("list", "same", "--verdict", "reject").out())
        .as("what people decided stands after a build")
        .startsWith(hash);

    assertThat(link("decide", "same", hash, "unsure", "--as", "Jeanne Martin").exit()).isZero();
    assertThat(link("list", "same", "--verdict", "accept").out().lines())
        .as("who takes a decision back leaves it to the rule")
        .hasSize(5);
    assertThat(link("list", "same", "--queue").out()).isEmpty();
  }

  @Test
  void whatIsMissingIsToldWithWhatToDo() {
    Said unknown = link("list", "none");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("no such rule", "lacis link list");
    assertThat(link("show", "same", "nothing").exit()).isEqualTo(2);
    assertThat(link("decide", "same", "nothing", "accept", "--as", "J").exit()).isEqualTo(2);
    assertThat(link("decide", "same", "accept", "--as", "J").err())
        .contains("--source and --target");
    assertThat(link("decide", "same", "x", "accept").exit()).isEqualTo(2);
    assertThat(link("check", "same").out()).startsWith("same: unknown");
    assertThat(link("key", "Chloé Dupuis").out()).startsWith("chloe-dupuis.");
    assertThat(Said.by("link").out()).contains("decide", "export", "check");
  }
}
