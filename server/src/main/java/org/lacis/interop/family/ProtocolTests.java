package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.SPARQL;
import static org.lacis.interop.family.Trial.endpoint;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.probe.Exchange;
import org.lacis.interop.probe.Parsed;
import org.lacis.interop.probe.Probe;
import org.lacis.interop.probe.Question;
import org.lacis.interop.probe.Request;
import org.lacis.interop.probe.Rows;

/// Does the SPARQL endpoint speak as the standards say?
final class ProtocolTests {
  private static final String JSON = "application/sparql-results+json";
  private static final String XML = "application/sparql-results+xml";

  /// How many rows are drawn at most where a whole answer is counted.
  private static final int ROWS = 5_000;

  private ProtocolTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "protocol.query",
            Severity.BLOCKING,
            SPARQL,
            ProtocolTests::query,
            Standards.sparqlProtocol("2.1.1"),
            Standards.mim8("C2")),
        Trial.of(
            "protocol.query-by-post",
            Severity.MAJOR,
            SPARQL,
            endpoint(ProtocolTests::post),
            Standards.sparqlProtocol("2.1.2"),
            Standards.sparqlProtocol("2.1.3")),
        Trial.of(
            "protocol.result-formats",
            Severity.MAJOR,
            SPARQL,
            endpoint(ProtocolTests::resultFormats),
            Standards.sparqlProtocol("2.1.6"),
            Standards.resultFormats()),
        Trial.of(
            "protocol.graph-formats",
            Severity.MAJOR,
            SPARQL,
            endpoint(ProtocolTests::graphFormats),
            Standards.sparqlProtocol("2.1.6"),
            Standards.dataOnTheWeb(12, "Use machine-readable standardized data formats")),
        Trial.of(
            "protocol.errors",
            Severity.MAJOR,
            SPARQL,
            endpoint(ProtocolTests::errors),
            Standards.sparqlProtocol("2.1.7")),
        Trial.of(
            "protocol.whole-answers",
            Severity.BLOCKING,
            SPARQL,
            endpoint(ProtocolTests::whole),
            Standards.sparqlProtocol("2.1.6"),
            Standards.sparqlQuery("11")),
        Trial.of(
            "protocol.paging",
            Severity.MAJOR,
            SPARQL,
            endpoint(ProtocolTests::paging),
            Standards.sparqlQuery("15.4"),
            Standards.dataOnTheWeb(18, "Provide Subsets for Large Datasets")),
        Trial.of(
            "protocol.language",
            Severity.MAJOR,
            SPARQL,
            endpoint(ProtocolTests::language),
            Standards.sparqlQuery("9"),
            Standards.sparqlQuery("10")),
        Trial.of(
            "protocol.letters",
            Severity.MAJOR,
            SPARQL,
            endpoint(ProtocolTests::letters),
            Standards.sparqlProtocol("2.1"),
            Standards.dataOnTheWeb(13, "Use locale-neutral data representations")),
        Trial.of(
            "protocol.long-queries",
            Severity.MAJOR,
            SPARQL,
            endpoint(ProtocolTests::longQueries),
            Standards.sparqlProtocol("2.1.2"),
            Standards.federatedQuery("2.4")),
        Trial.of(
            "protocol.geometry-functions",
            Severity.MINOR,
            SPARQL,
            endpoint(ProtocolTests::geometryFunctions),
            Standards.geoSparql("geometry-topology-extension/sf-query-functions"),
            Standards.mim7("R1.1")),
        Trial.of(
            "protocol.description",
            Severity.MINOR,
            SPARQL,
            endpoint(ProtocolTests::description),
            Standards.serviceDescription("2"),
            Standards.blueprint("1.4")),
        Trial.of(
            "protocol.cross-origin",
            Severity.MINOR,
            SPARQL,
            endpoint(ProtocolTests::crossOrigin),
            Standards.cors()));
  }

  private static Result query(Check check, Examination exam) {
    URI address = exam.subject().sparql().orElse(exam.subject().asked());
    Rows rows =
        Probe.rows(exam.probe().send(Probe.queryRequest(address, "SELECT (1 AS ?one) {}", JSON)));
    String asked = rows.exchange().request().words();
    String came = rows.exchange().words();
    return rows.ok() && rows.rows().size() == 1
        ? check.passed(asked, came)
        : check.failed(
            Text.of(
                "no results of SPARQL come: " + rows.problem().orElse("not one row"),
                "il ne vient pas de résultats SPARQL : " + rows.problem().orElse("pas une ligne")),
            asked,
            came,
            List.of(address.toString()));
  }

  private static Result post(Check check, Examination exam, URI endpoint) {
    String query = "ASK {}";
    Request form =
        Request.of("POST", endpoint)
            .header("accept", JSON)
            .body("application/x-www-form-urlencoded", "query=ASK%20%7B%7D");
    Request direct =
        Request.of("POST", endpoint).header("accept", JSON).body("application/sparql-query", query);
    for (Request request : List.of(form, direct)) {
      Rows rows = Probe.rows(exam.probe().send(request));
      if (!rows.truth().orElse(false)) {
        return check.failed(
            Text.of(
                "a query by POST as " + request.headers().get("content-type") + " is not answered",
                "une requête par POST en "
                    + request.headers().get("content-type")
                    + " reste sans réponse"),
            request.words(),
            rows.exchange().words(),
            List.of(endpoint.toString()));
      }
    }
    return check.passed(form.words(), "true, true");
  }

  private static Result resultFormats(Check check, Examination exam, URI endpoint) {
    String query = "SELECT ?n WHERE { VALUES ?n { 1 2 3 } }";
    Map<String, String> came = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (String media : List.of(JSON, XML, "text/csv", "text/tab-separated-values")) {
      Exchange exchange = exam.probe().query(endpoint, query, media);
      Rows rows = Probe.rows(exchange);
      came.put(media, exchange.words());
      // a form that is refused, or another one that says what it is, misleads nobody
      boolean readable = rows.ok() && rows.rows().size() == 3;
      if (!readable && exchange.status() != 406) {
        wrong.add(media);
      }
    }
    String asked = "GET " + endpoint + ", query: " + query;
    return wrong.isEmpty()
        ? check.passed(asked, came.toString())
        : check.failed(
            Text.of(
                "what is labelled " + wrong + " cannot be read as that, or lacks rows",
                "ce qui est étiqueté " + wrong + " ne se lit pas ainsi, ou manque de lignes"),
            asked,
            came.toString(),
            wrong);
  }

  private static Result graphFormats(Check check, Examination exam, URI endpoint) {
    String query = "CONSTRUCT { <urn:a> <urn:b> \"é\" } WHERE {}";
    List<String> wrong = new ArrayList<>();
    Map<String, String> came = new LinkedHashMap<>();
    for (String media : List.of("text/turtle", "application/n-triples")) {
      Exchange exchange = exam.probe().query(endpoint, query, media);
      Parsed parsed = exam.probe().parse(exchange);
      came.put(media, exchange.words());
      // parsers take plain text for N-Triples; a client does not
      boolean labelled = DocumentTests.FORMS.contains(exchange.media());
      if (!exchange.ok() || !labelled || !parsed.ok() || parsed.graph().size() != 1) {
        wrong.add(media);
      }
    }
    String asked = "GET " + endpoint + ", query: " + query;
    return wrong.isEmpty()
        ? check.passed(asked, came.toString())
        : check.failed(
            Text.of(
                "a graph asked for as " + wrong + " does not come as RDF",
                "un graphe demandé en " + wrong + " ne vient pas en RDF"),
            asked,
            came.toString(),
            wrong);
  }

  private static Result errors(Check check, Examination exam, URI endpoint) {
    Request request = Probe.queryRequest(endpoint, "SELECT ?x WHERE { ?x", JSON);
    Exchange exchange = exam.probe().send(request);
    return exchange.status() == 400
        ? check.passed(request.words(), exchange.words())
        : check.failed(
            Text.of(
                "a query that is none is answered with " + exchange.status() + " instead of 400",
                "une requête qui n’en est pas une reçoit " + exchange.status() + " au lieu de 400"),
            request.words(),
            exchange.words(),
            List.of(endpoint.toString()));
  }

  /// Holds the rows of an answer against what the endpoint itself counts.
  private static Result whole(Check check, Examination exam, URI endpoint) {
    Optional<Map.Entry<Node, Long>> chosen =
        exam.sample().classes().entrySet().stream()
            .filter(entry -> entry.getValue() > 0 && entry.getValue() <= ROWS)
            .findFirst();
    if (chosen.isEmpty()) {
      return check.cannotTell(
          Text.of(
              "no class has few enough things to be counted one by one",
              "aucune classe n’a assez peu de choses pour être comptée une à une"),
          exam.sample().asked(),
          "");
    }
    Question question = Question.named("things").bind("class", chosen.get().getKey());
    Rows rows = exam.probe().select(endpoint, question);
    Rows count =
        exam.probe().select(endpoint, Question.named("count").bind("class", chosen.get().getKey()));
    String asked = rows.exchange().request().words();
    if (!rows.ok() || !count.ok()) {
      return check.cannotTell(
          Text.plain(rows.problem().or(count::problem).orElse("")), asked, rows.exchange().words());
    }
    long counted = number(count, "count").orElse(-1L);
    long got = rows.rows().size();
    return counted == got
        ? check.passed(asked, got + " rows of " + counted)
        : check.failed(
            Text.of(
                "the endpoint counts "
                    + counted
                    + " things and hands over "
                    + got
                    + ", saying"
                    + " nothing of it",
                "le point d’accès compte "
                    + counted
                    + " choses et en remet "
                    + got
                    + " sans le"
                    + " dire"),
            asked,
            got + " rows of " + counted,
            List.of(chosen.get().getKey().toString()));
  }

  static Optional<Long> number(Rows rows, String variable) {
    return rows.column(variable).stream()
        .filter(Node::isLiteral)
        .map(Node::getLiteralValue)
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).longValue())
        .findFirst();
  }

  private static Result paging(Check check, Examination exam, URI endpoint) {
    Optional<Map.Entry<Node, Long>> chosen =
        exam.sample().classes().entrySet().stream()
            .filter(entry -> entry.getValue() >= 4)
            .findFirst();
    if (chosen.isEmpty()) {
      return check.inapplicable(
          Text.of(
              "there are too few things for pages", "il y a trop peu de choses pour des pages"));
    }
    Question question = Question.named("things-in-order").bind("class", chosen.get().getKey());
    Rows both = exam.probe().select(endpoint, question.page(4, 0));
    Rows second = exam.probe().select(endpoint, question.page(2, 2));
    String asked = second.exchange().request().words();
    if (!both.ok() || !second.ok()) {
      return check.failed(
          Text.plain(both.problem().or(second::problem).orElse("")),
          asked,
          second.exchange().words(),
          List.of(endpoint.toString()));
    }
    List<Node> expected = both.column("thing");
    List<Node> got = second.column("thing");
    return expected.size() == 4 && got.equals(expected.subList(2, 4))
        ? check.passed(asked, got.toString())
        : check.failed(
            Text.of(
                "LIMIT 2 OFFSET 2 is not the second half of LIMIT 4",
                "LIMIT 2 OFFSET 2 n’est pas la seconde moitié de LIMIT 4"),
            asked,
            got.toString(),
            got.stream().map(Node::toString).toList());
  }

  /// Questions whose answers are known, since they ask for nothing that is stored.
  private static Result language(Check check, Examination exam, URI endpoint) {
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("VALUES", "ASK { VALUES (?a ?b) { (1 2) (3 UNDEF) } FILTER(?a = 1 && ?b = 2) }");
    questions.put(
        "aggregates",
        "ASK { { SELECT (SUM(?n) AS ?sum) { VALUES ?n { 1 2 3 } } } FILTER(?sum = 6) }");
    questions.put("BIND", "ASK { BIND(CONCAT(\"a\", \"b\") AS ?x) FILTER(?x = \"ab\") }");
    questions.put("MINUS", "ASK { VALUES ?n { 1 2 } MINUS { VALUES ?n { 1 } } FILTER(?n = 2) }");
    questions.put("EXISTS", "ASK { FILTER NOT EXISTS { <urn:lacis:none> <urn:lacis:none> ?o } }");
    questions.put("property paths", "ASK { <urn:lacis:none> (<urn:lacis:p>/<urn:lacis:q>)* ?x }");
    List<String> wrong = new ArrayList<>();
    String came = "";
    for (Map.Entry<String, String> question : questions.entrySet()) {
      Rows rows = exam.probe().select(endpoint, question.getValue());
      if (!rows.truth().orElse(false)) {
        wrong.add(question.getKey());
        came = rows.exchange().words();
      }
    }
    String asked = "GET " + endpoint + ", query: " + questions.values();
    return wrong.isEmpty()
        ? check.passed(asked, "true, " + questions.size() + " times")
        : check.failed(
            Text.of(
                "not answered, or wrongly: " + wrong,
                "sans réponse, ou avec une fausse : " + wrong),
            asked,
            came,
            wrong);
  }

  private static Result letters(Check check, Examination exam, URI endpoint) {
    String letters = "Œuvré à l’Île-d’Yeu, 日本, 🏠";
    String query = "SELECT (\"" + letters + "\" AS ?text) {}";
    Rows rows = exam.probe().select(endpoint, query);
    String asked = rows.exchange().request().words();
    List<Node> column = rows.column("text");
    String back =
        column.isEmpty() || !column.getFirst().isLiteral()
            ? rows.exchange().words()
            : column.getFirst().getLiteralLexicalForm();
    return back.equals(letters)
        ? check.passed(asked, back)
        : check.failed(
            Text.of(
                "letters beyond ASCII come back changed: " + back,
                "les lettres hors d’ASCII reviennent changées : " + back),
            asked,
            back,
            List.of(endpoint.toString()));
  }

  /// As a bound join sends them: several hundred keys, by POST.
  private static Result longQueries(Check check, Examination exam, URI endpoint) {
    List<Node> keys = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      keys.add(NodeFactory.createURI("https://example.org/id/building/key-" + (100_000 + i)));
    }
    Question question = Question.named("keys").values("key", keys);
    Rows rows = exam.probe().select(endpoint, question);
    String asked = "POST " + endpoint + ", query of " + question.text().length() + " characters";
    return rows.ok()
        ? check.passed(asked, rows.exchange().words())
        : check.failed(
            Text.of(
                "a query of " + question.text().length() + " characters is not answered",
                "une requête de " + question.text().length() + " caractères reste sans réponse"),
            asked,
            rows.exchange().words(),
            List.of(endpoint.toString()));
  }

  private static Result geometryFunctions(Check check, Examination exam, URI endpoint) {
    Rows yes = exam.probe().select(endpoint, Question.named("within"));
    Rows no = exam.probe().select(endpoint, Question.named("not-within"));
    String asked = yes.exchange().request().words();
    return yes.truth().orElse(false) && no.truth().filter(truth -> !truth).isPresent()
        ? check.passed(asked, "true, false")
        : check.failed(
            Text.of(
                "geof:sfWithin is not known: questions about places cannot be left to the partner",
                "geof:sfWithin n’est pas connue : les questions de lieu ne peuvent être laissées"
                    + " au partenaire"),
            asked,
            yes.exchange().words(),
            List.of("http://www.opengis.net/def/function/geosparql/sfWithin"));
  }

  private static Result description(Check check, Examination exam, URI endpoint) {
    Exchange exchange = exam.probe().get(endpoint, Probe.RDF);
    Parsed parsed = exam.probe().parse(exchange);
    boolean described =
        exchange.ok()
            && parsed.ok()
            && parsed
                .graph()
                .contains(
                    Node.ANY,
                    Node.ANY,
                    NodeFactory.createURI(
                        "http://www.w3.org/ns/sparql-service-description#Service"));
    String asked = exchange.request().words();
    return described
        ? check.passed(asked, exchange.words())
        : check.failed(
            Text.of(
                "the endpoint does not describe itself",
                "le point d’accès ne se décrit pas lui-même"),
            asked,
            exchange.words(),
            List.of(endpoint.toString()));
  }

  private static Result crossOrigin(Check check, Examination exam, URI endpoint) {
    Request request =
        Probe.queryRequest(endpoint, "ASK {}", JSON).header("origin", "https://example.org");
    Exchange exchange = exam.probe().send(request);
    Set<String> allowed = new HashSet<>(exchange.headers("access-control-allow-origin"));
    return allowed.contains("*") || allowed.contains("https://example.org")
        ? check.passed(request.words(), allowed.toString())
        : check.failed(
            Text.of(
                "pages of other servers may not ask it: no Access-Control-Allow-Origin",
                "les pages d’autres serveurs ne peuvent l’interroger : pas"
                    + " d’Access-Control-Allow-Origin"),
            request.words(),
            exchange.words(),
            List.of(endpoint.toString()));
  }
}
