package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.pair;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Kind;
import org.lacis.interop.Landing;
import org.lacis.interop.Ours;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;

/// May the data be used together with ours, and whom does one ask?
final class RightsTests {
  private static final Set<Kind> DESCRIBED = Set.of(Kind.SPARQL, Kind.FEATURES, Kind.DUMP);
  private static final String VCARD = "http://www.w3.org/2006/vcard/ns#";
  private static final String FOAF = "http://xmlns.com/foaf/0.1/";

  private RightsTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "rights.licence",
            Severity.MAJOR,
            DESCRIBED,
            RightsTests::licence,
            Standards.dataOnTheWeb(4, "Provide data license information"),
            Standards.dcatAp("Distribution: licence")),
        Trial.of(
            "rights.known-licence",
            Severity.MINOR,
            DESCRIBED,
            RightsTests::knownLicence,
            Standards.dataOnTheWeb(4, "Provide data license information"),
            Standards.dcatAp("controlled vocabularies: licence")),
        Trial.of(
            "rights.compatible",
            Severity.MAJOR,
            DESCRIBED,
            pair(RightsTests::compatible),
            Standards.dataOnTheWeb(33, "Follow Licensing Terms"),
            Standards.mim8("C2")),
        Trial.of(
            "rights.contact",
            Severity.MINOR,
            DESCRIBED,
            RightsTests::contact,
            Standards.dcatAp("Dataset: contact point"),
            Standards.dataOnTheWeb(2, "Provide descriptive metadata")),
        Trial.of(
            "rights.attribution",
            Severity.MINOR,
            DESCRIBED,
            RightsTests::attribution,
            Standards.dcatAp("Dataset: publisher, creator"),
            Standards.dataOnTheWeb(5, "Provide data provenance information")),
        Trial.of(
            "rights.access",
            Severity.MINOR,
            DESCRIBED,
            RightsTests::access,
            Standards.dcatAp("Dataset: access rights"),
            Standards.mim8("C2")));
  }

  /// The licences that a dataset is under: as DCAT says, or the links of an OGC API.
  private static List<Node> licences(Examination exam, Node dataset) {
    List<Node> said = Described.of(exam).near(dataset, DCTerms.license.asNode());
    if (said.isEmpty()) {
      said =
          exam.subject().features().stream()
              .flatMap(page -> page.link("license").or(() -> page.link("licence")).stream())
              .map(address -> NodeFactory.createURI(address.toString()))
              .toList();
    }
    return said;
  }

  @FunctionalInterface
  private interface Good {
    boolean is(Described described, Node dataset);
  }

  private static Result each(Check check, Examination exam, Good good, Text why) {
    Described described = Described.of(exam);
    if (described.datasets().isEmpty()) {
      return Described.unknown(check);
    }
    List<Node> failing =
        described.datasets().stream().filter(dataset -> !good.is(described, dataset)).toList();
    return described.judged(check, failing, why);
  }

  private static Result licence(Check check, Examination exam) {
    Described described = Described.of(exam);
    if (described.datasets().isEmpty() && exam.subject().features().isPresent()) {
      Landing landing = exam.subject().features().get();
      boolean told =
          landing.link("license").isPresent()
              || landing.collections().stream()
                  .anyMatch(
                      one -> Landing.link(one.json(), landing.address(), "license").isPresent());
      return told
          ? check.passed(landing.address().toString(), "link license")
          : check.failed(
              Text.of("no licence is linked", "aucune licence n’est liée"),
              landing.address().toString(),
              "",
              List.of(landing.address().toString()));
    }
    return each(
        check,
        exam,
        (_, dataset) -> licences(exam, dataset).stream().anyMatch(Node::isURI),
        Text.of(
            "datasets without a licence that a program can read: nobody may use them",
            "des jeux sans licence lisible par un programme : personne ne peut s’en servir"));
  }

  private static Result knownLicence(Check check, Examination exam) {
    Set<String> unknown = new TreeSet<>();
    Described described = Described.of(exam);
    for (Node dataset : described.datasets()) {
      for (Node licence : licences(exam, dataset)) {
        if (licence.isURI() && Licence.of(licence).isEmpty()) {
          unknown.add(licence.getURI());
        }
      }
    }
    return each(
        check,
        exam,
        (_, dataset) -> {
          List<Node> said = licences(exam, dataset);
          return said.isEmpty() || said.stream().anyMatch(one -> Licence.of(one).isPresent());
        },
        Text.of(
            "licences that are not among the known ones: " + unknown,
            "des licences qui ne sont pas parmi les connues : " + unknown));
  }

  private static Result compatible(Check check, Examination exam, Ours ours) {
    Map<Licence, Node> own = new TreeMap<>(java.util.Comparator.comparing(Licence::toString));
    Iterator<Quad> quads =
        ours.view().dataset().find(Node.ANY, Node.ANY, DCTerms.license.asNode(), Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      boolean meant = ours.dataset().isEmpty() || ours.dataset().get().equals(quad.getSubject());
      if (meant) {
        Licence.of(quad.getObject()).ifPresent(one -> own.put(one, quad.getObject()));
      }
    }
    Described described = Described.of(exam);
    if (described.datasets().isEmpty()) {
      return Described.unknown(check);
    }
    List<Node> failing = new ArrayList<>();
    Set<String> why = new TreeSet<>();
    int judged = 0;
    for (Node dataset : described.datasets()) {
      for (Node said : licences(exam, dataset)) {
        Optional<Licence> theirs = Licence.of(said);
        if (theirs.isPresent()) {
          judged++;
          own.forEach((one, name) -> {
            if (!theirs.get().allowsWith(one)) {
              failing.add(dataset);
              why.add(said + " × " + name);
            }
          });
        }
      }
    }
    if (judged == 0 || own.isEmpty()) {
      return check.inapplicable(
          Text.of("one side has no licence that is known", "un côté n’a pas de licence connue"));
    }
    return described.judged(
        check,
        failing.stream().distinct().toList(),
        Text.of(
            "what is made of both may not be published: " + why,
            "ce qui est fait des deux ne peut être publié : " + why));
  }

  private static Result contact(Check check, Examination exam) {
    return each(
        check,
        exam,
        (described, dataset) ->
            described.near(dataset, DCAT.contactPoint.asNode()).stream()
                .anyMatch(contact ->
                    List.of(
                            VCARD + "hasEmail",
                            VCARD + "hasURL",
                            VCARD + "hasTelephone",
                            FOAF + "mbox",
                            FOAF + "homepage")
                        .stream()
                        .anyMatch(way -> !described.objects(contact, way).isEmpty())),
        Text.of(
            "datasets without a way to reach somebody",
            "des jeux sans moyen de joindre quelqu’un"));
  }

  private static Result attribution(Check check, Examination exam) {
    return each(
        check,
        exam,
        (described, dataset) -> {
          boolean asked =
              licences(exam, dataset).stream()
                  .flatMap(one -> Licence.of(one).stream())
                  .anyMatch(one -> one.asks() != Licence.Asks.NOTHING);
          return !asked
              || List.of(
                      DCTerms.publisher.asNode(),
                      DCTerms.creator.asNode(),
                      DCTerms.rightsHolder.asNode(),
                      NodeFactory.createURI("http://purl.org/dc/terms/bibliographicCitation"),
                      NodeFactory.createURI("http://creativecommons.org/ns#attributionName"))
                  .stream()
                  .anyMatch(way -> !described.objects(dataset, way).isEmpty());
        },
        Text.of(
            "the licence asks to name somebody, and nobody says whom",
            "la licence demande de nommer quelqu’un, et personne ne dit qui"));
  }

  private static Result access(Check check, Examination exam) {
    return each(
        check,
        exam,
        (described, dataset) -> !described.near(dataset, DCTerms.accessRights.asNode()).isEmpty(),
        Text.of(
            "datasets do not say who may have them",
            "des jeux ne disent pas qui peut les obtenir"));
  }
}
