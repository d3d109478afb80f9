package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.STATEMENTS;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.XSD;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Kind;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.Thing;
import org.lacis.interop.probe.Exchange;
import org.lacis.interop.probe.Probe;
import org.lacis.vocabulary.Lacis;

/// Do both sides use terms that exist, the same ones, and in the same sense?
final class VocabularyTests {
  private static final Set<Kind> TERMS = Set.of(Kind.SPARQL, Kind.DUMP, Kind.LDES, Kind.MAPPING);
  private static final int SPACES = 5;

  /// Shapes that stand among the data; their words are for those who check them.
  private static final String SHACL = "http://www.w3.org/ns/shacl#";

  private static final Set<String> NUMBERS =
      Set.of(
          "integer",
          "decimal",
          "double",
          "float",
          "int",
          "long",
          "short",
          "byte",
          "nonNegativeInteger",
          "positiveInteger",
          "unsignedInt",
          "unsignedLong",
          "unsignedShort",
          "unsignedByte",
          "negativeInteger",
          "nonPositiveInteger");

  private VocabularyTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "vocabulary.terms-exist",
            Severity.MAJOR,
            TERMS,
            VocabularyTests::termsExist,
            Standards.dataOnTheWeb(15, "Reuse vocabularies, preferably standardized ones")),
        Trial.of(
            "vocabulary.terms-defined",
            Severity.MINOR,
            TERMS,
            VocabularyTests::termsDefined,
            Standards.dataOnTheWeb(3, "Provide structural metadata"),
            Standards.blueprint("1.4")),
        Trial.of(
            "vocabulary.same-terms",
            Severity.MAJOR,
            TERMS,
            VocabularyTests::sameTerms,
            Standards.dataOnTheWeb(15, "Reuse vocabularies, preferably standardized ones")),
        Trial.of(
            "vocabulary.known-kinds",
            Severity.MAJOR,
            STATEMENTS,
            VocabularyTests::knownKinds,
            Standards.dataOnTheWeb(15, "Reuse vocabularies, preferably standardized ones"),
            Standards.mim8("C2")),
        Trial.of(
            "vocabulary.values",
            Severity.MAJOR,
            STATEMENTS,
            VocabularyTests::values,
            Standards.rdfSchema("3.1")),
        Trial.of(
            "vocabulary.disjoint",
            Severity.MAJOR,
            STATEMENTS,
            VocabularyTests::disjoint,
            Standards.owl("9.1.3"),
            Standards.rdfSchema("3.2")));
  }

  static Terms terms(Examination exam) {
    return exam.once(Terms.class, () -> Terms.of(exam.side()));
  }

  /// Terms that the partner uses, with how often it does in the sample.
  private record Used(Map<Node, Integer> terms, String asked) {}

  private static Used used(Examination exam) {
    return exam.once(Used.class, () -> find(exam));
  }

  private static Used find(Examination exam) {
    Map<Node, Integer> found = new TreeMap<>(java.util.Comparator.comparing(Node::getURI));
    if (exam.subject().kind().equals(Optional.of(Kind.MAPPING))
        && exam.subject().document().isPresent()) {
      Graph mapping = exam.subject().document().get().parsed().graph();
      String asked = exam.subject().first().request().words();
      for (Triple said : mapping.find().toList()) {
        String name = said.getPredicate().getLocalName();
        boolean names = name.equals("class") || name.equals("predicate");
        boolean made =
            name.equals("constant")
                && mapping.contains(
                    Node.ANY,
                    NodeFactory.createURI(Terms.space(said.getPredicate()) + "predicateMap"),
                    said.getSubject());
        if ((names || made) && said.getObject().isURI()) {
          found.merge(said.getObject(), 1, Integer::sum);
        }
      }
      return new Used(found, asked);
    }
    for (Thing thing : exam.sample().things()) {
      for (Triple said : thing.statements()) {
        found.merge(said.getPredicate(), 1, Integer::sum);
        if (said.getPredicate().equals(RDF.type.asNode()) && said.getObject().isURI()) {
          found.merge(said.getObject(), 1, Integer::sum);
        }
      }
    }
    exam.sample().classes().keySet().stream()
        .filter(Node::isURI)
        .forEach(type -> found.putIfAbsent(type, 0));
    return new Used(found, exam.sample().asked());
  }

  private static Result nothing(Check check) {
    return check.inapplicable(Text.of("no terms are used", "aucun terme n’est employé"));
  }

  private static Result termsExist(Check check, Examination exam) {
    Terms terms = terms(exam);
    Used used = used(exam);
    List<Node> judged = used.terms().keySet().stream().filter(terms::covers).toList();
    if (judged.isEmpty()) {
      return nothing(check);
    }
    List<String> failing = new ArrayList<>();
    List<String> meant = new ArrayList<>();
    for (Node term : judged) {
      if (!terms.defines(term)) {
        failing.add(term.getURI());
        terms
            .nearest(term)
            .ifPresent(near -> meant.add(Terms.name(term) + " → " + Terms.name(near)));
      }
    }
    Share share = new Share(judged.size(), failing.size());
    return failing.isEmpty()
        ? check.passed(used.asked(), judged.size() + " terms").with(share)
        : check
            .failed(
                Text.of(
                    "terms that their vocabulary does not have"
                        + (meant.isEmpty() ? "" : "; probably meant: " + String.join(", ", meant)),
                    "des termes que leur vocabulaire n’a pas"
                        + (meant.isEmpty()
                            ? ""
                            : " ; sans doute voulu : " + String.join(", ", meant))),
                used.asked(),
                judged.size() + " terms",
                failing)
            .with(share);
  }

  /// Terms of vocabularies that we do not know: these say what they mean where they are.
  private static Result termsDefined(Check check, Examination exam) {
    Terms terms = terms(exam);
    Map<String, Set<Node>> spaces = new LinkedHashMap<>();
    for (Node term : used(exam).terms().keySet()) {
      if (!terms.covers(term)
          && terms.counterparts(term).isEmpty()
          && !term.getURI().startsWith(SHACL)
          && term.getURI().matches("https?://[^/]+/.*")) {
        spaces.computeIfAbsent(Terms.space(term), _ -> new LinkedHashSet<>()).add(term);
      }
    }
    if (spaces.isEmpty()) {
      return check.inapplicable(
          Text.of("all vocabularies are known", "tous les vocabulaires sont connus"));
    }
    List<String> failing = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    String asked = "";
    String came = "";
    int asks = 0;
    for (Map.Entry<String, Set<Node>> space : spaces.entrySet()) {
      if (asks++ >= SPACES) {
        break;
      }
      Exchange exchange =
          exam.probe().get(URI.create(space.getKey().replaceFirst("#.*", "")), Probe.RDF);
      asked = exchange.request().words();
      came = exchange.words();
      if (exchange.failure().isPresent()) {
        silent.add(space.getKey());
        continue;
      }
      Graph said = exam.probe().parse(exchange).graph();
      space.getValue().stream()
          .filter(term -> !exchange.ok() || !said.contains(term, Node.ANY, Node.ANY))
          .map(Node::getURI)
          .forEach(failing::add);
    }
    if (!failing.isEmpty()) {
      return check.failed(
          Text.of(
              "terms that nobody says the meaning of", "des termes dont personne ne dit le sens"),
          asked,
          came,
          failing);
    }
    return silent.isEmpty()
        ? check.passed(asked, came)
        : check.cannotTell(
            Text.of(
                "these vocabularies could not be asked: " + silent,
                "ces vocabulaires n’ont pu être interrogés : " + silent),
            asked,
            came);
  }

  private static Result sameTerms(Check check, Examination exam) {
    Terms terms = terms(exam);
    Used used = used(exam);
    if (used.terms().isEmpty()) {
      return nothing(check);
    }
    List<String> failing = new ArrayList<>();
    List<String> rather = new ArrayList<>();
    used.terms().keySet().stream()
        .filter(term -> !term.getURI().startsWith(Lacis.NS))
        .forEach(term -> {
          List<Node> ours = terms.counterparts(term);
          // who says it in our term, too, can be understood
          if (!ours.isEmpty() && ours.stream().noneMatch(used.terms()::containsKey)) {
            failing.add(term.getURI());
            rather.add(Terms.name(term) + " → " + Terms.name(ours.getFirst()));
          }
        });
    Share share = new Share(used.terms().size(), failing.size());
    return failing.isEmpty()
        ? check.passed(used.asked(), used.terms().size() + " terms").with(share)
        : check
            .failed(
                Text.of(
                    "the same is said by other terms than ours: " + String.join(", ", rather),
                    "la même chose est dite par d’autres termes que les nôtres : "
                        + String.join(", ", rather)),
                used.asked(),
                used.terms().size() + " terms",
                failing)
            .with(share);
  }

  private static Result knownKinds(Check check, Examination exam) {
    Terms terms = terms(exam);
    List<Thing> things = exam.sample().things();
    if (things.isEmpty()) {
      return nothing(check);
    }
    List<Thing> unknown =
        things.stream()
            .filter(thing ->
                thing.types().stream()
                    .filter(Node::isURI)
                    .noneMatch(type -> terms.defines(type) || !terms.counterparts(type).isEmpty()))
            .toList();
    Share share = new Share(things.size(), unknown.size());
    Set<String> kinds = new TreeSet<>();
    unknown.forEach(thing -> thing.types().forEach(type -> kinds.add(type.toString())));
    // kinds of its own are a partner's right, as long as most of what it has can be understood
    return share.share() <= 0.1
        ? check.passed(exam.sample().asked(), things.size() + " things").with(share)
        : check
            .failed(
                Text.of(
                    "things of kinds that no shared vocabulary has: " + kinds,
                    "des choses de genres qu’aucun vocabulaire partagé ne connaît : " + kinds),
                exam.sample().asked(),
                things.size() + " things",
                unknown.stream().map(thing -> thing.iri().toString()).toList())
            .with(share);
  }

  private static Result values(Check check, Examination exam) {
    Terms terms = terms(exam);
    long examined = 0;
    List<String> failing = new ArrayList<>();
    Set<String> why = new TreeSet<>();
    for (Thing thing : exam.sample().things()) {
      for (Triple said : thing.statements()) {
        Node property = said.getPredicate();
        if (terms.defines(property)) {
          examined++;
          Optional<String> wrong = wrong(terms, property, said.getObject());
          if (wrong.isPresent()) {
            failing.add(thing.iri().toString());
            why.add(Terms.name(property) + ": " + wrong.get());
          }
        }
      }
    }
    if (examined == 0) {
      return nothing(check);
    }
    Share share = new Share(examined, failing.size());
    List<String> different = failing.stream().distinct().toList();
    return failing.isEmpty()
        ? check.passed(exam.sample().asked(), examined + " statements").with(share)
        : check
            .failed(
                Text.of(
                    "values that the property does not take: " + why,
                    "des valeurs que la propriété ne prend pas : " + why),
                exam.sample().asked(),
                examined + " statements",
                different)
            .with(share);
  }

  /// What is wrong with a value, in the words of both languages.
  private static Optional<String> wrong(Terms terms, Node property, Node value) {
    if (value.isLiteral() && terms.isObjectProperty(property)) {
      return Optional.of("literal ≠ IRI");
    }
    if (!value.isLiteral()) {
      return terms.isDatatypeProperty(property) ? Optional.of("IRI ≠ literal") : Optional.empty();
    }
    List<Node> ranges = terms.ranges(property);
    if (ranges.isEmpty()
        || ranges.stream().anyMatch(range -> fits(range, value.getLiteralDatatypeURI()))) {
      return Optional.empty();
    }
    return Optional.of(
        Terms.name(NodeFactory.createURI(value.getLiteralDatatypeURI()))
            + " ≠ "
            + Terms.name(ranges.getFirst()));
  }

  private static boolean fits(Node range, String datatype) {
    if (!range.isURI() || range.equals(RDFS.Literal.asNode()) || range.getURI().equals(datatype)) {
      return true;
    }
    boolean xsd = range.getURI().startsWith(XSD.getURI()) && datatype.startsWith(XSD.getURI());
    String wanted = range.getLocalName();
    if (range.equals(XSD.xstring.asNode())) {
      return datatype.equals(RDF.langString.getURI());
    }
    return !range.getURI().startsWith(XSD.getURI())
        ? !range.getURI().contains("Literal")
        : xsd
            && NUMBERS.contains(wanted)
            && NUMBERS.contains(datatype.substring(XSD.getURI().length()));
  }

  /// Holds together what both sides say of a thing, and what the domains and ranges of properties
  /// make of it.
  private static Result disjoint(Check check, Examination exam) {
    Terms terms = terms(exam);
    Map<Node, Set<Node>> types = new LinkedHashMap<>();
    for (Thing thing : exam.sample().things()) {
      Set<Node> own = types.computeIfAbsent(thing.iri(), _ -> new LinkedHashSet<>());
      own.addAll(thing.types());
      for (Triple said : thing.statements()) {
        own.addAll(terms.domains(said.getPredicate()));
        if (said.getObject().isURI() && !said.getPredicate().equals(RDF.type.asNode())) {
          types
              .computeIfAbsent(said.getObject(), _ -> new LinkedHashSet<>())
              .addAll(terms.ranges(said.getPredicate()));
        }
      }
      exam.side()
          .ifPresent(ours ->
              ours.view()
                  .dataset()
                  .find(Node.ANY, Node.ANY, Node.ANY, thing.iri())
                  .forEachRemaining(quad -> own.addAll(terms.ranges(quad.getPredicate()))));
    }
    exam.side()
        .ifPresent(ours -> {
          for (Map.Entry<Node, Set<Node>> one : types.entrySet()) {
            for (Quad said :
                quads(
                    ours.view()
                        .dataset()
                        .find(Node.ANY, one.getKey(), RDF.type.asNode(), Node.ANY))) {
              one.getValue().add(said.getObject());
            }
          }
        });
    if (types.isEmpty()) {
      return nothing(check);
    }
    List<String> failing = new ArrayList<>();
    Set<String> why = new HashSet<>();
    types.forEach((thing, all) -> {
      Optional<Terms.Clash> clash = terms.clash(all);
      if (clash.isPresent()) {
        failing.add(thing.toString());
        why.add(clash.get().toString());
      }
    });
    Share share = new Share(types.size(), failing.size());
    return failing.isEmpty()
        ? check.passed(exam.sample().asked(), types.size() + " things").with(share)
        : check
            .failed(
                Text.of(
                    "what both say together makes things of two kinds that exclude each other: "
                        + new TreeSet<>(why),
                    "ce que les deux disent ensemble fait des choses de deux genres qui"
                        + " s’excluent : "
                        + new TreeSet<>(why)),
                exam.sample().asked(),
                types.size() + " things",
                failing)
            .with(share);
  }

  private static List<Quad> quads(java.util.Iterator<Quad> quads) {
    List<Quad> list = new ArrayList<>();
    quads.forEachRemaining(list::add);
    return list;
  }
}
