package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.ingest.LinkDecisions;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Review;
import org.lacis.link.review.Reviews;
import org.lacis.link.review.Standing;
import org.lacis.link.review.ThingState;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.StoredLink;
import org.lacis.link.stored.ThingReader;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.LinkBook;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Speakers;
import org.lacis.serve.twin.Speakers.Speaker;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// Reads what a person needs to judge a pair, from one view. For one request.
public final class JudgingMaker {
  private static final int ROWS = 40;
  private static final Set<Node> ELSEWHERE =
      Set.of(
          RDF.type.asNode(),
          RDFS.label.asNode(),
          Geo.HAS_GEOMETRY,
          Geo.HAS_DEFAULT_GEOMETRY,
          Lacis.SOLID_GEOMETRY,
          Lacis.IN_TWIN);
  private static final Map<String, String> UNITS =
      Map.of(
          "intersectionArea",
          "m²",
          "common-area",
          "m²",
          "distance",
          "m",
          "centroid-distance",
          "m",
          "hausdorff-distance",
          "m",
          "orientation-difference",
          "°");

  private final View view;
  private final DatasetGraph data;
  private final Labels labels;
  private final LocalIris iris;
  private final Words words;
  private final Voices voices;
  private final LinkBook book;

  public JudgingMaker(
      View view, LocalIris iris, Words words, Collection<TwinPart> twins, LinkBook book) {
    this.view = view;
    this.data = view.dataset();
    this.labels = new Labels(data, words.language().tag());
    this.iris = iris;
    this.words = words;
    this.voices = new Voices(new Speakers(iris.base()), words, twins);
    this.book = book;
  }

  /// @param author who is there; empty for nobody that may decide
  /// @param queued whether the pair is shown as one of the queue
  public Judging make(
      LinkBook.Chapter chapter, StoredLink link, Optional<String> author, boolean queued) {
    Pair pair = link.pair();
    Compared compared = book.decisions().compared(chapter.name());
    ThingReader things = new ThingReader(data, book.iris(), compared);
    ThingState source = things.source(pair);
    ThingState target = things.target(pair);
    Reviews reviews = chapter.reviews();
    Standing standing = reviews.standing(pair, source, target, compared.tolerance());
    Judging.Thing left = thing(pair.source());
    Judging.Thing right = thing(pair.target());
    String address = "/links/" + chapter.name() + "/" + link.hash();
    Optional<Judging.Queue> queue = queued ? queue(chapter, link.hash()) : Optional.empty();
    String here = queued ? "/review?rule=" + chapter.name() + "&at=" + link.hash() : address;
    String after = queue.map(Judging.Queue::after).orElse("");
    Optional<String> was = was(standing, source, target);
    return new Judging(
        new Entity.Link(
            Words.capital(chapter.label(words.language().tag())), "/links/" + chapter.name()),
        left,
        right,
        evidence(link),
        verdict(link, standing),
        notes(standing),
        confidence(chapter, link),
        parts(chapter, link),
        rows(pair),
        drawing(pair, left, right, was),
        legend(left, right, was.isPresent()),
        told(reviews.of(pair), source, target, compared),
        new Judging.Form(
            address + "/decisions",
            LinkDecisions.seen(source, target),
            author.orElse(""),
            after.isEmpty() ? here : after,
            here),
        queue);
  }

  private Judging.Thing thing(String uri) {
    Node node = NodeFactory.createURI(uri);
    Set<Node> graphs = new LinkedHashSet<>();
    data.findNG(Node.ANY, node, RDF.type.asNode(), Node.ANY)
        .forEachRemaining(quad -> graphs.add(quad.getGraph()));
    String home = voices.home(graphs);
    return new Judging.Thing(
        new Entity.Link(Words.capital(labels.of(node)), iris.page(uri)),
        new Entity.Says(home, home.isEmpty() ? "" : voices.name(home), ""));
  }

  private String evidence(StoredLink link) {
    String tag = words.language().tag();
    return link.evidence()
        .getOrDefault(tag, link.evidence().values().stream().findFirst().orElse(""));
  }

  private String verdict(StoredLink link, Standing standing) {
    String by = standing instanceof Standing.Decided(boolean _, Review review) ? ".by" : "";
    String who =
        standing instanceof Standing.Decided(boolean _, Review review) ? review.author() : "";
    return words.get("judge." + link.verdict().key() + by, who);
  }

  private List<String> notes(Standing standing) {
    return switch (standing) {
      case Standing.Contradictory _ -> List.of(words.get("judge.contradictory"));
      case Standing.Stale stale ->
          List.of(words.get("judge.stale", stale.reason().in(words.language().tag())));
      case Standing.Decided _, Standing.None _ -> List.of();
    };
  }

  private Optional<Judging.Queue> queue(LinkBook.Chapter chapter, String hash) {
    List<LinkTable.Row> queue = chapter.table().queue();
    List<String> hashes = queue.stream().map(LinkTable.Row::hash).toList();
    int at = hashes.indexOf(hash);
    String head = "/review?rule=" + chapter.name() + "&at=";
    if (at < 0) {
      String first = hashes.isEmpty() ? "" : head + hashes.getFirst();
      return Optional.of(new Judging.Queue(words.count("judge.left", hashes.size()), "", first));
    }
    return Optional.of(
        new Judging.Queue(
            words.get("judge.place", at + 1, hashes.size()),
            at > 0 ? head + hashes.get(at - 1) : "",
            at + 1 < hashes.size() ? head + hashes.get(at + 1) : ""));
  }

  // ---- what the rule measured

  private Optional<Judging.Confidence> confidence(LinkBook.Chapter chapter, StoredLink link) {
    if (link.confidence().isEmpty()) {
      return Optional.empty();
    }
    double confidence = Math.clamp(link.confidence().getAsDouble(), 0, 1);
    List<String> marks = new ArrayList<>();
    chapter
        .rule()
        .map(LinkRule::match)
        .ifPresent(match -> {
          switch (match) {
            case Match.Identity identity -> marks.add(percent(identity.threshold()));
            case Match.Judged judged -> {
              switch (judged.decision()) {
                case Decision.Logistic logistic -> {
                  marks.add(percent(logistic.review()));
                  marks.add(percent(logistic.accept()));
                }
                case Decision.Belief belief -> {
                  marks.add(percent(belief.review()));
                  marks.add(percent(belief.accept()));
                }
                case Decision.Thresholds _ -> {}
              }
            }
            case Match.Topological _, Match.Key _, Match.Nearest _ -> {}
          }
        });
    return Optional.of(new Judging.Confidence(words.share(confidence), percent(confidence), marks));
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * Math.clamp(part, 0, 1));
  }

  private List<Judging.Part> parts(LinkBook.Chapter chapter, StoredLink link) {
    boolean judged = chapter.rule().map(LinkRule::match).orElse(null) instanceof Match.Judged;
    if (judged && !link.measures().isEmpty()) {
      return criteria((Match.Judged) chapter.rule().orElseThrow().match(), link);
    }
    List<Judging.Part> parts = new ArrayList<>();
    link.quantities()
        .forEach((name, value) ->
            parts.add(
                new Judging.Part(
                    Words.capital(labels.of(Lacis.term(name))),
                    words.number(value),
                    UNITS.getOrDefault(name, ""),
                    "",
                    "",
                    false)));
    return parts;
  }

  private List<Judging.Part> criteria(Match.Judged match, StoredLink link) {
    List<Criterion> criteria = match.criteria();
    double[] values =
        criteria.stream()
            .mapToDouble(criterion -> link.measures().getOrDefault(criterion.name(), Double.NaN))
            .toArray();
    double[] contributions = match.decision().judge(values).contributions();
    double most = 0;
    for (double contribution : contributions) {
      most = Math.max(most, Math.abs(contribution));
    }
    List<Judging.Part> parts = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      double share = most == 0 ? 0 : contributions[i] / most / 2;
      parts.add(
          new Judging.Part(
              named(criteria.get(i)),
              Double.isNaN(values[i]) ? "–" : words.number(values[i]),
              UNITS.getOrDefault(criteria.get(i).metric().key(), ""),
              share == 0 ? "" : percent(share < 0 ? 0.5 + share : 0.5),
              percent(Math.abs(share)),
              share < 0));
    }
    return parts;
  }

  /// What is measured, in words, and of which property where it is one.
  private String named(Criterion criterion) {
    String what = words.or("metric." + criterion.metric().key(), criterion.name());
    Optional<Path> path =
        switch (criterion.metric()) {
          case Metric.Spatial _, Metric.Context _, Metric.Topology _ -> Optional.empty();
          case Metric.Text text -> Optional.of(text.source());
          case Metric.SameKey key -> key.source().path();
          case Metric.Quantity quantity -> Optional.of(quantity.source());
          case Metric.Days days -> Optional.of(days.source());
          case Metric.Neighbours neighbours -> Optional.of(neighbours.source());
        };
    return path.map(
            steps -> words.get("judge.of", what, labels.of(steps.steps().getLast().property())))
        .orElse(what);
  }

  // ---- what is said of both

  private List<Judging.Row> rows(Pair pair) {
    Map<Node, String> left = values(pair.source());
    Map<Node, String> right = values(pair.target());
    Set<Node> predicates = new LinkedHashSet<>(left.keySet());
    predicates.addAll(right.keySet());
    return predicates.stream()
        .sorted((a, b) -> Integer.compare(Topic.rank(a), Topic.rank(b)))
        .map(predicate -> {
          String one = left.getOrDefault(predicate, "");
          String other = right.getOrDefault(predicate, "");
          return new Judging.Row(
              Words.capital(labels.of(predicate)),
              iris.page(predicate.getURI()),
              one,
              other,
              !one.isEmpty()
                  && !other.isEmpty()
                  && !one.equalsIgnoreCase(other)
                  // Each twin has identifiers of its own.
                  && Topic.of(predicate, predicate) != Topic.IDENTITY);
        })
        // What both tell of can be compared; it comes first.
        .sorted((a, b) -> Boolean.compare(alone(a), alone(b)))
        .limit(ROWS)
        .toList();
  }

  private static boolean alone(Judging.Row row) {
    return row.source().isEmpty() || row.target().isEmpty();
  }

  /// What twins say of a thing, in words, by property.
  private Map<Node, String> values(String uri) {
    Statements said = Statements.of(data, NodeFactory.createURI(uri));
    Map<Node, String> values = new LinkedHashMap<>();
    for (Node predicate : said.predicates()) {
      String text =
          said.values(predicate).stream()
              .filter(one ->
                  one.graphs().stream()
                      .anyMatch(graph -> voices.speaker(graph) instanceof Speaker.Twin))
              .map(one -> text(predicate, one.value()))
              .sorted()
              .collect(Collectors.joining(", "));
      if (!text.isEmpty() && !ELSEWHERE.contains(predicate)) {
        values.put(predicate, text);
      }
    }
    return values;
  }

  private String text(Node predicate, Node value) {
    if (value.isLiteral() && Topic.isNumber(value)) {
      String unit = Topic.unit(predicate);
      String number = words.number(value.getLiteralLexicalForm());
      return unit.isEmpty() ? number : number + "\u00a0" + unit;
    }
    if (value.isLiteral() && Topic.of(predicate, value) == Topic.MOMENT) {
      return words.date(value.getLiteralLexicalForm());
    }
    return labels.of(value);
  }

  // ---- the map

  /// What the thing was like when people decided, where it has changed since.
  private static Optional<String> was(Standing standing, ThingState source, ThingState target) {
    if (standing instanceof Standing.Stale stale) {
      String before = stale.by().basis().source().wkt();
      String other = stale.by().basis().target().wkt();
      if (!before.isEmpty() && !before.equals(source.wkt())) {
        return Optional.of(before);
      }
      if (!other.isEmpty() && !other.equals(target.wkt())) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private Optional<Drawing> drawing(
      Pair pair, Judging.Thing left, Judging.Thing right, Optional<String> was) {
    MapMaker map = new MapMaker(view);
    map.add(NodeFactory.createURI(pair.source()), left.says().hue(), false);
    map.add(NodeFactory.createURI(pair.target()), right.says().hue(), true);
    was.ifPresent(wkt ->
        map.before(
            NodeFactory.createLiteralDT(
                wkt, TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL))));
    return map.draw(words.get("judge.map", left.link().text(), right.link().text()), 1.6);
  }

  private List<Entity.Says> legend(Judging.Thing left, Judging.Thing right, boolean was) {
    List<Entity.Says> legend = new ArrayList<>();
    legend.add(new Entity.Says(left.says().hue(), left.link().text(), ""));
    legend.add(new Entity.Says(right.says().hue(), right.link().text(), "outline"));
    if (was) {
      legend.add(new Entity.Says("", words.get("judge.was"), "outline"));
    }
    return legend;
  }

  // ---- decisions

  private List<Judging.Told> told(
      List<Review> reviews, ThingState source, ThingState target, Compared compared) {
    return reviews.reversed().stream()
        .map(review ->
            new Judging.Told(
                review.author(),
                words.moment(review.time()),
                words.get("judge.said." + review.choice().key()),
                review.comment(),
                Reviews.changed(review, source, target, compared.tolerance())
                    .map(reason -> reason.in(words.language().tag()))
                    .orElse("")))
        .toList();
  }
}
