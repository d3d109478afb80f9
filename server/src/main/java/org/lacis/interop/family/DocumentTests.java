package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.STREAM;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Kind;
import org.lacis.interop.Landing;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Source;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.probe.Exchange;
import org.lacis.interop.probe.Parsed;
import org.lacis.interop.probe.Probe;

/// Files of RDF, event streams and mappings: can they be read, and to their end?
final class DocumentTests {
  private static final String TREE = "https://w3id.org/tree#";
  private static final String LDES = "https://w3id.org/ldes#";
  private static final Set<Kind> DOCUMENTS = Set.of(Kind.DUMP, Kind.LDES, Kind.MAPPING);

  /// Media types of RDF.
  static final Set<String> FORMS =
      Set.of(
          "text/turtle",
          "application/n-triples",
          "application/n-quads",
          "application/trig",
          "application/rdf+xml",
          "application/ld+json");

  /// How many pages of a stream are followed.
  private static final int PAGES = 10;

  private DocumentTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "protocol.document",
            Severity.BLOCKING,
            DOCUMENTS,
            DocumentTests::reads,
            Standards.dataOnTheWeb(12, "Use machine-readable standardized data formats"),
            Standards.mim7("R2.1")),
        Trial.of(
            "protocol.document-label",
            Severity.MINOR,
            DOCUMENTS,
            DocumentTests::label,
            Standards.http("8.3")),
        Trial.of(
            "protocol.stream-pages",
            Severity.MAJOR,
            STREAM,
            DocumentTests::pages,
            Standards.tree("tree:relation, tree:node"),
            Standards.dataOnTheWeb(20, "Provide real-time access")),
        Trial.of(
            "protocol.stream-members",
            Severity.MAJOR,
            STREAM,
            DocumentTests::members,
            Standards.ldes("ldes:timestampPath, ldes:versionOfPath"),
            Standards.dataOnTheWeb(8, "Provide version history")));
  }

  private static Result reads(Check check, Examination exam) {
    Optional<Source> source = exam.subject().document();
    Exchange first = exam.subject().first();
    String asked = first.request().words();
    if (source.isEmpty()) {
      return check.failed(
          Text.of("no RDF comes", "il ne vient pas de RDF"),
          asked,
          first.words(),
          List.of(exam.subject().asked().toString()));
    }
    Parsed parsed = source.get().parsed();
    String came = source.get().exchange().words();
    if (parsed.ok() && parsed.graph().isEmpty()) {
      return check.failed(
          Text.of("it says nothing", "il ne dit rien"),
          asked,
          came,
          List.of(exam.subject().asked().toString()));
    }
    return parsed.ok()
        ? check.passed(asked, came)
        : check.failed(
            Text.of(
                "it cannot be read to its end: " + parsed.problem().orElse(""),
                "il ne se lit pas jusqu’au bout : " + parsed.problem().orElse("")),
            asked,
            came,
            List.of(exam.subject().asked().toString()));
  }

  private static Result label(Check check, Examination exam) {
    Exchange first = exam.subject().first();
    String media = first.media();
    return FORMS.contains(media)
        ? check.passed(first.request().words(), first.words())
        : check.failed(
            Text.of(
                "it is labelled " + (media.isEmpty() ? "not at all" : media),
                media.isEmpty() ? "il n’est pas étiqueté" : "il est étiqueté " + media),
            first.request().words(),
            first.words(),
            List.of(exam.subject().asked().toString()));
  }

  /// A page of a stream as it was read.
  private record Page(URI address, Graph graph) {}

  /// The pages of a stream that were read, and the addresses where there was none.
  private record Stream(List<Page> pages, List<String> missing, String came) {}

  private static Stream stream(Examination exam) {
    return exam.once(Stream.class, () -> read(exam));
  }

  private static Stream read(Examination exam) {
    List<Page> pages = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Set<URI> seen = new LinkedHashSet<>();
    ArrayDeque<URI> next = new ArrayDeque<>();
    String came = exam.subject().first().words();
    Optional<Source> first = exam.subject().document();
    if (first.isPresent()) {
      URI address = first.get().exchange().address();
      seen.add(address);
      take(new Page(address, first.get().parsed().graph()), pages, next);
    }
    while (!next.isEmpty() && pages.size() < PAGES) {
      URI address = next.remove();
      if (seen.add(address)) {
        Exchange exchange = exam.probe().get(address, Probe.RDF);
        Parsed parsed = exam.probe().parse(exchange);
        came = exchange.words();
        if (exchange.ok() && parsed.ok()) {
          take(new Page(address, parsed.graph()), pages, next);
        } else {
          missing.add(address.toString());
        }
      }
    }
    return new Stream(pages, missing, came);
  }

  private static void take(Page page, List<Page> pages, ArrayDeque<URI> next) {
    pages.add(page);
    for (String relation : List.of("node", "view")) {
      page
          .graph()
          .find(Node.ANY, NodeFactory.createURI(TREE + relation), Node.ANY)
          .mapWith(Triple::getObject)
          .filterKeep(Node::isURI)
          .toList()
          .stream()
          .map(Node::getURI)
          .sorted()
          .flatMap(iri -> Landing.resolved(page.address(), iri).stream())
          .forEach(next::add);
    }
  }

  private static Result pages(Check check, Examination exam) {
    Stream stream = stream(exam);
    String asked = Trial.get(exam.subject().asked(), Probe.RDF);
    return stream.missing.isEmpty()
        ? check.passed(asked, stream.pages.size() + " pages")
        : check
            .failed(
                Text.of(
                    "relations lead to pages that are not there",
                    "des relations mènent à des pages qui n’existent pas"),
                asked,
                stream.came,
                stream.missing)
            .with(new Share(stream.pages.size() + stream.missing.size(), stream.missing.size()));
  }

  private static Result members(Check check, Examination exam) {
    Stream stream = stream(exam);
    Optional<Node> time = declared(stream, "timestampPath");
    Optional<Node> version = declared(stream, "versionOfPath");
    String asked = Trial.get(exam.subject().asked(), Probe.RDF);
    if (time.isEmpty() || version.isEmpty()) {
      return check.failed(
          Text.of(
              "the stream does not say by which property its members tell their time and what"
                  + " they are versions of",
              "le flux ne dit pas par quelles propriétés ses membres donnent leur date et ce dont"
                  + " ils sont des versions"),
          asked,
          stream.came,
          List.of(LDES + "timestampPath", LDES + "versionOfPath"));
    }
    long examined = 0;
    List<String> failing = new ArrayList<>();
    for (Page page : stream.pages) {
      List<Node> members =
          page.graph()
              .find(Node.ANY, NodeFactory.createURI(TREE + "member"), Node.ANY)
              .mapWith(Triple::getObject)
              .toList();
      for (Node member : members) {
        examined++;
        if (!page.graph().contains(member, time.get(), Node.ANY)
            || !page.graph().contains(member, version.get(), Node.ANY)) {
          failing.add(member.toString());
        }
      }
    }
    if (examined == 0) {
      return check.failed(
          Text.of("the stream has no members", "le flux n’a pas de membres"),
          asked,
          stream.came,
          List.of(exam.subject().asked().toString()));
    }
    Share share = new Share(examined, failing.size());
    return failing.isEmpty()
        ? check.passed(asked, examined + " members").with(share)
        : check
            .failed(
                Text.of(
                    "members lack their time or what they are versions of",
                    "des membres n’ont pas leur date ou ce dont ils sont des versions"),
                asked,
                stream.came,
                failing.stream().sorted().toList())
            .with(share);
  }

  private static Optional<Node> declared(Stream stream, String property) {
    return stream.pages.stream()
        .flatMap(page ->
            page
                .graph()
                .find(Node.ANY, NodeFactory.createURI(LDES + property), Node.ANY)
                .mapWith(Triple::getObject)
                .toList()
                .stream())
        .filter(Node::isURI)
        .findFirst();
  }
}
