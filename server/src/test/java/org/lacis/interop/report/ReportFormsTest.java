package org.lacis.interop.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.lacis.interop.Asking;
import org.lacis.interop.Check;
import org.lacis.interop.Family;
import org.lacis.interop.InteropException;
import org.lacis.interop.Kind;
import org.lacis.interop.Level;
import org.lacis.interop.Outcome;
import org.lacis.interop.Profile;
import org.lacis.interop.Report;
import org.lacis.interop.Requirement;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Text;
import org.lacis.interop.Verdict;
import org.lacis.interop.probe.Budget;
import org.lacis.interop.probe.Spent;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The forms of a report hold what they must, also where words are hostile.
final class ReportFormsTest {
  private static final String NASTY = "\"<b>&\u0001]]> é \uD83C\uDF33\n";

  private static final String SHAPES =
      """
      _:r <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/shacl#ValidationReport> .
      _:r <http://www.w3.org/ns/shacl#conforms> "false"^^<http://www.w3.org/2001/XMLSchema#boolean> .
      _:r <http://www.w3.org/ns/shacl#result> _:x .
      _:r <http://www.w3.org/ns/shacl#result> _:y .
      _:x <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/shacl#ValidationResult> .
      _:y <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/shacl#ValidationResult> .
      _:x <http://www.w3.org/ns/shacl#focusNode> <https://p.example/1> .
      _:y <http://www.w3.org/ns/shacl#focusNode> <https://p.example/2> .
      """;

  static Check check(String id, Severity severity) {
    return new Check(
        id,
        Family.of(id.substring(0, id.indexOf('.'))).orElseThrow(),
        severity,
        Text.of("title " + NASTY, "titre " + NASTY),
        Text.of("asks", "demande"),
        Text.of("remedy " + NASTY, "remède"),
        List.of(new Requirement("W3C", "SHACL", "3.6", "https://www.w3.org/TR/shacl/")),
        Set.of(Kind.SPARQL));
  }

  static Report report(Result... results) {
    return new Report(
        new Asking(
            URI.create("https://p.example/sparql"),
            Optional.of(Kind.SPARQL),
            "all",
            Budget.standard(),
            42,
            Optional.of("Ours")),
        new Report.Found(
            Optional.of(Kind.SPARQL),
            Map.of("sparql", "https://p.example/sparql"),
            List.of("GET … → 200")),
        Instant.parse("2026-03-01T10:20:30.456Z"),
        new Spent(12, Duration.ofMillis(3456), 78_901),
        60,
        Text.of("Everything", "Tout"),
        List.of(results),
        Verdict.of(Profile.own("ogc"), List.of(results)));
  }

  private static Report sample() {
    return report(
        check("protocol.fine", Severity.BLOCKING).passed("GET x", "200"),
        check("uris.broken", Severity.MAJOR)
            .failed(
                Text.of("why " + NASTY, "pourquoi " + NASTY),
                "GET <x> " + NASTY,
                "404 " + NASTY,
                List.of("https://p.example/id/1", "no iri at all"))
            .with(new Share(60, 3)),
        check("shapes.twin", Severity.MINOR)
            .failed(Text.plain("two"), "asked", "came", List.of("https://p.example/1"))
            .withValidation(SHAPES),
        check("links.late", Severity.MINOR).untested(Text.of("no budget", "plus de budget")),
        check("time.none", Severity.MINOR).inapplicable(Text.plain("nothing")),
        check("rights.odd", Severity.MINOR).cannotTell(Text.plain("both ways"), "a", "b"));
  }

  @Test
  void jsonIsReadAsItWasWritten() {
    Report report = sample();
    Report read = CheckJson.read("here", CheckJson.write(report));
    assertThat(read).isEqualTo(report);
  }

  @Test
  void whatIsNoReportIsTold() {
    assertThatThrownBy(() -> CheckJson.read("old.json", "{\"format\":\"else\"}"))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("old.json")
        .hasMessageContaining("else");
    assertThatThrownBy(() -> CheckJson.read("old.json", "<html>"))
        .isInstanceOf(InteropException.class);
    assertThatThrownBy(() -> CheckJson.read("old.json", "")).isInstanceOf(InteropException.class);
    String broken = CheckJson.write(sample()).replace("\"failed\"", "\"exploded\"");
    assertThatThrownBy(() -> CheckJson.read("old.json", broken))
        .isInstanceOf(InteropException.class);
  }

  @Test
  void theGraphHoldsAssertionsMeasuresAndTheReportOfShapes() {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(CheckGraph.turtle(sample(), "https://o.example/checks/1"), Lang.TURTLE)
        .parse(graph);
    assertThat(graph.isIsomorphicWith(CheckGraph.of(sample(), "https://o.example/checks/1")))
        .isTrue();
    assertThat(subjects(graph, "http://www.w3.org/ns/earl#Assertion")).hasSize(6);
    for (Node assertion : subjects(graph, "http://www.w3.org/ns/earl#Assertion")) {
      for (String needed : List.of("assertedBy", "subject", "test", "result", "mode")) {
        assertThat(graph.contains(assertion, iri("http://www.w3.org/ns/earl#" + needed), Node.ANY))
            .as(needed)
            .isTrue();
      }
    }
    assertThat(outcome(graph, "protocol.fine")).endsWith("#passed");
    assertThat(outcome(graph, "uris.broken")).endsWith("#failed");
    assertThat(outcome(graph, "links.late")).endsWith("#untested");
    assertThat(outcome(graph, "time.none")).endsWith("#inapplicable");
    assertThat(outcome(graph, "rights.odd")).endsWith("#cantTell");
    // the level, passed and failed of six families, one share
    assertThat(subjects(graph, "http://www.w3.org/ns/dqv#QualityMeasurement")).hasSize(1 + 12 + 1);
    for (Node measure : subjects(graph, "http://www.w3.org/ns/dqv#QualityMeasurement")) {
      for (String needed : List.of("computedOn", "isMeasurementOf", "value")) {
        assertThat(graph.contains(measure, iri("http://www.w3.org/ns/dqv#" + needed), Node.ANY))
            .isTrue();
      }
    }
    assertThat(subjects(graph, "http://www.w3.org/ns/shacl#ValidationReport")).hasSize(1);
    assertThat(subjects(graph, "http://www.w3.org/ns/shacl#ValidationResult")).hasSize(2);
    assertThat(
            graph
                .find()
                .filterKeep(t -> t.getSubject().isBlank() || t.getObject().isBlank())
                .toList())
        .isEmpty();
  }

  private static List<Node> subjects(Graph graph, String type) {
    return graph.find(Node.ANY, RDF.type.asNode(), iri(type)).mapWith(Triple::getSubject).toList();
  }

  private static String outcome(Graph graph, String check) {
    return graph
        .find(
            iri("https://o.example/checks/1#" + check + "/result"),
            iri("http://www.w3.org/ns/earl#outcome"),
            Node.ANY)
        .next()
        .getObject()
        .getURI();
  }

  private static Node iri(String text) {
    return NodeFactory.createURI(text);
  }

  @Test
  void junitCountsWhatIsUntestedAsSkipped() throws Exception {
    Document xml = xml(CheckJunit.write(sample()));
    Element root = xml.getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("testsuites");
    assertThat(root.getAttribute("tests")).isEqualTo("6");
    assertThat(root.getAttribute("failures")).isEqualTo("2");
    assertThat(root.getAttribute("skipped")).isEqualTo("3");
    assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(6);
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(6);
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(3);
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertThat(failure.getTextContent()).contains("https://p.example/id/1").contains("remedy");
  }

  @Test
  void theBadgeIsAPictureThatTellsTheLevel() throws Exception {
    Element svg = xml(CheckBadge.write(sample(), "fr")).getDocumentElement();
    assertThat(svg.getTagName()).isEqualTo("svg");
    assertThat(svg.getAttribute("aria-label")).isEqualTo("interopérabilité: bronze 1/3");
    assertThat(svg.getTextContent()).contains("bronze 1/3");
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theTextTellsWhatFailsAndHowToMendIt() {
    String text = String.join("\n", new CheckText("en").lines(sample()));
    assertThat(text)
        .contains("Level: bronze. 1 passed, 2 failed, 1 undecided, 1 not applicable, 1 untested.")
        .contains("x uris.broken")
        .contains("3 of 60 in the sample; with 95 % confidence 1.7 to 13.7 % of all")
        .contains("https://p.example/id/1")
        .contains("remedy")
        .contains("SHACL, 3.6 (W3C)")
        .contains("- links.late")
        .contains("silver: uris.broken (failed)")
        // what partners send must not steer the terminal
        .doesNotContain("\u0001");
    assertThat(text.lines()).allMatch(line -> !line.isBlank() || line.isEmpty());
    assertThat(String.join("\n", new CheckText("fr").lines(sample())))
        .contains("Niveau : bronze. 1 réussi, 2 échoué")
        .contains("1,7 à 13,7 %");
  }

  @Test
  void aComparisonTellsWhatGotWorse() {
    Report before =
        report(
            check("protocol.a", Severity.BLOCKING).passed("", ""),
            check("uris.b", Severity.MAJOR).untested(Text.plain("")),
            check("links.c", Severity.MAJOR).failed(Text.plain(""), "", "", List.of()),
            check("links.d", Severity.MAJOR).passed("", "").with(new Share(100, 1)),
            check("links.e", Severity.MAJOR)
                .failed(Text.plain(""), "", "", List.of())
                .with(new Share(400, 40)),
            check("time.gone", Severity.MINOR).passed("", ""));
    Report after =
        report(
            check("protocol.a", Severity.BLOCKING).untested(Text.plain("")),
            check("uris.b", Severity.MAJOR).passed("", ""),
            check("links.c", Severity.MAJOR).failed(Text.plain(""), "", "", List.of()),
            // two instead of one of a hundred may be chance
            check("links.d", Severity.MAJOR).passed("", "").with(new Share(100, 2)),
            // two hundred instead of forty is none
            check("links.e", Severity.MAJOR)
                .failed(Text.plain(""), "", "", List.of())
                .with(new Share(400, 200)),
            check("rights.new", Severity.MINOR).passed("", ""));
    Comparison compared = Comparison.of(before, after);
    assertThat(ids(compared.worse())).containsExactly("protocol.a", "links.e");
    assertThat(ids(compared.better())).containsExactly("uris.b");
    assertThat(compared.added()).containsExactly("rights.new");
    assertThat(compared.gone()).containsExactly("time.gone");
    assertThat(compared.same()).isEqualTo(2);
    assertThat(String.join("\n", compared.lines(new CheckText("en"))))
        .contains("protocol.a: untested, before passed")
        .contains("links.e: 200 of 400 fail, before 40 of 400");
    assertThat(compared.json()).contains("\"format\" : \"lacis-check-comparison/1\"");
    Comparison still = Comparison.of(after, after);
    assertThat(still.worse()).isEmpty();
    assertThat(still.better()).isEmpty();
    assertThat(still.same()).isEqualTo(6);
  }

  private static List<String> ids(List<Comparison.Step> steps) {
    List<String> ids = new ArrayList<>();
    steps.forEach(step -> ids.add(step.after().check().id()));
    return ids;
  }

  @Test
  void aPairTellsWhatEachCannotDoWithTheOther() {
    Pair pair =
        new Pair(
            sample(),
            report(
                check("protocol.fine", Severity.BLOCKING)
                    .failed(Text.of("down", "en panne"), "", "", List.of())));
    assertThat(pair.level()).isEqualTo(Level.NONE);
    List<Pair.Direction> directions = pair.directions();
    // what the first cannot do is what fails in the report on the second
    assertThat(directions.getFirst().failing())
        .extracting(result -> result.check().id())
        .containsExactly("protocol.fine");
    assertThat(directions.getLast().failing())
        .extracting(result -> result.check().id())
        .containsExactly("uris.broken", "shapes.twin");
    assertThat(directions.getLast().open())
        .extracting(result -> result.outcome())
        .hasOnlyElementsOfTypes(Outcome.Untested.class, Outcome.CannotTell.class);
    assertThat(pair.json()).contains("lacis-check-pair/1").contains("\"takes\"");
    assertThat(String.join("\n", pair.lines(new CheckText("fr")))).contains("en panne");
  }
}
