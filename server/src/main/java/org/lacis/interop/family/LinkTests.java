package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.STATEMENTS;
import static org.lacis.interop.family.Trial.THINGS;
import static org.lacis.interop.family.Trial.pair;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VOID;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Ours;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Share;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;
import org.lacis.interop.Thing;
import org.lacis.interop.probe.Question;
import org.lacis.interop.probe.Rows;
import org.lacis.vocabulary.Lacis;

/// Do the links between both twins hold, from either side?
final class LinkTests {
  /// How many of our links are followed.
  private static final int FOLLOWED = 30;

  /// How many of our links are looked at to draw these from.
  private static final int LOOKED_AT = 200_000;

  /// How much of a sample may be wrong before it is a fault: both sides are not refreshed at once.
  private static final double TOLERATED = 0.05;

  /// Beside what separates all pairs alike and their own size, metres.
  private static final double APART = 50;

  private static final double ALIKE = 0.25;

  private LinkTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "links.to-ours",
            Severity.MAJOR,
            STATEMENTS,
            pair(LinkTests::toOurs),
            Standards.spatialData(3, "Link resources together to create the Web of data"),
            Standards.mim7("R4.1")),
        Trial.of(
            "links.to-theirs",
            Severity.MAJOR,
            STATEMENTS,
            pair(LinkTests::toTheirs),
            Standards.spatialData(3, "Link resources together to create the Web of data"),
            Standards.mim7("R4.1")),
        Trial.of(
            "links.both-ways",
            Severity.MAJOR,
            STATEMENTS,
            pair(LinkTests::bothWays),
            Standards.owl("9.2.11"),
            Standards.mim8("C2")),
        Trial.of(
            "links.kinds",
            Severity.MAJOR,
            STATEMENTS,
            pair(LinkTests::kinds),
            Standards.spatialData(10, "Use appropriate relation types to link Spatial Things")),
        Trial.of(
            "links.distance",
            Severity.MAJOR,
            THINGS,
            pair(LinkTests::distance),
            Standards.spatialData(10, "Use appropriate relation types to link Spatial Things"),
            Standards.dataOnTheWeb(6, "Provide data quality information")),
        Trial.of(
            "links.names",
            Severity.MINOR,
            STATEMENTS,
            pair(LinkTests::names),
            Standards.dataOnTheWeb(6, "Provide data quality information")),
        Trial.of(
            "links.cardinality",
            Severity.MAJOR,
            STATEMENTS,
            pair(LinkTests::cardinality),
            Standards.voidNote("5, Describing linksets"),
            Standards.owl("9.2.7")),
        Trial.of(
            "links.codes",
            Severity.MAJOR,
            STATEMENTS,
            pair(LinkTests::codes),
            Standards.mim7("R4.1"),
            Standards.spatialData(
                11, "Provide information on the changing nature of Spatial Things")));
  }

  private static Result noLinks(Check check) {
    return check.inapplicable(
        Text.of(
            "nothing of the sample is tied to ours", "rien de l’échantillon n’est lié aux nôtres"));
  }

  private static Result judged(
      Check check, Examination exam, long examined, List<String> failing, Text why) {
    Share share = new Share(examined, failing.size());
    String came = examined + " looked at, " + failing.size() + " wrong";
    return share.share() <= TOLERATED
        ? check.passed(exam.sample().asked(), came).with(share)
        : check.failed(why, exam.sample().asked(), came, failing).with(share);
  }

  /// What they link to below our base is there.
  private static Result toOurs(Check check, Examination exam, Ours ours) {
    String base = ours.iris().base();
    Set<Node> ends = new LinkedHashSet<>();
    for (Thing thing : exam.sample().things()) {
      for (Triple said : thing.statements()) {
        Node object = said.getObject();
        if (object.isURI()
            && object.getURI().startsWith(base + "id/")
            && !thing.positions().stream().anyMatch(one -> one.holder().equals(object))) {
          ends.add(object);
        }
      }
    }
    if (ends.isEmpty()) {
      return noLinks(check);
    }
    DatasetGraph dataset = ours.view().dataset();
    List<String> failing =
        ends.stream()
            .filter(end -> !dataset.getDefaultGraph().contains(end, Node.ANY, Node.ANY))
            .map(Node::getURI)
            .toList();
    return judged(
        check,
        exam,
        ends.size(),
        failing,
        Text.of(
            "they link to things of ours that are not there",
            "ils lient à des choses des nôtres qui n’existent pas"));
  }

  /// What we link to below their names is there.
  private static Result toTheirs(Check check, Examination exam, Ours ours) {
    boolean whole =
        exam.subject().document().filter(source -> !source.exchange().cut()).isPresent()
            && exam.subject().has(org.lacis.interop.Kind.DUMP);
    if (exam.subject().sparql().isEmpty() && !whole) {
      return check.inapplicable(
          Text.of(
              "the partner cannot be asked whether it has a thing",
              "on ne peut demander au partenaire s’il a une chose"));
    }
    List<Node> ends = ends(exam, ours, exam.random(check));
    if (ends.isEmpty()) {
      return check.inapplicable(
          Text.of("we link to nothing of theirs", "nous ne lions à rien des leurs"));
    }
    Set<Node> known = new HashSet<>();
    String asked = exam.sample().asked();
    if (exam.subject().sparql().isPresent()) {
      Rows rows =
          exam.probe()
              .select(exam.subject().sparql().get(), Question.named("there").values("thing", ends));
      asked = rows.exchange().request().words();
      if (!rows.ok()) {
        return check.cannotTell(
            Text.plain(rows.problem().orElse("")), asked, rows.exchange().words());
      }
      known.addAll(rows.column("thing"));
    } else {
      ends.stream()
          .filter(end ->
              exam.subject()
                  .document()
                  .orElseThrow()
                  .parsed()
                  .graph()
                  .contains(end, Node.ANY, Node.ANY))
          .forEach(known::add);
    }
    List<String> failing =
        ends.stream().filter(end -> !known.contains(end)).map(Node::getURI).toList();
    return judged(
            check,
            exam,
            ends.size(),
            failing,
            Text.of(
                "we link to things that the partner does not have",
                "nous lions à des choses que le partenaire n’a pas"))
        .with(asked, known.size() + " of " + ends.size() + " are there");
  }

  /// A draw of the things of theirs that our graphs of links, and properties of sameness, name.
  private static List<Node> ends(Examination exam, Ours ours, SplittableRandom random) {
    Set<String> spaces = new TreeSet<>();
    exam.sample().things().stream()
        .map(Thing::iri)
        .filter(Node::isURI)
        .forEach(thing -> spaces.add(Terms.space(thing)));
    List<Node> drawn = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    int looked = 0;
    DatasetGraph dataset = ours.view().dataset();
    for (Node property :
        List.of(
            Lacis.CORRESPONDS_TO,
            OWL2.sameAs.asNode(),
            SKOS.exactMatch.asNode(),
            SKOS.closeMatch.asNode(),
            Lacis.STANDS_IN,
            Lacis.term("inCommune"),
            Lacis.ON_PARCEL,
            Lacis.EXPOSED_TO)) {
      Iterator<Quad> quads = dataset.find(Node.ANY, Node.ANY, property, Node.ANY);
      while (quads.hasNext() && looked++ < LOOKED_AT) {
        Node end = quads.next().getObject();
        if (end.isURI() && spaces.contains(Terms.space(end)) && seen.add(end)) {
          // a reservoir: each of those seen until now is in it with the same chance
          if (drawn.size() < FOLLOWED) {
            drawn.add(end);
          } else {
            int place = random.nextInt(seen.size());
            if (place < FOLLOWED) {
              drawn.set(place, end);
            }
          }
        }
      }
    }
    return drawn;
  }

  private static Result bothWays(Check check, Examination exam, Ours ours) {
    List<Pairs.Pair> pairs =
        Pairs.of(exam, ours).all().stream()
            .filter(pair -> Pairs.isSymmetric(pair.property()))
            .toList();
    if (pairs.isEmpty()) {
      return noLinks(check);
    }
    List<Pairs.Pair> oneWay =
        pairs.stream().filter(pair -> !(pair.byThem() && pair.byUs())).toList();
    long byThem = oneWay.stream().filter(Pairs.Pair::byThem).count();
    long byUs = oneWay.size() - byThem;
    return judged(
        check,
        exam,
        pairs.size(),
        oneWay.stream().map(pair -> pair.theirs().iri().toString()).distinct().toList(),
        Text.of(
            "links that one side alone knows: " + byThem + " theirs, " + byUs + " ours",
            "des liens qu’un seul côté connaît : " + byThem + " le leur, " + byUs + " le nôtre"));
  }

  private static Result kinds(Check check, Examination exam, Ours ours) {
    Terms terms = VocabularyTests.terms(exam);
    List<Pairs.Pair> pairs = Pairs.of(exam, ours).same();
    if (pairs.isEmpty()) {
      return noLinks(check);
    }
    List<String> failing = new ArrayList<>();
    Set<String> why = new TreeSet<>();
    for (Pairs.Pair pair : pairs) {
      List<Node> types = new ArrayList<>(pair.theirs().types());
      types.addAll(Pairs.types(ours, pair.ours()));
      terms
          .clash(types)
          .ifPresent(clash -> {
            failing.add(pair.theirs().iri().toString());
            why.add(clash.toString());
          });
    }
    return judged(
        check,
        exam,
        pairs.size(),
        failing,
        Text.of(
            "things said to be one are of kinds that exclude each other: " + why,
            "des choses dites une seule sont de genres qui s’excluent : " + why));
  }

  /// Each pair beside what all pairs have in common, which is a shift of a whole layer.
  private static Result distance(Check check, Examination exam, Ours ours) {
    Placement placement = Placement.of(exam, ours);
    if (placement.pairs().isEmpty()) {
      return check.inapplicable(
          Text.of(
              "no linked thing has a place on both sides",
              "aucune chose liée n’a de lieu des deux côtés"));
    }
    if (!placement.trusted()) {
      return check.cannotTell(
          Text.of(
              "the coordinates do not mean what they say",
              "les coordonnées ne veulent pas dire ce qu’elles disent"),
          "",
          "");
    }
    boolean shifted = placement.finding() == Placement.Finding.SHIFTED;
    List<String> failing = new ArrayList<>();
    double farthest = 0;
    for (int i = 0; i < placement.pairs().size(); i++) {
      Placement.Placed placed = placement.pairs().get(i);
      double off =
          placement
              .offsets()
              .get(i)
              .map(one ->
                  shifted
                      ? Math.hypot(one.east() - placement.east(), one.north() - placement.north())
                      : one.length())
              .orElse(Double.POSITIVE_INFINITY);
      if (off > APART + size(placed.ours()) + size(placed.theirs())) {
        failing.add(placed.pair().theirs().iri().toString());
        farthest = Math.max(farthest, off);
      }
    }
    String metres = String.format(Locale.ROOT, "%.0f", farthest);
    return judged(
        check,
        exam,
        placement.pairs().size(),
        failing,
        Text.of(
            "linked things lie up to " + metres + " m apart",
            "des choses liées sont jusqu’à " + metres + " m l’une de l’autre"));
  }

  /// Half the diagonal of the box of a shape, metres.
  private static double size(org.lacis.geometry.GeometryValue value) {
    org.locationtech.jts.geom.Envelope box = value.shape().getEnvelopeInternal();
    double scale = value.crs().geographic() ? 111_195 : 1;
    return box.getDiameter() * scale / 2;
  }

  private static Result names(Check check, Examination exam, Ours ours) {
    long examined = 0;
    List<String> failing = new ArrayList<>();
    Set<String> why = new LinkedHashSet<>();
    for (Pairs.Pair pair : Pairs.of(exam, ours).same()) {
      Optional<String> theirs = pair.theirs().label();
      Optional<String> own = Pairs.label(ours, pair.ours());
      if (theirs.isPresent() && own.isPresent()) {
        examined++;
        if (likeness(theirs.get(), own.get()) < ALIKE) {
          failing.add(pair.theirs().iri().toString());
          if (why.size() < 3) {
            why.add(theirs.get() + " ≠ " + own.get());
          }
        }
      }
    }
    if (examined == 0) {
      return check.inapplicable(
          Text.of(
              "no linked thing has a name on both sides",
              "aucune chose liée n’a de nom des deux côtés"));
    }
    return judged(
        check,
        exam,
        examined,
        failing,
        Text.of(
            "linked things have nothing of their names in common: " + why,
            "des choses liées n’ont rien de leurs noms en commun : " + why));
  }

  /// Runs of two letters that both have, by the mean number of runs (Dice), without case and
  /// accents; 1 where one name is part of the other.
  static double likeness(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    if (a.isEmpty() || b.isEmpty() || a.contains(b) || b.contains(a)) {
      return 1;
    }
    Set<String> left = runs(a);
    Set<String> right = runs(b);
    long common = left.stream().filter(right::contains).count();
    return 2.0 * common / (left.size() + right.size());
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  private static Set<String> runs(String text) {
    Set<String> runs = new HashSet<>();
    String edged = " " + text + " ";
    for (int i = 0; i + 2 <= edged.length(); i++) {
      runs.add(edged.substring(i, i + 2));
    }
    return runs;
  }

  private static Result cardinality(Check check, Examination exam, Ours ours) {
    Described described = Described.of(exam);
    Terms terms = VocabularyTests.terms(exam);
    Map<Node, String> said = new LinkedHashMap<>();
    described
        .graph()
        .find(Node.ANY, RDF.type.asNode(), VOID.Linkset.asNode())
        .forEachRemaining(linkset ->
            described
                .objects(linkset.getSubject(), Lacis.CARDINALITY)
                .forEach(cardinality ->
                    described
                        .objects(linkset.getSubject(), VOID.linkPredicate.asNode())
                        .forEach(
                            property -> said.put(property, cardinality.getLiteralLexicalForm()))));
    for (Pairs.Pair pair : Pairs.of(exam, ours).all()) {
      if (terms.isFunctional(pair.property())) {
        said.putIfAbsent(pair.property(), "n:1");
      }
    }
    if (said.isEmpty()) {
      return check.inapplicable(
          Text.of(
              "nobody says how many a thing may be linked to",
              "personne ne dit à combien de choses une autre peut être liée"));
    }
    long examined = 0;
    List<String> failing = new ArrayList<>();
    for (Map.Entry<Node, String> one : said.entrySet()) {
      Map<Node, Set<Node>> forward = new LinkedHashMap<>();
      Map<Node, Set<Node>> back = new LinkedHashMap<>();
      for (Thing thing : exam.sample().things()) {
        for (Node end : thing.objects(one.getKey())) {
          forward.computeIfAbsent(thing.iri(), _ -> new HashSet<>()).add(end);
          back.computeIfAbsent(end, _ -> new HashSet<>()).add(thing.iri());
        }
      }
      if (one.getValue().endsWith(":1")) {
        examined += forward.size();
        many(forward, failing);
      }
      if (one.getValue().startsWith("1:")) {
        examined += back.size();
        many(back, failing);
      }
    }
    if (examined == 0) {
      return noLinks(check);
    }
    return judged(
        check,
        exam,
        examined,
        failing,
        Text.of(
            "things have more links than is said (" + String.join(", ", said.values()) + ")",
            "des choses ont plus de liens qu’il n’est dit ("
                + String.join(", ", said.values())
                + ")"));
  }

  private static void many(Map<Node, Set<Node>> ends, List<String> failing) {
    ends.forEach((thing, others) -> {
      if (others.size() > 1) {
        failing.add(thing.toString());
      }
    });
  }

  private static Result codes(Check check, Examination exam, Ours ours) {
    Registered registered = Registered.of(exam);
    if (registered.codes() == 0) {
      return check.inapplicable(
          Text.of(
              "there are no codes of communes, or no register to hold them against",
              "il n’y a pas de codes de commune, ou pas de registre à leur confronter"));
    }
    List<String> failing = registered.failing("commune");
    Share share = new Share(Math.max(registered.codes(), failing.size()), failing.size());
    String came = registered.codes() + " codes";
    return failing.isEmpty()
        ? check.passed(exam.sample().asked(), came).with(share)
        : check
            .failed(
                new Text(registered.words("commune", "en"), registered.words("commune", "fr")),
                exam.sample().asked(),
                came,
                failing)
            .with(share);
  }
}
