package org.lacis.interop.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.interop.Check;
import org.lacis.interop.Family;
import org.lacis.interop.Outcome;
import org.lacis.interop.Report;
import org.lacis.interop.Requirement;
import org.lacis.interop.Result;
import org.lacis.interop.Share;
import org.lacis.interop.Text;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Prefixes;

/// A report as one RDF graph: assertions of EARL 1.0, one a test; the report of SHACL, where shapes
/// were tested; measurements of DQV: the level, how many tests passed, what part of a sample fails.
///
/// Nothing in it is blank, so that it can be pointed at and comes out the same each time.
public final class CheckGraph {
  private static final String EARL = "http://www.w3.org/ns/earl#";
  private static final String DQV = "http://www.w3.org/ns/dqv#";
  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final String PROV = "http://www.w3.org/ns/prov#";

  /// Tests, families and metrics are named below it.
  private static final String CHECK = "https://w3id.org/lacis/check/";

  private static final Node ASSERTOR = iri("https://w3id.org/lacis");

  private final Graph graph = GraphFactory.createDefaultGraph();
  private final Report report;
  private final String base;
  private final Node subject;

  private CheckGraph(Report report, String base) {
    this.report = report;
    this.base = base;
    this.subject = iri(report.asking().address().toString());
  }

  /// @param iri of the report itself
  public static Graph of(Report report, String iri) {
    CheckGraph made = new CheckGraph(report, iri);
    made.fill();
    return made.graph;
  }

  /// The name of a report that stands in a file: it follows from what was checked and when.
  public static String name(Report report) {
    String what = report.asking().address() + " " + report.began() + " " + report.asking().seed();
    return "urn:uuid:" + java.util.UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
  }

  /// As Turtle.
  public static String turtle(Report report, String iri) {
    return RDFWriter.source(of(report, iri)).format(RDFFormat.TURTLE_PRETTY).asString();
  }

  private void fill() {
    Prefixes.COMMON.forEach(graph.getPrefixMapping()::setNsPrefix);
    Map.of("earl", EARL, "dqv", DQV, "sh", SH, "check", CHECK)
        .forEach(graph.getPrefixMapping()::setNsPrefix);
    Node all = iri(base);
    type(all, PROV + "Entity");
    add(all, PROV + "generatedAtTime", date());
    add(all, PROV + "wasAttributedTo", ASSERTOR);
    add(all, DCTerms.subject.getURI(), subject);
    add(all, Lacis.NS + "seed", number(report.asking().seed()));
    add(all, Lacis.NS + "profile", plain(report.asking().profile()));
    type(ASSERTOR, EARL + "Assertor");
    type(ASSERTOR, EARL + "Software");
    add(ASSERTOR, DCTerms.title.getURI(), plain("Lacis"));
    type(subject, EARL + "TestSubject");
    measure("level", "level", plain(report.verdict().level().key()), null);
    report.byFamily().forEach(this::family);
    for (Result result : report.results()) {
      assertion(result);
      result.validation().ifPresent(text -> validation(result, text));
    }
  }

  private void family(Family family, List<Result> results) {
    Node node = iri(CHECK + family.key());
    type(node, DQV + "Dimension");
    for (String language : List.of("en", "fr")) {
      add(node, RDFS.label.getURI(), lang(new CheckText(language).family(family), language));
    }
    measure(
        family.key() + "/passed",
        "passed",
        number(results.stream().filter(one -> one.outcome() instanceof Outcome.Passed).count()),
        family);
    measure(
        family.key() + "/failed",
        "failed",
        number(results.stream().filter(Result::failed).count()),
        family);
  }

  private void assertion(Result result) {
    Check check = result.check();
    Node test = iri(CHECK + check.id());
    type(test, EARL + "TestCase");
    add(test, DCTerms.identifier.getURI(), plain(check.id()));
    both(test, DCTerms.title.getURI(), check.title());
    both(test, DCTerms.description.getURI(), check.asks());
    both(test, Lacis.NS + "remedy", check.remedy());
    add(test, DCTerms.isPartOf.getURI(), iri(CHECK + check.family().key()));
    add(test, Lacis.NS + "severity", plain(check.severity().key()));
    for (Requirement one : check.requirements()) {
      add(test, DCTerms.conformsTo.getURI(), iri(one.link()));
      add(iri(one.link()), RDFS.label.getURI(), plain(one.words()));
    }
    Node assertion = iri(base + "#" + check.id());
    type(assertion, EARL + "Assertion");
    add(assertion, EARL + "assertedBy", ASSERTOR);
    add(assertion, EARL + "subject", subject);
    add(assertion, EARL + "test", test);
    add(assertion, EARL + "mode", iri(EARL + "automatic"));
    Node outcome = iri(base + "#" + check.id() + "/result");
    add(assertion, EARL + "result", outcome);
    type(outcome, EARL + "TestResult");
    add(outcome, EARL + "outcome", iri(EARL + result.outcome().key()));
    add(outcome, DCTerms.date.getURI(), date());
    both(outcome, DCTerms.description.getURI(), result.outcome().why());
    if (!result.asked().isEmpty()) {
      add(outcome, Lacis.NS + "asked", plain(result.asked()));
      add(outcome, Lacis.NS + "came", plain(result.came()));
    }
    for (String failing : result.failing()) {
      add(outcome, EARL + "pointer", isIri(failing) ? iri(failing) : plain(failing));
    }
    result.share().ifPresent(share -> share(check, share));
  }

  private void share(Check check, Share share) {
    Node node =
        measure(
            check.id() + "/failing-share", "failing-share", decimal(share.share()), check.family());
    add(node, Lacis.NS + "examined", number(share.examined()));
    add(node, Lacis.NS + "failed", number(share.failed()));
    add(node, Lacis.NS + "lowerBound", decimal(share.interval().low()));
    add(node, Lacis.NS + "upperBound", decimal(share.interval().high()));
    add(node, DCTerms.relation.getURI(), iri(CHECK + check.id()));
  }

  private Node measure(
      String path, String metric, Node value, @org.jspecify.annotations.Nullable Family family) {
    Node node = iri(base + "#measure/" + path);
    Node of = iri(CHECK + "metric/" + (family == null ? "" : family.key() + "/") + metric);
    type(node, DQV + "QualityMeasurement");
    add(node, DQV + "computedOn", subject);
    add(node, DQV + "isMeasurementOf", of);
    add(node, DQV + "value", value);
    add(subject, DQV + "hasQualityMeasurement", node);
    type(of, DQV + "Metric");
    add(of, DQV + "expectedDataType", iri(value.getLiteralDatatypeURI()));
    if (family != null) {
      add(of, DQV + "inDimension", iri(CHECK + family.key()));
    }
    return node;
  }

  /// A report of SHACL, whose blank nodes get names of this report.
  private void validation(Result result, String text) {
    Graph read = GraphFactory.createDefaultGraph();
    RDFParser.fromString(text, Lang.NTRIPLES)
        .labelToNode(LabelToNode.createUseLabelAsGiven())
        .parse(read);
    Node outcome = iri(base + "#" + result.check().id() + "/result");
    read.find()
        .forEachRemaining(triple -> {
          Node about = named(result, triple.getSubject());
          graph.add(about, triple.getPredicate(), named(result, triple.getObject()));
          if (triple.getPredicate().equals(RDF.type.asNode())
              && triple.getObject().equals(iri(SH + "ValidationReport"))) {
            add(outcome, RDFS.seeAlso.getURI(), about);
          }
        });
  }

  private Node named(Result result, Node node) {
    return node.isBlank()
        ? iri(base + "#" + result.check().id() + "/shape-result/" + node.getBlankNodeLabel())
        : node;
  }

  private static boolean isIri(String text) {
    return text.matches("[a-z][a-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]*");
  }

  private Node date() {
    return NodeFactory.createLiteralDT(report.began().toString(), XSDDatatype.XSDdateTime);
  }

  private void type(Node node, String type) {
    add(node, RDF.type.getURI(), iri(type));
  }

  private void both(Node node, String predicate, Text text) {
    if (!text.isEmpty()) {
      add(node, predicate, lang(text.en(), "en"));
      add(node, predicate, lang(text.fr(), "fr"));
    }
  }

  private void add(Node node, String predicate, Node object) {
    graph.add(node, iri(predicate), object);
  }

  private static Node iri(String text) {
    return NodeFactory.createURI(text);
  }

  private static Node plain(String text) {
    return NodeFactory.createLiteralString(text);
  }

  private static Node lang(String text, String tag) {
    return NodeFactory.createLiteralLang(text, tag);
  }

  private static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
  }

  private static Node decimal(double share) {
    return NodeFactory.createLiteralDT(
        java.math.BigDecimal.valueOf(share)
            .setScale(4, java.math.RoundingMode.HALF_UP)
            .toPlainString(),
        XSDDatatype.XSDdecimal);
  }
}
