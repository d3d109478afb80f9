package org.lacis.link.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Reason;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Verdict;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.StoredLink;
import org.lacis.link.stored.ThingReader;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Judges the stated links of a rule as a whole.
///
/// Linked things are held against the same things paired anew: each source with the target of the
/// link half-way round, and where things are to be the same also with what lies around. Links are
/// taken in the order of their names, which is that of a hash, so the first 2,000 are an even
/// choice, and the same one every time. A sign that the rule itself looks at (its key, its shapes)
/// proves nothing and is told as circular.
public final class LinkCheck {
  private static final int MOST = 2_000;
  private static final int FEW = 20;
  private static final int AROUND = 20;
  private static final int MANY_LINKS = 10;
  private static final double AS_CHANCE = 0.65;
  private static final double CLEAR = 0.9;
  private static final double SOME = 0.05;

  private final DatasetGraph data;
  private final LinkTable table;
  private final Compared compared;
  private final ThingReader things;
  private final TwinIris iris;
  private final Optional<LinkRule> rule;

  /// @param rule where the workspace has it; without it nothing is taken to be circular
  public LinkCheck(View view, TwinIris iris, LinkTable table, Optional<LinkRule> rule) {
    this.data = view.dataset();
    this.iris = iris;
    this.table = table;
    this.rule = rule;
    this.compared = rule.map(Compared::by).orElse(Compared.SHAPES);
    this.things = new ThingReader(data, iris, compared);
  }

  public CheckReport report() {
    List<Pair> all = new ArrayList<>();
    Map<String, Integer> ofSource = new TreeMap<>();
    Map<String, Integer> ofTarget = new TreeMap<>();
    table
        .rows(wanted())
        .forEach(row ->
            StoredLink.read(data, iris, table.rule(), row.hash())
                .map(StoredLink::pair)
                .ifPresent(pair -> {
                  ofSource.merge(pair.source(), 1, Integer::sum);
                  ofTarget.merge(pair.target(), 1, Integer::sum);
                  if (all.size() < MOST) {
                    all.add(pair);
                  }
                }));
    long links = ofSource.values().stream().mapToLong(Integer::intValue).sum();
    List<Pair> random = random(all);
    Optional<CheckReport.Signs> distances = distances(all, random);
    Optional<CheckReport.Signs> names = names(all, random);
    List<CheckReport.Attribute> attributes = attributes(all, random);
    CheckReport.Share types = types(all);
    CheckReport.Degrees degrees = degrees(ofSource, ofTarget);
    Judged judged = judged(distances, names, attributes);
    return new CheckReport(
        table.rule(),
        links,
        all.size(),
        judged.trust,
        judged.reason,
        distances,
        names,
        attributes,
        types,
        degrees,
        findings(judged, distances, types, degrees));
  }

  private static LinkTable.Wanted wanted() {
    return new LinkTable.Wanted(Optional.of(Verdict.ACCEPT), 0, 1, "", Optional.empty(), "");
  }

  private static List<Pair> random(List<Pair> pairs) {
    List<Pair> random = new ArrayList<>();
    int half = pairs.size() / 2;
    for (int i = 0; i < pairs.size(); i++) {
      String source = pairs.get(i).source();
      String target = pairs.get((i + half) % pairs.size()).target();
      random.add(new Pair(source, target));
    }
    Set<Pair> linked = new HashSet<>(pairs);
    random.removeIf(linked::contains);
    return random;
  }

  // ---- how far apart

  private Optional<CheckReport.Signs> distances(List<Pair> pairs, List<Pair> random) {
    Map<String, Optional<Geometry>> sources = new HashMap<>();
    Map<String, Optional<Geometry>> targets = new HashMap<>();
    Shapes shapes = new Shapes();
    Optional<CheckReport.Signs> signs =
        signs(
            pairs,
            random,
            (source, target) -> {
              Pair pair = new Pair(source, target);
              Optional<Geometry> one =
                  sources.computeIfAbsent(source, _ -> shapes.read(things.source(pair).wkt()));
              Optional<Geometry> other =
                  targets.computeIfAbsent(target, _ -> shapes.read(things.target(pair).wkt()));
              return one.isEmpty() || other.isEmpty()
                  ? Double.NaN
                  : one.orElseThrow().distance(other.orElseThrow());
            },
            looksAtShapes());
    return identity() && !looksAtShapes()
        ? signs.map(one -> nearby(one, pairs, sources, targets))
        : signs;
  }

  /// Held against what lies around: for each link the targets of the links that start closest by.
  private static CheckReport.Signs nearby(
      CheckReport.Signs signs,
      List<Pair> pairs,
      Map<String, Optional<Geometry>> sources,
      Map<String, Optional<Geometry>> targets) {
    Set<Pair> linked = new HashSet<>(pairs);
    List<Pair> placed = new ArrayList<>();
    List<Coordinate> from = new ArrayList<>();
    List<Coordinate> to = new ArrayList<>();
    for (Pair pair : pairs) {
      Optional<Geometry> source = sources.getOrDefault(pair.source(), Optional.empty());
      Optional<Geometry> target = targets.getOrDefault(pair.target(), Optional.empty());
      if (source.isPresent() && target.isPresent()) {
        placed.add(pair);
        from.add(source.orElseThrow().getCentroid().getCoordinate());
        to.add(target.orElseThrow().getCentroid().getCoordinate());
      }
    }
    double won = 0;
    int asked = 0;
    int beyond = 0;
    for (int i = 0; i < placed.size(); i++) {
      Pair pair = placed.get(i);
      Coordinate here = from.get(i);
      double own = here.distance(to.get(i));
      double[] others =
          IntStream.range(0, placed.size())
              .filter(j -> !linked.contains(new Pair(pair.source(), placed.get(j).target())))
              .boxed()
              .sorted(Comparator.comparingDouble(j -> here.distance(from.get(j))))
              .limit(AROUND)
              .mapToDouble(j -> here.distance(to.get(j)))
              .toArray();
      if (others.length == AROUND) {
        double share = 0;
        for (double other : others) {
          share += own < other ? 1 : own == other ? 0.5 : 0;
        }
        won += share / AROUND;
        asked++;
        beyond += share < AROUND / 2.0 ? 1 : 0;
      }
    }
    if (asked < FEW) {
      return signs;
    }
    return new CheckReport.Signs(
        signs.pairs(),
        signs.median(),
        signs.high(),
        signs.randomMedian(),
        signs.separation(),
        won / asked,
        Math.max(signs.strange(), (double) beyond / asked),
        signs.circular());
  }

  /// Whether things of one kind are said to be the same, or counterparts.
  private boolean identity() {
    return rule.isEmpty() || rule.get().source().type().equals(rule.get().target().type());
  }

  /// Shapes in one metric CRS: that of the first where it is, else its zone of UTM.
  private static final class Shapes {
    private @Nullable Crs crs;

    Optional<Geometry> read(String wkt) {
      if (wkt.isEmpty()) {
        return Optional.empty();
      }
      try {
        GeometryValue value = Wkt.parse(wkt).footprint();
        if (value.shape().isEmpty()) {
          return Optional.empty();
        }
        Crs metric = crs;
        if (metric == null) {
          metric = value.crs().planar() ? value.crs() : utm(value.lonLatEnvelope().centre());
          crs = metric;
        }
        return Optional.of(value.to(metric).shape());
      } catch (GeometryException _) {
        return Optional.empty(); // linking has reported it
      }
    }

    private static Crs utm(Coordinate centre) {
      int zone = Math.clamp((long) Math.floor((centre.x + 180) / 6) + 1, 1, 60);
      return Crs.ofEpsg((centre.y >= 0 ? 32600 : 32700) + zone);
    }
  }

  private boolean looksAtShapes() {
    return rule.map(known ->
            switch (known.match()) {
              case Match.Topological _, Match.Identity _, Match.Nearest _ -> true;
              case Match.Key _ -> false;
              case Match.Judged judged ->
                  isSpatial(judged.blocking())
                      || judged.criteria().stream()
                          .anyMatch(one ->
                              one.metric() instanceof Metric.Spatial
                                  || one.metric() instanceof Metric.Context
                                  || one.metric() instanceof Metric.Topology);
            })
        .orElse(false);
  }

  private static boolean isSpatial(Blocking blocking) {
    return switch (blocking) {
      case Blocking.Near _ -> true;
      case Blocking.Keys _, Blocking.Words _ -> false;
      case Blocking.All(List<Blocking> parts) -> parts.stream().anyMatch(LinkCheck::isSpatial);
      case Blocking.Any(List<Blocking> parts) -> parts.stream().allMatch(LinkCheck::isSpatial);
    };
  }

  // ---- what they are called

  private Optional<CheckReport.Signs> names(List<Pair> pairs, List<Pair> random) {
    Map<String, List<Set<String>>> known = new HashMap<>();
    boolean circular = comparedProperties().contains(RDFS.label.getURI());
    // As a distance, so that it reads as the other one: 0 for the same name, 1 for nothing alike.
    return signs(
        pairs,
        random,
        (source, target) -> {
          double best = Double.NaN;
          for (Set<String> one : known.computeIfAbsent(source, this::labels)) {
            for (Set<String> other : known.computeIfAbsent(target, this::labels)) {
              double unlike = 1 - dice(one, other);
              best = Double.isNaN(best) ? unlike : Math.min(best, unlike);
            }
          }
          return best;
        },
        circular);
  }

  private List<Set<String>> labels(String thing) {
    List<Set<String>> labels = new ArrayList<>();
    Iterator<Quad> quads =
        data.findNG(Node.ANY, NodeFactory.createURI(thing), RDFS.label.asNode(), Node.ANY);
    while (quads.hasNext()) {
      Node label = quads.next().getObject();
      if (label.isLiteral()) {
        labels.add(bigrams(plain(label.getLiteralLexicalForm())));
      }
    }
    return labels;
  }

  private static Set<String> bigrams(String text) {
    Set<String> bigrams = new HashSet<>();
    String padded = " " + text + " ";
    for (int i = 0; i + 2 <= padded.length(); i++) {
      bigrams.add(padded.substring(i, i + 2));
    }
    return bigrams;
  }

  private static double dice(Set<String> one, Set<String> other) {
    long common = one.stream().filter(other::contains).count();
    return 2.0 * common / (one.size() + other.size());
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  // ---- links against chance

  private static Optional<CheckReport.Signs> signs(
      List<Pair> pairs,
      List<Pair> random,
      ToDoubleBiFunction<String, String> measure,
      boolean circular) {
    double[] linked = measured(pairs, measure);
    double[] chance = measured(random, measure);
    if (linked.length < FEW || chance.length < FEW) {
      return Optional.empty();
    }
    double middle = quantile(chance, 0.5);
    long beyond = Arrays.stream(linked).filter(one -> one > middle).count();
    long level = Arrays.stream(linked).filter(one -> one == middle).count();
    return Optional.of(
        new CheckReport.Signs(
            linked.length,
            quantile(linked, 0.5),
            quantile(linked, 0.9),
            middle,
            separation(linked, chance),
            Double.NaN,
            Math.min(1, (2.0 * beyond + level) / linked.length),
            circular));
  }

  private static double[] measured(List<Pair> pairs, ToDoubleBiFunction<String, String> measure) {
    return pairs.stream()
        .mapToDouble(pair -> measure.applyAsDouble(pair.source(), pair.target()))
        .filter(one -> !Double.isNaN(one))
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  }

  /// How often one of the first is less than one of the second, halves for equals (Mann and
  /// Whitney); both sorted.
  static double separation(double[] less, double[] more) {
    double won = 0;
    int below = 0;
    int upTo = 0;
    for (double one : more) {
      while (below < less.length && less[below] < one) {
        below++;
      }
      while (upTo < less.length && less[upTo] <= one) {
        upTo++;
      }
      won += below + (upTo - below) / 2.0;
    }
    return won / less.length / more.length;
  }

  // ---- what both tell

  private List<CheckReport.Attribute> attributes(List<Pair> pairs, List<Pair> random) {
    Map<String, Map<String, Set<String>>> known = new HashMap<>();
    Map<String, long[]> linked = agreement(pairs, known);
    Map<String, long[]> chance = agreement(random, known);
    Set<String> circular = comparedProperties();
    List<CheckReport.Attribute> attributes = new ArrayList<>();
    linked.forEach((property, counts) -> {
      long[] drawn = chance.getOrDefault(property, new long[2]);
      if (counts[1] >= FEW && drawn[1] >= FEW) {
        attributes.add(
            new CheckReport.Attribute(
                property,
                counts[1],
                (double) counts[0] / counts[1],
                (double) drawn[0] / drawn[1],
                circular.contains(property)));
      }
    });
    return attributes;
  }

  /// By property, how many pairs agree, of how many that both have it.
  private Map<String, long[]> agreement(
      List<Pair> pairs, Map<String, Map<String, Set<String>>> known) {
    Map<String, long[]> counts = new TreeMap<>();
    for (Pair pair : pairs) {
      Map<String, Set<String>> one = known.computeIfAbsent(pair.source(), this::literals);
      Map<String, Set<String>> other = known.computeIfAbsent(pair.target(), this::literals);
      one.forEach((property, values) -> {
        Set<String> theirs = other.get(property);
        if (theirs != null) {
          long[] count = counts.computeIfAbsent(property, _ -> new long[2]);
          count[1]++;
          if (agree(values, theirs)) {
            count[0]++;
          }
        }
      });
    }
    return counts;
  }

  private Map<String, Set<String>> literals(String thing) {
    Map<String, Set<String>> literals = new HashMap<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, NodeFactory.createURI(thing), Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      Node value = quad.getObject();
      boolean name = quad.getPredicate().equals(RDFS.label.asNode());
      if (value.isLiteral()
          && !quad.getPredicate().getURI().startsWith(DCTerms.NS)
          && !name
          && !value.getLiteralDatatypeURI().equals(Geo.WKT_LITERAL)) {
        literals
            .computeIfAbsent(quad.getPredicate().getURI(), _ -> new TreeSet<>())
            .add(value.getLiteralLexicalForm().strip().toLowerCase(Locale.ROOT));
      }
    }
    return literals;
  }

  private static boolean agree(Set<String> one, Set<String> other) {
    for (String a : one) {
      for (String b : other) {
        if (a.equals(b) || close(a, b)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean close(String a, String b) {
    // A leading zero is the mark of a code, and codes are the same or not.
    String number = "-?(0|[1-9]\\d*)\\.\\d+";
    if (!a.matches(number) && !b.matches(number)) {
      return false;
    }
    try {
      double x = Double.parseDouble(a);
      double y = Double.parseDouble(b);
      return Math.abs(x - y) <= 0.1 * Math.max(Math.abs(x), Math.abs(y));
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private Set<String> comparedProperties() {
    Set<String> properties = new HashSet<>();
    for (Compared.Side side : List.of(compared.source(), compared.target())) {
      for (Path path : side.paths()) {
        properties.add(path.steps().getLast().property().getURI());
      }
    }
    return properties;
  }

  // ---- what they are

  private CheckReport.Share types(List<Pair> pairs) {
    boolean same = rule.isEmpty() || rule.get().source().type().equals(rule.get().target().type());
    Map<String, Set<Node>> known = new HashMap<>();
    Map<Set<Node>, Boolean> judged = new HashMap<>();
    long against = 0;
    for (Pair pair : pairs) {
      Set<Node> one = known.computeIfAbsent(pair.source(), this::classes);
      Set<Node> other = known.computeIfAbsent(pair.target(), this::classes);
      boolean strangers =
          same
              && rule.isPresent()
              && !one.isEmpty()
              && !other.isEmpty()
              && one.stream().noneMatch(other::contains);
      Set<Node> both = new HashSet<>(one);
      both.addAll(other);
      if (strangers || disjoint(one, other, judged, both)) {
        against++;
      }
    }
    return new CheckReport.Share(against, pairs.size());
  }

  private boolean disjoint(
      Set<Node> one, Set<Node> other, Map<Set<Node>, Boolean> judged, Set<Node> both) {
    Boolean known = judged.get(both);
    if (known != null) {
      return known;
    }
    boolean disjoint = false;
    for (Node a : one) {
      for (Node b : other) {
        disjoint =
            disjoint
                || data.contains(Node.ANY, a, OWL.disjointWith.asNode(), b)
                || data.contains(Node.ANY, b, OWL.disjointWith.asNode(), a);
      }
    }
    judged.put(both, disjoint);
    return disjoint;
  }

  private Set<Node> classes(String thing) {
    Set<Node> classes = new HashSet<>();
    data.findNG(Node.ANY, NodeFactory.createURI(thing), RDF.type.asNode(), Node.ANY)
        .forEachRemaining(quad -> classes.add(quad.getObject()));
    classes.remove(Lacis.term("TerritorialObject"));
    return classes;
  }

  private static CheckReport.Degrees degrees(
      Map<String, Integer> ofSource, Map<String, Integer> ofTarget) {
    Map.Entry<String, Integer> source = most(ofSource);
    Map.Entry<String, Integer> target = most(ofTarget);
    return new CheckReport.Degrees(
        source.getValue(),
        source.getKey(),
        target.getValue(),
        target.getKey(),
        crowded(ofSource) + crowded(ofTarget));
  }

  private static Map.Entry<String, Integer> most(Map<String, Integer> degrees) {
    return degrees.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .orElse(Map.entry("", 0));
  }

  private static long crowded(Map<String, Integer> degrees) {
    int[] sorted = degrees.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    int median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    return Arrays.stream(sorted).filter(one -> one > MANY_LINKS && one > 20 * median).count();
  }

  // ---- what is to be thought of it

  private record Judged(Trust trust, Reason reason) {}

  private Judged judged(
      Optional<CheckReport.Signs> distances,
      Optional<CheckReport.Signs> names,
      List<CheckReport.Attribute> attributes) {
    Optional<CheckReport.Signs> apart = distances.filter(one -> !one.circular());
    // Things of two kinds are not called alike, so that such names tell nothing.
    Optional<CheckReport.Signs> called =
        names.filter(one -> !one.circular() && (identity() || one.separation() >= CLEAR));
    double best =
        Math.max(
            apart.map(CheckReport.Signs::least).orElse(0.0),
            called.map(CheckReport.Signs::least).orElse(0.0));
    // That they disagree proves nothing: two twins may measure differently.
    boolean agree =
        attributes.stream()
            .anyMatch(one -> !one.circular() && one.agreement() > one.random() + 0.3);
    if (apart.isEmpty() && called.isEmpty() && !agree) {
      return new Judged(
          Trust.UNKNOWN,
          new Reason(
              "Rien ne permet d’en juger : trop peu de liens, ou aucun signe que la règle ne regarde déjà.",
              "There is nothing to judge it by: too few links, or no sign but those that the rule looks at."));
    }
    if (best < AS_CHANCE && !agree) {
      boolean around = apart.isPresent() && apart.orElseThrow().separation() >= AS_CHANCE;
      return new Judged(
          Trust.FALSE_FRIEND,
          around
              ? new Reason(
                  "Les choses liées sont dans le même secteur, mais pas plus proches que leurs voisines : c’est sans doute un faux ami.",
                  "Linked things lie in the same area, but no closer than their neighbours: most likely a false friend.")
              : new Reason(
                  "Les choses liées n’ont pas plus en commun que des choses prises au hasard : c’est sans doute un faux ami.",
                  "Linked things have no more in common than things drawn at random: most likely a false friend."));
    }
    double strange = apart.map(CheckReport.Signs::strange).orElse(0.0);
    if ((best >= CLEAR || (apart.isEmpty() && agree)) && strange <= SOME) {
      return new Judged(
          Trust.SOUND,
          new Reason(
              "Les choses liées vont ensemble par d’autres signes que ceux de la règle.",
              "Linked things belong together by other signs than those of the rule."));
    }
    long share = Math.round(100 * strange);
    return new Judged(
        Trust.DOUBTFUL,
        share > 100 * SOME
            ? new Reason(
                "Environ "
                    + share
                    + "\u202f% des liens sont aussi éloignés que le hasard le voudrait.",
                "About " + share + "% of the links are as far apart as chance has it.")
            : new Reason(
                "Les signes ne suffisent pas pour s’y fier : à examiner.",
                "The signs are not enough to rely on: to be looked at."));
  }

  private List<Finding> findings(
      Judged judged,
      Optional<CheckReport.Signs> distances,
      CheckReport.Share types,
      CheckReport.Degrees degrees) {
    List<Finding> findings = new ArrayList<>();
    Place place = Place.of("links of " + table.rule());
    String apart =
        distances
            .map(one ->
                String.format(
                    Locale.ROOT,
                    "; linked things are %.0f m apart (median), random pairs %.0f m",
                    one.median(),
                    one.randomMedian()))
            .orElse("");
    switch (judged.trust) {
      case FALSE_FRIEND ->
          findings.add(
              Finding.violation(
                  "link.false-friend",
                  place,
                  judged.reason.en() + apart,
                  "linked things that are closer, or more alike, than chance has it",
                  "Do not rely on these links: compare what the key means in both registers."));
      case DOUBTFUL ->
          findings.add(
              Finding.warning(
                  "link.doubtful",
                  place,
                  judged.reason.en() + apart,
                  "links that other signs than the rule's own bear out",
                  "Look at the farthest of them; add a criterion to the rule."));
      case SOUND, UNKNOWN -> {}
    }
    if (types.some() > 0) {
      findings.add(
          Finding.warning(
              "link.type-contradiction",
              place,
              types.some()
                  + " of "
                  + types.all()
                  + " links tie things of classes that exclude each other",
              "things of one kind",
              "Narrow the classes of the rule, or mend the classes of the things."));
    }
    if (degrees.crowded() > 0) {
      boolean source = degrees.mostTargets() >= degrees.mostSources();
      findings.add(
          Finding.warning(
              "link.crowded-thing",
              Place.of(source ? degrees.crowdedSource() : degrees.crowdedTarget()),
              Math.max(degrees.mostTargets(), degrees.mostSources())
                  + " links, "
                  + degrees.crowded()
                  + " things in all that are as crowded",
              "about as many links as others of its kind",
              "Its key or name may stand for none (0, unknown), or its shape may be wrong."));
    }
    return findings;
  }
}
