package org.lacis.tests.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.query.Answers;
import org.lacis.query.QuerySetup;
import org.lacis.query.Question;
import org.lacis.store.TwinStore;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Geo;

/// The questions in the guide to GeoSPARQL run, and find the building that stands where they ask.
class GeoSparqlGuideTest {
  private static final Pattern BLOCK = Pattern.compile("```sparql\n(.*?)```", Pattern.DOTALL);
  private static final String BASE = "https://twin.example/";

  private static List<String> questions() throws IOException {
    String guide = Files.readString(Shared.project().resolve("docs/geosparql.md"));
    return BLOCK.matcher(guide).results().map((MatchResult block) -> block.group(1)).toList();
  }

  @Test
  void theGuideHasQuestions() throws IOException {
    assertThat(questions()).hasSizeGreaterThanOrEqualTo(3);
  }

  @TestFactory
  Stream<DynamicTest> question() throws IOException {
    return questions().stream()
        .map(question ->
            DynamicTest.dynamicTest(
                question.lines().filter(line -> line.startsWith("SELECT")).findFirst().orElse(""),
                () -> ask(question)));
  }

  private static void ask(String question) {
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      store.write(view -> {
        Node graph = iri("graph/guide");
        Node building = iri("id/building/1");
        Node zone = iri("id/zone/7");
        view.add(
            graph,
            building,
            RDF.type.asNode(),
            NodeFactory.createURI("https://w3id.org/lacis#Building"));
        view.add(graph, building, Geo.HAS_GEOMETRY, iri("id/building/1/geometry"));
        view.add(graph, iri("id/building/1/geometry"), Geo.AS_WKT, wkt("POINT(4.833 45.758)"));
        view.add(graph, zone, Geo.HAS_GEOMETRY, iri("id/zone/7/geometry"));
        view.add(
            graph,
            iri("id/zone/7/geometry"),
            Geo.AS_WKT,
            wkt("POLYGON((4.8 45.7, 4.9 45.7, 4.9 45.8, 4.8 45.8, 4.8 45.7))"));
        return graph;
      });
      List<String> found =
          store.read(view ->
              new Answers()
                  .table(view, Question.of(question)).rows().stream()
                      .flatMap(row -> Stream.of("thing", "building").map(row::get))
                      .map(String::valueOf)
                      .toList());
      assertThat(found).contains(BASE + "id/building/1");
    }
  }

  private static Node iri(String path) {
    return NodeFactory.createURI(BASE + path);
  }

  private static Node wkt(String text) {
    return NodeFactory.createLiteralDT(
        text, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL));
  }
}
