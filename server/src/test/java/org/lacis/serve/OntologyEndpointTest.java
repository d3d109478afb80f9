package org.lacis.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `/doc/ontology/…`: the reference page has every term of the ontology, in both languages.
final class OntologyEndpointTest {
  private static ServedTwin twin;

  @BeforeAll
  static void start() throws Exception {
    twin = new ServedTwin(Duration.ofSeconds(10));
    StringWriter turtle = new StringWriter();
    RDFDataMgr.write(turtle, ontology("territory"), Lang.TURTLE);
    HttpRequest.Builder put =
        HttpRequest.newBuilder(twin.at("/graph/ontology/territory"))
            .PUT(HttpRequest.BodyPublishers.ofString(turtle.toString()));
    assertThat(
            twin.send(
                    put, "Content-Type", "text/turtle", "Authorization", "Bearer " + ServedTwin.KEY)
                .statusCode())
        .isBetween(200, 204);
  }

  @AfterAll
  static void stop() {
    twin.close();
  }

  private static Graph ontology(String name) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (String file :
        List.of("ontology.ttl", "formulations.ttl", "shapes.ttl", "alignments.ttl")) {
      Path path = Path.of("..", "ontologies", name, file);
      try {
        if (Files.exists(path)) {
          RDFParser.create()
              .source(new StringReader(Files.readString(path)))
              .lang(Lang.TURTLE)
              .parse(graph);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return graph;
  }

  /// Local names of all that is given a class, the ontologies themselves apart.
  private static Set<String> terms(String name) {
    Graph graph = ontology(name);
    Set<String> terms = new TreeSet<>();
    graph
        .find(Node.ANY, RDF.type.asNode(), Node.ANY)
        .filterKeep(triple -> triple.getSubject().isURI())
        .filterDrop(triple -> triple.getObject().equals(OWL.Ontology.asNode()))
        .forEachRemaining(
            triple -> terms.add(triple.getSubject().getURI().replaceFirst("^.*[#/]", "")));
    return terms;
  }

  @TestFactory
  Stream<DynamicTest> everyTermIsOnThePageInBothLanguages() {
    return Stream.of("territory", "rml")
        .flatMap(name -> Stream.of(name + " fr", name + " en"))
        .map(which ->
            DynamicTest.dynamicTest(
                which,
                () -> {
                  String[] words = which.split(" ");
                  String page =
                      twin.get(
                              "/doc/ontology/" + words[0],
                              "Accept",
                              "text/html",
                              "Accept-Language",
                              words[1])
                          .body();
                  Set<String> terms = terms(words[0]);
                  assertThat(terms).hasSizeGreaterThan(20);
                  assertThat(terms)
                      .allSatisfy(term -> assertThat(page).contains("id=\"" + term + "\""));
                  assertThat(page).contains("<html lang=\"" + words[1] + "\"");
                }));
  }

  @Test
  void aTermHasItsWordsItsPlaceItsAlignmentsAndWhatShapesAsk() throws Exception {
    String page =
        twin.get("/doc/ontology/territory", "Accept", "text/html", "Accept-Language", "fr").body();
    String building = page.substring(page.indexOf("id=\"Building\""));
    assertThat(building.substring(0, building.indexOf("</article>")))
        .contains("<h3>bâtiment</h3>", "https://w3id.org/lacis#Building", "Construction tenue")
        .contains("href=\"#TerritorialObject\"", "http://data.ign.fr/def/topo#Batiment")
        .contains("http://inspire.ec.europa.eu/featureconcept/Building", "Il manque l'identifiant");
    String height = page.substring(page.indexOf("id=\"height\""));
    assertThat(height.substring(0, height.indexOf("</article>")))
        .contains("plausible jusqu’à", "400", "unit/M");
  }

  @Test
  void programsReadItInRdfAndWhatIsUnknownIsToldSo() throws Exception {
    Graph graph =
        RDFParser.create()
            .source(
                new StringReader(
                    twin.get("/doc/ontology/territory", "Accept", "text/turtle").body()))
            .lang(Lang.TURTLE)
            .toGraph();
    assertThat(graph.isIsomorphicWith(ontology("territory"))).isTrue();
    assertThat(twin.get("/doc/ontology/nothing", "Accept", "text/html").statusCode())
        .isEqualTo(404);
  }
}
