package org.lacis.tests.conformance.sparql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.IsoMatcher;
import org.lacis.tests.conformance.sparql.Manifest.Case;

/// Requests and the responses that a protocol test expects, in the words of the HTTP vocabulary.
///
/// @param place says where a path of the suite is with us
record Exchange(Served served, Case test, UnaryOperator<Request> place) {
  private static final String HT = "http://www.w3.org/2011/http#";
  private static final String CNT = "http://www.w3.org/2011/content#";

  /// One request; the body is empty where there is none.
  record Request(String method, String path, String type, String body) {
    Request to(String other) {
      return new Request(method, other, type, body);
    }
  }

  /// Sends all requests in their order.
  void run() throws IOException {
    Manifest manifest = test.manifest();
    Node head = test.find(Manifest.MF + "action", HT + "requests").orElseThrow();
    String location = "";
    for (Node one : manifest.list(head)) {
      Request request = place.apply(read(one, location));
      HttpResponse<byte[]> answer = send(request, headers(one));
      String said = test.id() + " " + request + " -> " + answer.statusCode();
      Node expected = manifest.find(one, HT + "resp").orElseThrow();
      checkStatus(
          expected,
          answer.statusCode(),
          said + " " + new String(answer.body(), StandardCharsets.UTF_8));
      checkBody(expected, answer, said);
      location = answer.headers().firstValue("Location").orElse(location);
    }
  }

  private Request read(Node one, String location) {
    Manifest manifest = test.manifest();
    String path = text(one, HT + "absolutePath").replace("$LOCATION$", location);
    String body =
        manifest.find(one, HT + "body").map(content -> text(content, CNT + "chars")).orElse("");
    return new Request(text(one, HT + "methodName"), path, header(one, "content-type"), body);
  }

  private String text(Node subject, String property) {
    return test.manifest().find(subject, property).map(Node::getLiteralLexicalForm).orElse("");
  }

  private List<Node> headers(Node message) {
    return test.manifest()
        .find(message, HT + "headers")
        .map(test.manifest()::list)
        .orElse(List.of());
  }

  private String header(Node message, String name) {
    return headers(message).stream()
        .filter(header -> text(header, HT + "fieldName").equalsIgnoreCase(name))
        .map(header -> text(header, HT + "fieldValue"))
        .findFirst()
        .orElse("");
  }

  private HttpResponse<byte[]> send(Request request, List<Node> headers) throws IOException {
    Charset charset =
        request.type().contains("UTF-16") ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(served.at("").toString() + request.path()))
            .method(
                request.method(),
                request.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.body().getBytes(charset)));
    headers.forEach(
        header -> builder.header(text(header, HT + "fieldName"), text(header, HT + "fieldValue")));
    return served.send(builder);
  }

  private void checkStatus(Node expected, int status, String said) {
    List<String> allowed = new ArrayList<>();
    test.manifest()
        .all(expected, Manifest.MF + "expectedStatus")
        .forEach(code -> allowed.add(code.getURI().replaceFirst(".*#", "")));
    assertThat(allowed)
        .as(said)
        .anyMatch(
            name -> name.equals("StatusCode" + status / 100 + "xx") || name.equals(name(status)));
  }

  private static String name(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 204 -> "NoContent";
      case 400 -> "BadRequest";
      case 404 -> "NotFound";
      default -> Integer.toString(status);
    };
  }

  private void checkBody(Node expected, HttpResponse<byte[]> answer, String said) {
    Manifest manifest = test.manifest();
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    Optional<Node> truth = manifest.find(expected, Manifest.MF + "expectedBoolean");
    if (truth.isPresent()) {
      boolean found =
          ResultSetMgr.readBoolean(
              new ByteArrayInputStream(answer.body()), RDFLanguages.contentTypeToLang(type));
      assertThat(found).as(said).isEqualTo(truth.get().getLiteralValue());
    }
    manifest
        .find(expected, Manifest.MF + "expectedFormat")
        .ifPresent(format -> checkFormat(format.getLiteralLexicalForm(), type, said));
    manifest
        .find(expected, HT + "body")
        .ifPresent(body -> {
          Lang lang = RDFLanguages.contentTypeToLang(type);
          String path = served.at("/").toString();
          Graph wanted = graph(text(body, CNT + "chars"), Lang.TURTLE, path);
          Graph found = graph(new String(answer.body(), StandardCharsets.UTF_8), lang, path);
          assertThat(IsoMatcher.isomorphic(wanted, found)).as("%s: %s", said, found).isTrue();
        });
  }

  private static void checkFormat(String format, String type, String said) {
    assertThat(type)
        .as(said)
        .matches(
            switch (format) {
              case "boolean", "tabular" -> "application/sparql-results\\+(json|xml)|text/.*";
              default -> "text/turtle|application/(n-triples|rdf\\+xml|ld\\+json)";
            });
  }

  private static Graph graph(String text, Lang lang, String base) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(text, lang).base(base).parse(graph);
    return graph;
  }
}
