package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.MAPPING;
import static org.lacis.interop.family.Trial.STATEMENTS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Kind;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.Thing;
import org.lacis.validate.Result;
import org.lacis.validate.Validator;
import org.lacis.validate.report.Report;
import org.lacis.validate.report.ReportGraph;
import org.lacis.vocabulary.Geo;

/// Does what the partner says keep the shapes that the shared ontologies ask for?
final class ShapeTests {
  private static final int KEPT = 100;

  private ShapeTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "shapes.things",
            Severity.MAJOR,
            STATEMENTS,
            (check, exam) -> things(check, exam, org.lacis.vocabulary.Severity.VIOLATION),
            Standards.shacl("3.4, Validation"),
            Standards.mim8("C2")),
        Trial.of(
            "shapes.advice",
            Severity.MINOR,
            STATEMENTS,
            (check, exam) -> things(check, exam, org.lacis.vocabulary.Severity.WARNING),
            Standards.shacl("3.4, Validation")),
        Trial.of(
            "shapes.named",
            Severity.MINOR,
            STATEMENTS,
            ShapeTests::named,
            Standards.shacl("3.4, Validation"),
            Standards.mim7("R4.1")),
        Trial.of(
            "shapes.catalogue",
            Severity.MAJOR,
            Set.of(Kind.SPARQL, Kind.FEATURES),
            ShapeTests::catalogue,
            Standards.dcatAp(
                "mandatory properties of Catalogue, Dataset, Distribution, Data Service"),
            Standards.dataOnTheWeb(2, "Provide descriptive metadata"),
            Standards.blueprint("1.4")),
        Trial.of(
            "shapes.mapping",
            Severity.MAJOR,
            MAPPING,
            ShapeTests::mapping,
            Standards.rml("Triples map"),
            Standards.shacl("3.4, Validation")));
  }

  static Graph shapes(String path) {
    try (InputStream in = ShapeTests.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + path);
      }
      return RDFParser.source(in).lang(Lang.TURTLE).toGraph();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The shapes of territory twins, planned once.
  private static final class Territory {
    private static final Validator SHAPES =
        new Validator(shapes("/org/lacis/ontologies/territory/shapes.ttl"), "en");
  }

  /// Results of the shapes of territory twins about things of the sample.
  private record OfThings(List<Result> results, long focusNodes) {}

  private static OfThings ofThings(Examination exam) {
    return exam.once(
        OfThings.class,
        () -> {
          Graph data = Terms.hierarchy();
          Set<Node> things = new LinkedHashSet<>();
          for (Thing thing : exam.sample().things()) {
            things.add(thing.iri());
            thing.statements().forEach(data::add);
            thing
                .positions()
                .forEach(position ->
                    data.add(
                        Triple.create(
                            position.holder(),
                            serialization(position.literal()),
                            position.literal())));
          }
          List<Result> results = new ArrayList<>();
          long focus =
              Territory.SHAPES
                  .results(
                      data,
                      result -> {
                        if (things.contains(result.focus())) {
                          results.add(result);
                        }
                      })
                  .focusNodes();
          return new OfThings(List.copyOf(results), focus);
        });
  }

  private static Node serialization(Node literal) {
    String datatype = literal.isLiteral() ? literal.getLiteralDatatypeURI() : "";
    return datatype.equals(Geo.GML_LITERAL)
        ? Geo.AS_GML
        : datatype.equals(Geo.GEOJSON_LITERAL) ? Geo.AS_GEOJSON : Geo.AS_WKT;
  }

  private static org.lacis.interop.Result things(
      Check check, Examination exam, org.lacis.vocabulary.Severity severity) {
    OfThings all = ofThings(exam);
    if (all.focusNodes() == 0) {
      return check.inapplicable(
          Text.of(
              "nothing of the sample is of a class that shapes speak of",
              "rien de l’échantillon n’est d’une classe dont parlent les formes"));
    }
    return judged(
        check,
        exam.sample().asked(),
        all.results(),
        all.focusNodes(),
        result -> result.level() == severity);
  }

  private static org.lacis.interop.Result judged(
      Check check, String asked, List<Result> all, long focusNodes, Predicate<Result> counts) {
    List<Result> results = all.stream().filter(counts).toList();
    List<String> failing =
        results.stream().map(result -> result.focus().toString()).distinct().toList();
    Share share = new Share(Math.max(focusNodes, failing.size()), failing.size());
    if (results.isEmpty()) {
      return check.passed(asked, focusNodes + " things checked").with(share);
    }
    return check
        .failed(
            new Text(messages(results, "en"), messages(results, "fr")),
            asked,
            results.size() + " results",
            failing)
        .with(share)
        .withValidation(report(results, focusNodes));
  }

  private static String messages(List<Result> results, String language) {
    return String.join(
        " ", results.stream().map(result -> result.message(language)).distinct().limit(3).toList());
  }

  private static String report(List<Result> results, long focusNodes) {
    Report.Gathering gathering = new Report.Gathering(KEPT);
    results.forEach(gathering);
    Graph graph = ReportGraph.of(gathering.report(focusNodes, List.of(), List.of()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RDFDataMgr.write(out, graph, Lang.NTRIPLES);
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Things have a name that people read, or an identifier that registers know.
  private static org.lacis.interop.Result named(Check check, Examination exam) {
    List<Thing> things = exam.sample().things();
    if (things.isEmpty()) {
      return check.inapplicable(Text.of("there are no things", "il n’y a pas de choses"));
    }
    List<String> names =
        List.of(
            "http://www.w3.org/2000/01/rdf-schema#label",
            "http://www.w3.org/2004/02/skos/core#prefLabel",
            "http://purl.org/dc/terms/title",
            "http://purl.org/dc/terms/identifier",
            "http://xmlns.com/foaf/0.1/name",
            "https://schema.org/name",
            "http://www.w3.org/ns/sosa/hasFeatureOfInterest",
            "https://w3id.org/lacis#inseeCode",
            "https://w3id.org/lacis#parcelIdentifier");
    List<String> failing =
        things.stream()
            .filter(thing ->
                names.stream()
                    .allMatch(name -> thing.objects(NodeFactory.createURI(name)).isEmpty()))
            .map(thing -> thing.iri().toString())
            .toList();
    Share share = new Share(things.size(), failing.size());
    return share.share() <= 0.2
        ? check.passed(exam.sample().asked(), things.size() + " things").with(share)
        : check
            .failed(
                Text.of(
                    "things have neither a label nor an identifier",
                    "des choses n’ont ni libellé ni identifiant"),
                exam.sample().asked(),
                things.size() + " things",
                failing)
            .with(share);
  }

  private static org.lacis.interop.Result catalogue(Check check, Examination exam) {
    Described described = Described.of(exam);
    boolean there =
        described.graph().contains(Node.ANY, RDF.type.asNode(), DCAT.Catalog.asNode())
            || described.graph().contains(Node.ANY, RDF.type.asNode(), DCAT.Dataset.asNode());
    if (!there) {
      return check.failed(
          Text.of(
              "no DCAT catalogue is found, neither by links nor at well-known places",
              "aucun catalogue DCAT n’est trouvé, ni par des liens ni aux endroits connus"),
          exam.subject().asked().toString(),
          String.join("; ", exam.subject().trail()),
          List.of(exam.subject().asked().toString()));
    }
    List<Result> results = new ArrayList<>();
    long focus =
        new Validator(shapes("/org/lacis/interop/family/dcat-ap.ttl"), "en")
            .results(described.graph(), results::add)
            .focusNodes();
    return judged(
        check,
        described.where(),
        results,
        focus,
        result -> result.level() == org.lacis.vocabulary.Severity.VIOLATION);
  }

  private static org.lacis.interop.Result mapping(Check check, Examination exam) {
    if (exam.subject().document().isEmpty()) {
      return check.untested(Text.of("no mapping was read", "aucun mapping n’a été lu"));
    }
    Graph graph = exam.subject().document().get().parsed().graph();
    if (!graph.contains(Node.ANY, Node.ANY, NodeFactory.createURI("http://w3id.org/rml/TriplesMap"))
        && graph.stream()
            .noneMatch(said -> said.getPredicate().getURI().startsWith("http://w3id.org/rml/"))) {
      return check.inapplicable(Text.of("it is not in RML of 2024", "il n’est pas en RML de 2024"));
    }
    List<Result> results = new ArrayList<>();
    long focus =
        new Validator(shapes("/org/lacis/ontologies/rml/shapes.ttl"), "en")
            .results(graph, results::add)
            .focusNodes();
    return judged(
        check,
        exam.subject().first().request().words(),
        results,
        focus,
        result -> result.level() == org.lacis.vocabulary.Severity.VIOLATION);
  }
}
