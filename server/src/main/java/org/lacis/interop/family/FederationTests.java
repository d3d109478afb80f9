package org.lacis.interop.family;

import static org.lacis.interop.family.Trial.SPARQL;
import static org.lacis.interop.family.Trial.endpoint;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.engine.binding.Binding;
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

/// Is a question to both twins answered as if all data were in one place?
final class FederationTests {
  private static final int KEYS = 10;
  private static final int BATCH = 50;

  /// How many values are fetched at most to join them here.
  private static final int WHOLE = 5_000;

  private static final int PARTITIONS = 8;

  private FederationTests() {}

  static List<Tester> all() {
    return List.of(
        Trial.of(
            "federation.join",
            Severity.BLOCKING,
            SPARQL,
            Trial.pair((check, exam, ours) ->
                endpoint((test, all, at) -> join(test, all, ours, at)).run(check, exam)),
            Standards.federatedQuery("2.4"),
            Standards.mim8("C2")),
        Trial.of(
            "federation.batches",
            Severity.MAJOR,
            SPARQL,
            endpoint(FederationTests::batches),
            Standards.federatedQuery("2.4"),
            Standards.sparqlQuery("10.2")),
        Trial.of(
            "federation.counts",
            Severity.MAJOR,
            SPARQL,
            endpoint(FederationTests::counts),
            Standards.voidNote("4.6, statistics")),
        Trial.of(
            "federation.summary",
            Severity.MINOR,
            SPARQL,
            endpoint(FederationTests::summary),
            Standards.voidNote("4.5, class- and property-based partitions"),
            Standards.blueprint("1.4")),
        Trial.of(
            "federation.same-by-every-door",
            Severity.MAJOR,
            SPARQL,
            endpoint(FederationTests::everyDoor),
            Standards.dataOnTheWeb(14, "Provide data in multiple formats"),
            Standards.mim7("R4.1")));
  }

  /// A question over both sides: of things of ours, what the partner says of the things they are
  /// linked to. Asked in one batch of keys, as a federated query is, and joined here from all that
  /// the partner has of that property.
  private static Result join(Check check, Examination exam, Ours ours, URI endpoint) {
    List<Pairs.Pair> pairs = Pairs.of(exam, ours).same();
    Optional<Node> property = property(pairs);
    if (property.isEmpty()) {
      return check.inapplicable(
          Text.of(
              "nothing of the sample is tied to ours",
              "rien de l’échantillon n’est lié aux nôtres"));
    }
    List<Node> keys =
        drawn(
            pairs.stream()
                .filter(pair -> !pair.theirs().objects(property.get()).isEmpty())
                .map(pair -> pair.theirs().iri())
                .distinct()
                .toList(),
            KEYS,
            exam.random(check));
    Question question = Question.named("values").bind("property", property.get());
    Rows batch = exam.probe().select(endpoint, question.values("key", keys));
    String asked = batch.exchange().request().words();
    if (!batch.ok()) {
      return check.failed(
          Text.of(
              "a bound join is not answered: " + batch.problem().orElse(""),
              "une jointure liée reste sans réponse : " + batch.problem().orElse("")),
          asked,
          batch.exchange().words(),
          keys.stream().map(Node::toString).toList());
    }
    Optional<Set<List<Node>>> here = joined(exam, endpoint, question, keys);
    if (here.isEmpty()) {
      return check.cannotTell(
          Text.of(
              "the partner's part could not be fetched", "la part du partenaire n’a pu être lue"),
          asked,
          batch.exchange().words());
    }
    Set<List<Node>> federated = rows(batch, keys);
    Set<List<Node>> missing = new HashSet<>(here.get());
    missing.removeAll(federated);
    Set<List<Node>> extra = new HashSet<>(federated);
    extra.removeAll(here.get());
    Set<Node> wrong = new HashSet<>();
    missing.forEach(row -> wrong.add(row.getFirst()));
    extra.forEach(row -> wrong.add(row.getFirst()));
    Share share = new Share(keys.size(), wrong.size());
    String came = federated.size() + " rows, " + here.get().size() + " by joining here";
    return wrong.isEmpty()
        ? check.passed(asked, came).with(share)
        : check
            .failed(
                Text.of(
                    "the federated answer lacks "
                        + missing.size()
                        + " rows and has "
                        + extra.size()
                        + " too many",
                    "la réponse fédérée manque de "
                        + missing.size()
                        + " lignes et en a "
                        + extra.size()
                        + " de trop"),
                asked,
                came,
                wrong.stream().map(Node::toString).sorted().toList())
            .with(share);
  }

  /// A property with plain values that most of the linked things have.
  private static Optional<Node> property(List<Pairs.Pair> pairs) {
    Map<Node, Long> counts = new TreeMap<>(Comparator.comparing(Node::getURI));
    for (Pairs.Pair pair : pairs) {
      Set<Node> own = new HashSet<>();
      for (Triple said : pair.theirs().statements()) {
        if (said.getObject().isLiteral()) {
          own.add(said.getPredicate());
        }
      }
      own.forEach(one -> counts.merge(one, 1L, Long::sum));
    }
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  static List<Node> drawn(List<Node> all, int most, SplittableRandom random) {
    List<Node> left = new ArrayList<>(all);
    List<Node> drawn = new ArrayList<>();
    while (drawn.size() < most && !left.isEmpty()) {
      drawn.add(left.remove(random.nextInt(left.size())));
    }
    return drawn;
  }

  /// All that the partner has of the property, or where that is too much, key by key.
  private static Optional<Set<List<Node>>> joined(
      Examination exam, URI endpoint, Question question, List<Node> keys) {
    Rows all = exam.probe().select(endpoint, question.page(WHOLE + 1L, 0));
    if (all.ok() && all.rows().size() <= WHOLE) {
      return Optional.of(rows(all, keys));
    }
    Set<List<Node>> rows = new HashSet<>();
    for (Node key : keys) {
      Rows one = exam.probe().select(endpoint, question.bind("key", key));
      if (!one.ok()) {
        return Optional.empty();
      }
      one.column("value").forEach(value -> rows.add(List.of(key, value)));
    }
    return Optional.of(rows);
  }

  private static Set<List<Node>> rows(Rows answer, List<Node> keys) {
    Set<Node> wanted = new HashSet<>(keys);
    Set<List<Node>> rows = new HashSet<>();
    for (Binding row : answer.rows()) {
      Optional<Node> key = Rows.get(row, "key");
      Optional<Node> value = Rows.get(row, "value");
      if (key.isPresent() && value.isPresent() && wanted.contains(key.get())) {
        rows.add(List.of(key.get(), value.get()));
      }
    }
    return rows;
  }

  /// Many keys at once give what they give in tens.
  private static Result batches(Check check, Examination exam, URI endpoint) {
    List<Node> keys =
        exam.sample().things().stream().map(Thing::iri).filter(Node::isURI).limit(BATCH).toList();
    if (keys.size() < 2) {
      return check.inapplicable(Text.of("there are too few things", "il y a trop peu de choses"));
    }
    Question question = Question.named("keys");
    Rows once = exam.probe().select(endpoint, question.values("key", keys));
    String asked = once.exchange().request().words();
    Set<Node> byTens = new HashSet<>();
    for (int from = 0; from < keys.size(); from += KEYS) {
      List<Node> some = keys.subList(from, Math.min(keys.size(), from + KEYS));
      Rows part = exam.probe().select(endpoint, question.values("key", some));
      if (!part.ok()) {
        return check.cannotTell(
            Text.plain(part.problem().orElse("")), asked, part.exchange().words());
      }
      byTens.addAll(part.column("key"));
    }
    Set<Node> found = new HashSet<>(once.column("key"));
    List<String> failing =
        byTens.stream().filter(key -> !found.contains(key)).map(Node::toString).sorted().toList();
    String came = found.size() + " of " + byTens.size() + " keys";
    return once.ok() && failing.isEmpty()
        ? check.passed(asked, came)
        : check.failed(
            Text.of(
                keys.size() + " keys at once give fewer answers than in tens",
                keys.size() + " clés à la fois donnent moins de réponses que par dizaines"),
            asked,
            once.ok() ? came : once.exchange().words(),
            failing);
  }

  /// @param of class or property
  /// @param isClass whether things of a class are counted, else statements of a property
  private record Claim(Node dataset, Node of, boolean isClass, long count) {}

  private static List<Claim> claims(Described described) {
    Map<List<Node>, Claim> claims = new LinkedHashMap<>();
    for (Node dataset : described.datasets()) {
      for (Node partition : described.objects(dataset, VOID.classPartition.asNode())) {
        claim(described, dataset, partition, VOID._class.asNode(), VOID.entities.asNode(), true)
            .ifPresent(claim -> claims.putIfAbsent(List.of(dataset, claim.of), claim));
      }
      for (Node partition : described.objects(dataset, VOID.propertyPartition.asNode())) {
        claim(described, dataset, partition, VOID.property.asNode(), VOID.triples.asNode(), false)
            .ifPresent(claim -> claims.putIfAbsent(List.of(dataset, claim.of), claim));
      }
    }
    return List.copyOf(claims.values());
  }

  private static Optional<Claim> claim(
      Described described, Node dataset, Node partition, Node of, Node count, boolean isClass) {
    List<Node> terms = described.objects(partition, of);
    return described.objects(partition, count).stream()
        .filter(node -> node.isLiteral() && node.getLiteralValue() instanceof Number)
        .filter(_ -> terms.size() == 1)
        .map(node ->
            new Claim(
                dataset, terms.getFirst(), isClass, ((Number) node.getLiteralValue()).longValue()))
        .findFirst();
  }

  private static Result counts(Check check, Examination exam, URI endpoint) {
    List<Claim> claims = new ArrayList<>(claims(Described.of(exam)));
    if (claims.isEmpty()) {
      return check.inapplicable(Text.of("no counts are told", "aucun nombre n’est annoncé"));
    }
    claims.sort(Comparator.comparing(claim -> claim.of.toString() + claim.dataset));
    SplittableRandom random = exam.random(check);
    while (claims.size() > PARTITIONS) {
      claims.remove(random.nextInt(claims.size()));
    }
    List<String> failing = new ArrayList<>();
    Map<String, String> came = new TreeMap<>();
    String asked = "";
    for (Claim claim : claims) {
      Question all =
          Question.named(claim.isClass ? "count" : "count-statements")
              .bind(claim.isClass ? "class" : "property", claim.of);
      Rows rows = exam.probe().select(endpoint, all);
      asked = rows.exchange().request().words();
      long counted = ProtocolTests.number(rows, "count").orElse(-1L);
      if (!near(claim.count, counted) && claim.dataset.isURI()) {
        // a dataset may be one graph of several
        Question one =
            Question.named(claim.isClass ? "count-in-graph" : "count-statements-in-graph")
                .bind(claim.isClass ? "class" : "property", claim.of)
                .bind("graph", claim.dataset);
        long inGraph =
            ProtocolTests.number(exam.probe().select(endpoint, one), "count").orElse(-1L);
        counted = inGraph > 0 ? inGraph : counted;
      }
      if (!near(claim.count, counted)) {
        failing.add(claim.of.toString());
        came.put(Terms.name(claim.of), claim.count + " told, " + counted + " counted");
      }
    }
    Share share = new Share(claims.size(), failing.size());
    return failing.isEmpty()
        ? check.passed(asked, claims.size() + " counts").with(share)
        : check
            .failed(
                Text.of(
                    "the description tells other numbers than the endpoint counts: " + came,
                    "la description annonce d’autres nombres que ceux que compte le point"
                        + " d’accès : "
                        + came),
                asked,
                came.toString(),
                failing)
            .with(share);
  }

  /// Data go on while they are counted.
  private static boolean near(long told, long counted) {
    return Math.abs(told - counted) <= Math.max(1, counted / 50);
  }

  private static Result summary(Check check, Examination exam, URI endpoint) {
    Described described = Described.of(exam);
    boolean told = !claims(described).isEmpty();
    return told
        ? check.passed(described.where(), "classes and properties with their numbers")
        : check.failed(
            Text.of(
                "no VoID says which classes and properties there are, and how many: a federated"
                    + " question has to ask everybody",
                "aucun VoID ne dit quelles classes et propriétés il y a, ni combien : une question"
                    + " fédérée doit interroger tout le monde"),
            described.where().isEmpty() ? endpoint.toString() : described.where(),
            described.graph().size() + " statements",
            List.of(endpoint.toString()));
  }

  /// What the collections of features name is known to the endpoint by the same name.
  private static Result everyDoor(Check check, Examination exam, URI endpoint) {
    if (exam.subject().features().isEmpty()) {
      return check.inapplicable(Text.of("there is one door alone", "il n’y a qu’une porte"));
    }
    List<Node> named = Doors.names(exam);
    if (named.isEmpty()) {
      return check.cannotTell(
          Text.of(
              "features do not say by which IRI they are known elsewhere",
              "les objets ne disent pas par quel IRI ils sont connus ailleurs"),
          exam.subject().features().get().address().toString(),
          "");
    }
    Rows rows = exam.probe().select(endpoint, Question.named("there").values("thing", named));
    Set<Node> known = new HashSet<>(rows.column("thing"));
    List<String> failing =
        named.stream().filter(one -> !known.contains(one)).map(Node::toString).toList();
    Share share = new Share(named.size(), failing.size());
    String asked = rows.exchange().request().words();
    String came = known.size() + " of " + named.size() + " are there";
    return rows.ok() && failing.isEmpty()
        ? check.passed(asked, came).with(share)
        : check
            .failed(
                Text.of(
                    "features bear names that the endpoint does not know",
                    "des objets portent des noms que le point d’accès ne connaît pas"),
                asked,
                came,
                failing)
            .with(share);
  }
}
