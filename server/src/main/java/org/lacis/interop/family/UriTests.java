package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.STATEMENTS;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.Thing;
import org.lacis.interop.probe.Exchange;
import org.lacis.interop.probe.Parsed;
import org.lacis.interop.probe.Probe;
import org.lacis.interop.probe.Question;
import org.lacis.interop.probe.Request;
import org.lacis.interop.probe.Rows;
import org.lacis.vocabulary.Lacis;

/// Names of things: can they be followed, by people and programs, and do they stay?
final class UriTests {
  /// How many things are looked up.
  private static final int LOOKED_UP = 12;

  private static final int GONE = 5;

  private UriTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "uris.dereference",
            Severity.MAJOR,
            STATEMENTS,
            UriTests::dereference,
            Standards.dataOnTheWeb(10, "Use persistent URIs as identifiers within datasets"),
            Standards.spatialData(1, "Use globally unique persistent HTTP URIs for Spatial Things"),
            Standards.mim7("R4.1")),
        Trial.of(
            "uris.content-negotiation",
            Severity.MAJOR,
            STATEMENTS,
            UriTests::negotiation,
            Standards.dataOnTheWeb(
                19, "Use content negotiation for serving data available in multiple formats"),
            Standards.http("12.5.1")),
        Trial.of("uris.vary", Severity.MINOR, STATEMENTS, UriTests::vary, Standards.http("12.5.5")),
        Trial.of(
            "uris.thing-and-page",
            Severity.MINOR,
            STATEMENTS,
            UriTests::thingAndPage,
            Standards.coolUris("4, Two Solutions"),
            Standards.http("15.4.4")),
        Trial.of(
            "uris.speaks-of-it",
            Severity.MAJOR,
            STATEMENTS,
            UriTests::speaksOfIt,
            Standards.coolUris("4, Two Solutions"),
            Standards.mim7("R4.1")),
        Trial.of(
            "uris.stable",
            Severity.MAJOR,
            STATEMENTS,
            UriTests::stable,
            Standards.dataOnTheWeb(10, "Use persistent URIs as identifiers within datasets"),
            Standards.mim7("R4.1")),
        Trial.of(
            "uris.unknown",
            Severity.MAJOR,
            STATEMENTS,
            UriTests::unknown,
            Standards.http("15.5.5")),
        Trial.of(
            "uris.gone",
            Severity.MINOR,
            STATEMENTS,
            UriTests::gone,
            Standards.dataOnTheWeb(27, "Preserve identifiers"),
            Standards.http("15.5.11")),
        Trial.of(
            "uris.one-scheme",
            Severity.MAJOR,
            STATEMENTS,
            UriTests::oneScheme,
            Standards.rdf11("3.2"),
            Standards.dataOnTheWeb(10, "Use persistent URIs as identifiers within datasets")),
        Trial.of(
            "uris.versioned",
            Severity.MINOR,
            STATEMENTS,
            UriTests::versioned,
            Standards.dataOnTheWeb(7, "Provide a version indicator"),
            Standards.dcat("11, Versioning")));
  }

  // --- what all of them look at: some things, looked up as a program would

  /// Things looked up.
  ///
  /// @param rdf what came when RDF was asked for
  private record LookedUp(Map<Node, Exchange> rdf) {
    String asked() {
      return rdf.isEmpty() ? "" : rdf.values().iterator().next().request().words();
    }

    String came() {
      return rdf.isEmpty() ? "" : rdf.values().iterator().next().words();
    }
  }

  private static Exchange of(Map<Node, Exchange> answers, Node thing) {
    return Objects.requireNonNull(answers.get(thing), "it was looked up");
  }

  private static LookedUp lookedUp(Examination exam) {
    return exam.once(
        LookedUp.class,
        () -> {
          Map<Node, Exchange> answers = new LinkedHashMap<>();
          for (Node thing : some(exam)) {
            answers.put(thing, exam.probe().get(URI.create(thing.getURI()), Probe.RDF));
          }
          return new LookedUp(answers);
        });
  }

  /// Things of the sample that an address of HTTP names and that are not of our own server.
  private static List<Node> some(Examination exam) {
    String own = exam.side().map(ours -> ours.iris().base()).orElse("");
    List<Node> things = new ArrayList<>();
    for (Thing thing : exam.sample().things()) {
      String iri = thing.iri().isURI() ? thing.iri().getURI() : "";
      boolean ours = !own.isEmpty() && iri.startsWith(own) && !sameServer(own, exam);
      if (iri.matches("https?://[^/]+/.*") && isAddress(iri) && !ours) {
        things.add(thing.iri());
      }
    }
    // spread over the sample, which goes from class to class
    int step = Math.max(1, Math.ceilDiv(things.size(), LOOKED_UP));
    List<Node> some = new ArrayList<>();
    for (int i = 0; i < things.size(); i += step) {
      some.add(things.get(i));
    }
    return some;
  }

  private static boolean sameServer(String base, Examination exam) {
    return String.valueOf(URI.create(base).getAuthority())
        .equals(exam.subject().asked().getAuthority());
  }

  private static boolean isAddress(String iri) {
    try {
      return URI.create(iri).getHost() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Result nothing(Check check) {
    return check.inapplicable(
        Text.of(
            "nothing of the sample is named by an address of HTTP",
            "rien de l’échantillon n’est nommé par une adresse HTTP"));
  }

  /// Judges each thing that was looked up.
  private static Result each(Check check, Examination exam, Predicate<Node> good, Text why) {
    LookedUp answers = lookedUp(exam);
    if (answers.rdf().isEmpty()) {
      return nothing(check);
    }
    List<Node> failing = answers.rdf().keySet().stream().filter(good.negate()).toList();
    Share share = new Share(answers.rdf().size(), failing.size());
    if (failing.isEmpty()) {
      return check.passed(answers.asked(), answers.came()).with(share);
    }
    Exchange wrong = of(answers.rdf(), failing.getFirst());
    return check
        .failed(
            why,
            wrong.request().words(),
            wrong.words(),
            failing.stream().map(Node::getURI).toList())
        .with(share);
  }

  private static Result dereference(Check check, Examination exam) {
    Map<Node, Exchange> answers = lookedUp(exam).rdf();
    return each(
        check,
        exam,
        // what is gone, and says so, is told by another test
        thing -> of(answers, thing).ok() || of(answers, thing).status() == 410,
        Text.of("names of things lead nowhere", "des noms de choses ne mènent nulle part"));
  }

  private static Result negotiation(Check check, Examination exam) {
    Map<Node, Exchange> answers = lookedUp(exam).rdf();
    List<Node> there = answers.keySet().stream().filter(one -> of(answers, one).ok()).toList();
    if (there.isEmpty()) {
      return check.untested(Text.of("no name leads anywhere", "aucun nom ne mène quelque part"));
    }
    List<Node> noRdf =
        there.stream()
            .filter(one -> exam.probe().parse(of(answers, one)).language().isEmpty())
            .toList();
    if (!noRdf.isEmpty()) {
      Exchange wrong = of(answers, noRdf.getFirst());
      return check
          .failed(
              Text.of(
                  "asked for RDF, they give " + wrong.media(),
                  "à qui demande du RDF, ils donnent " + wrong.media()),
              wrong.request().words(),
              wrong.words(),
              noRdf.stream().map(Node::getURI).toList())
          .with(new Share(there.size(), noRdf.size()));
    }
    Node thing = there.getFirst();
    Exchange page = exam.probe().get(URI.create(thing.getURI()), "text/html");
    return page.ok() && page.media().equals("text/html")
        ? check.passed(page.request().words(), page.words())
        : check.failed(
            Text.of(
                "people who ask for a page get " + page.words(),
                "qui demande une page reçoit " + page.words()),
            page.request().words(),
            page.words(),
            List.of(thing.getURI()));
  }

  private static Result vary(Check check, Examination exam) {
    Map<Node, Exchange> answers = lookedUp(exam).rdf();
    List<Node> there = answers.keySet().stream().filter(one -> of(answers, one).ok()).toList();
    if (there.isEmpty()) {
      return check.untested(Text.of("no name leads anywhere", "aucun nom ne mène quelque part"));
    }
    Node thing = there.getFirst();
    URI address = of(answers, thing).address();
    Exchange rdf = exam.probe().send(Request.get(address, "text/turtle").still());
    Exchange page = exam.probe().send(Request.get(address, "text/html").still());
    if (rdf.media().equals(page.media()) && rdf.ok()) {
      return check.inapplicable(
          Text.of("the answer does not hang on Accept", "la réponse ne dépend pas d’Accept"));
    }
    boolean said =
        rdf.headers("vary").stream()
            .anyMatch(value ->
                value.toLowerCase(java.util.Locale.ROOT).matches(".*(\\baccept\\b(?!-)|\\*).*"));
    return said
        ? check.passed(rdf.request().words(), String.join(", ", rdf.headers("vary")))
        : check.failed(
            Text.of(
                "the answer hangs on Accept, and Vary does not say so: caches mix pages and data",
                "la réponse dépend d’Accept et Vary ne le dit pas : les caches mêlent pages et"
                    + " données"),
            rdf.request().words(),
            rdf.words(),
            List.of(address.toString()));
  }

  private static Result thingAndPage(Check check, Examination exam) {
    LookedUp answers = lookedUp(exam);
    return each(
        check,
        exam,
        thing -> {
          Exchange exchange = of(answers.rdf(), thing);
          return !exchange.ok() || thing.getURI().contains("#") || !exchange.hops().isEmpty();
        },
        Text.of(
            "a thing and the page about it have one name: what is said of one is said of the other",
            "une chose et la page qui en parle ont un seul nom : ce qui est dit de l’une l’est de"
                + " l’autre"));
  }

  private static Result speaksOfIt(Check check, Examination exam) {
    Map<Node, Exchange> answers = lookedUp(exam).rdf();
    Map<Node, Graph> said = new LinkedHashMap<>();
    answers.forEach((thing, exchange) -> {
      Parsed parsed = exam.probe().parse(exchange);
      if (exchange.ok() && !parsed.language().isEmpty()) {
        said.put(thing, parsed.graph());
      }
    });
    if (said.isEmpty()) {
      return check.untested(Text.of("no name leads to RDF", "aucun nom ne mène à du RDF"));
    }
    return each(
        check,
        exam,
        thing ->
            !said.containsKey(thing)
                || Objects.requireNonNull(said.get(thing)).contains(thing, Node.ANY, Node.ANY),
        Text.of(
            "what the name leads to says nothing of the thing it names",
            "ce à quoi mène le nom ne dit rien de la chose nommée"));
  }

  /// Asks twice. What may change by itself, times, is left out.
  private static Result stable(Check check, Examination exam) {
    Map<Node, Exchange> answers = lookedUp(exam).rdf();
    List<String> failing = new ArrayList<>();
    int examined = 0;
    Optional<Exchange> wrong = Optional.empty();
    for (Map.Entry<Node, Exchange> one : answers.entrySet()) {
      if (examined < 3 && one.getValue().ok()) {
        Set<Triple> before = said(exam, one.getValue(), one.getKey());
        // another form, so that no cache and no recording can answer for the partner
        Exchange again =
            exam.probe()
                .send(
                    Request.get(URI.create(one.getKey().getURI()), Probe.RDF)
                        .header("cache-control", "no-cache"));
        if (!before.isEmpty()) {
          examined++;
          if (!said(exam, again, one.getKey()).equals(before)) {
            failing.add(one.getKey().getURI());
            wrong = Optional.of(again);
          }
        }
      }
    }
    if (examined == 0) {
      return check.untested(Text.of("no name leads to RDF", "aucun nom ne mène à du RDF"));
    }
    Share share = new Share(examined, failing.size());
    return failing.isEmpty()
        ? check.passed(lookedUp(exam).asked(), "twice the same").with(share)
        : check
            .failed(
                Text.of(
                    "a name tells something else the second time",
                    "un nom dit autre chose la seconde fois"),
                wrong.orElseThrow().request().words(),
                wrong.orElseThrow().words(),
                failing)
            .with(share);
  }

  private static Set<Triple> said(Examination exam, Exchange exchange, Node thing) {
    Set<Triple> said = new HashSet<>();
    for (Triple triple :
        exam.probe().parse(exchange).graph().find(thing, Node.ANY, Node.ANY).toList()) {
      Node object = triple.getObject();
      boolean time =
          object.isLiteral() && object.getLiteralDatatypeURI().matches(".*#(date|dateTime|time).*");
      if (!object.isBlank() && !time) {
        said.add(triple);
      }
    }
    return said;
  }

  private static Result unknown(Check check, Examination exam) {
    Optional<Node> thing = some(exam).stream().findFirst();
    if (thing.isEmpty()) {
      return nothing(check);
    }
    String iri = thing.get().getURI().replaceFirst("#.*", "");
    URI invented = URI.create(iri.substring(0, iri.lastIndexOf('/') + 1) + "lacis-no-such-thing");
    Exchange exchange = exam.probe().get(invented, Probe.RDF);
    return exchange.status() == 404 || exchange.status() == 410
        ? check.passed(exchange.request().words(), exchange.words())
        : check.failed(
            Text.of(
                "a name that was made up is answered with " + exchange.status(),
                "un nom inventé reçoit " + exchange.status()),
            exchange.request().words(),
            exchange.words(),
            List.of(invented.toString()));
  }

  /// Things that are replaced and no longer described: their names say by what.
  private static Result gone(Check check, Examination exam) {
    Map<Node, Set<Node>> replaced = replaced(exam);
    if (replaced.isEmpty()) {
      return check.inapplicable(
          Text.of("nothing is said to be replaced", "rien n’est dit remplacé"));
    }
    List<String> failing = new ArrayList<>();
    Optional<Exchange> last = Optional.empty();
    for (Map.Entry<Node, Set<Node>> one : replaced.entrySet()) {
      Exchange exchange =
          exam.probe().get(URI.create(one.getKey().getURI().replaceFirst("#.*", "")), Probe.RDF);
      boolean names =
          one.getValue().stream()
              .anyMatch(next ->
                  exchange.text().contains(next.getURI())
                      || exchange.headers("link").stream()
                          .anyMatch(link -> link.contains(next.getURI()))
                      || exchange.hops().stream()
                          .anyMatch(hop -> hop.toString().equals(next.getURI()))
                      || localNames(exam, exchange, next));
      boolean said = exchange.status() == 410 || exchange.ok();
      if (!(said && names)) {
        failing.add(one.getKey().getURI());
        last = Optional.of(exchange);
      } else if (last.isEmpty()) {
        last = Optional.of(exchange);
      }
    }
    Share share = new Share(replaced.size(), failing.size());
    Exchange shown = last.orElseThrow();
    return failing.isEmpty()
        ? check.passed(shown.request().words(), shown.words()).with(share)
        : check
            .failed(
                Text.of(
                    "names of things that are gone do not say what took their place",
                    "les noms de choses disparues ne disent pas ce qui les remplace"),
                shown.request().words(),
                shown.words(),
                failing)
            .with(share);
  }

  /// Whether a description names a thing, by a prefix perhaps.
  private static boolean localNames(Examination exam, Exchange exchange, Node next) {
    return exam.probe().parse(exchange).graph().contains(Node.ANY, Node.ANY, next);
  }

  private static Map<Node, Set<Node>> replaced(Examination exam) {
    Map<Node, Set<Node>> replaced = new TreeMap<>(java.util.Comparator.comparing(Node::toString));
    if (exam.subject().sparql().isPresent()) {
      Rows rows =
          exam.probe()
              .select(exam.subject().sparql().get(), Question.named("replaced").page(GONE, 0));
      rows.rows()
          .forEach(row -> {
            Optional<Node> old = Rows.get(row, "old");
            Optional<Node> next = Rows.get(row, "next");
            if (old.isPresent() && next.isPresent()) {
              replaced.computeIfAbsent(old.get(), _ -> new HashSet<>()).add(next.get());
            }
          });
    } else {
      exam.subject()
          .document()
          .ifPresent(source -> {
            for (Node property : List.of(Lacis.term("replacedBy"), DCTerms.isReplacedBy.asNode())) {
              source
                  .parsed()
                  .graph()
                  .find(Node.ANY, property, Node.ANY)
                  .filterKeep(triple ->
                      triple.getSubject().isURI()
                          && triple.getObject().isURI()
                          && !source
                              .parsed()
                              .graph()
                              .contains(triple.getSubject(), RDF.type.asNode(), Node.ANY))
                  .forEachRemaining(triple ->
                      replaced
                          .computeIfAbsent(triple.getSubject(), _ -> new HashSet<>())
                          .add(triple.getObject()));
            }
          });
    }
    replaced.keySet().removeIf(old -> !isAddress(old.getURI()));
    while (replaced.size() > GONE) {
      replaced.remove(replaced.keySet().stream().reduce((_, last) -> last).orElseThrow());
    }
    return replaced;
  }

  /// One server, one thing, two names: `http` here, `https` there.
  private static Result oneScheme(Check check, Examination exam) {
    if (exam.sample().isEmpty()) {
      return nothing(check);
    }
    Map<String, Set<String>> schemes = new TreeMap<>();
    Map<String, Set<String>> examples = new TreeMap<>();
    for (Thing thing : exam.sample().things()) {
      List<Node> named = new ArrayList<>(List.of(thing.iri()));
      thing.links().forEach(link -> named.add(link.getObject()));
      thing.statements().stream()
          .map(Triple::getObject)
          .filter(node -> node.isURI() && node.getURI().contains("/id/"))
          .forEach(named::add);
      for (Node node : named) {
        if (node.isURI() && node.getURI().matches("https?://[^/]+/.*")) {
          String iri = node.getURI();
          int end = iri.indexOf("://");
          String server = iri.substring(end + 3, iri.indexOf('/', end + 3));
          schemes.computeIfAbsent(server, _ -> new TreeSet<>()).add(iri.substring(0, end));
          examples
              .computeIfAbsent(iri.substring(0, iri.indexOf('/', end + 3)), _ -> new TreeSet<>())
              .add(iri);
        }
      }
    }
    List<String> failing = new ArrayList<>();
    schemes.forEach((server, both) -> {
      if (both.size() > 1) {
        both.forEach(scheme ->
            examples.getOrDefault(scheme + "://" + server, Set.of()).stream()
                .limit(3)
                .forEach(failing::add));
      }
    });
    return failing.isEmpty()
        ? check.passed(exam.sample().asked(), schemes.toString())
        : check.failed(
            Text.of(
                "things of one server are named by http and by https: two names that no join"
                    + " brings together",
                "des choses d’un même serveur sont nommées en http et en https : deux noms"
                    + " qu’aucune jointure ne réunit"),
            exam.sample().asked(),
            schemes.toString(),
            failing);
  }

  private static Result versioned(Check check, Examination exam) {
    Described described = Described.of(exam);
    if (described.datasets().isEmpty()) {
      return Described.unknown(check);
    }
    List<Node> terms =
        List.of(
            NodeFactory.createURI("http://www.w3.org/ns/dcat#version"),
            NodeFactory.createURI("http://www.w3.org/2002/07/owl#versionInfo"),
            NodeFactory.createURI("http://www.w3.org/2002/07/owl#versionIRI"),
            DCTerms.hasVersion.asNode(),
            NodeFactory.createURI("http://www.w3.org/ns/dcat#hasCurrentVersion"),
            DCTerms.modified.asNode(),
            NodeFactory.createURI("http://www.w3.org/ns/prov#generatedAtTime"));
    List<Node> failing =
        described.datasets().stream()
            .filter(dataset -> terms.stream().noneMatch(term -> described.says(dataset, term)))
            .toList();
    return described.judged(
        check,
        failing,
        Text.of(
            "datasets do not say which version they are, nor of when",
            "des jeux ne disent ni leur version ni leur date"));
  }
}
