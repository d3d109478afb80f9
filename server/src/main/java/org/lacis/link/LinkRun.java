package org.lacis.link;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.lacis.geometry.Crs;
import org.lacis.link.measure.LocalOffset;
import org.lacis.link.relate.CommonArea;
import org.lacis.link.relate.PairRelate;
import org.lacis.link.review.Review;
import org.lacis.link.review.Reviews;
import org.lacis.link.rule.Alignment;
import org.lacis.link.rule.Blocking;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.KeyOf;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Metric;
import org.lacis.link.rule.Path;
import org.lacis.link.rule.Selection;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// One rule on one view: what is selected, what is proposed and how each pair is judged. What is
/// done about rivals, groups and people's decisions comes after.
record LinkRun(View view, LinkRule rule, TwinIris iris, FindingSink findings, Workers workers) {

  /// Some things of either side, instead of all.
  ///
  /// @param sources ids of few things, not all of which need be meant by the rule
  /// @param crs that the whole is measured in; empty for a rule that looks at no shape
  /// @param offset of the whole; empty for a rule that asks for none, and to leave sources in place
  record Scope(LongSet sources, LongSet targets, Optional<Crs> crs, Optional<LocalOffset> offset) {}

  /// What was found, before it is written.
  ///
  /// @param sourceCount selected, those without a usable shape or key included
  /// @param targetCount likewise
  /// @param sources IRIs of the sources that could be compared, in order
  /// @param targets likewise
  /// @param facts the reasons of a pair, by its position
  /// @param sourceVersion fingerprint of what was compared of a source, by its position
  /// @param targetVersion likewise
  /// @param adding how a pair is added that the rule has not found
  /// @param decided what people have decided of pairs that are links by that
  /// @param remarks why there is less than one might expect
  record Outcome(
      int sourceCount,
      int targetCount,
      List<String> sources,
      List<String> targets,
      Pairs pairs,
      long candidates,
      Optional<Crs> crs,
      IntFunction<Sentences.Facts> facts,
      IntFunction<String> sourceVersion,
      IntFunction<String> targetVersion,
      Certified.Adding adding,
      Map<org.lacis.link.review.Pair, Review> decided,
      List<String> remarks) {

    /// A pair as it is written.
    ///
    /// @param group the IRI of the source that names its group; empty = no group
    LinkWriter.Link link(int i, String group) {
      return new LinkWriter.Link(
          sources.get(pairs.source(i)),
          targets.get(pairs.target(i)),
          pairs.verdict(i),
          facts.apply(i),
          group,
          sourceVersion.apply(pairs.source(i)),
          targetVersion.apply(pairs.target(i)),
          Optional.ofNullable(
              decided.get(
                  new org.lacis.link.review.Pair(
                      sources.get(pairs.source(i)), targets.get(pairs.target(i))))));
    }
  }

  /// Judges all pairs of both sides, or of a scope; what people have decided is applied.
  Outcome outcome(Optional<Scope> scope) {
    Outcome found = found(scope);
    Reviews reviews = Certified.reviews(this, scope, found.sources);
    found.decided.putAll(new Certified(this, found).apply(reviews));
    return found;
  }

  private Outcome found(Optional<Scope> scope) {
    Selector selector = new Selector(view, iris);
    Selector.Selected sources = select(selector, rule.source(), scope.map(Scope::sources));
    Selector.Selected targets = select(selector, rule.target(), scope.map(Scope::targets));
    List<String> remarks = new ArrayList<>();
    if (scope.isEmpty()) {
      remark(remarks, "source", rule.source(), sources);
      remark(remarks, "target", rule.target(), targets);
    }
    if (sources.things().isEmpty() || targets.things().isEmpty()) {
      return nothing(sources, targets, remarks);
    }
    return switch (rule.match()) {
      case Match.Key key -> byKey(key, selector, sources, targets, remarks);
      case Match.Topological _, Match.Identity _, Match.Nearest _ ->
          byShape(selector, sources, targets, scope.flatMap(Scope::crs), remarks);
      case Match.Judged judged -> byCriteria(judged, selector, sources, targets, scope, remarks);
    };
  }

  /// What stands on both sides, as far as blocking looks at it.
  ///
  /// @param source where the rule asks for it moved by the local offset
  /// @param unmoved shapes of the sources as they stand
  record Sides(Side source, Side target, Optional<Crs> crs, Layer unmoved) {}

  /// Reads both sides, or what a scope names of them.
  Sides sides(Optional<Scope> scope) {
    Selector selector = new Selector(view, iris);
    return sides(
        selector,
        select(selector, rule.source(), scope.map(Scope::sources)),
        select(selector, rule.target(), scope.map(Scope::targets)),
        scope);
  }

  /// How sources are moved: as the scope says, else as the whole tells.
  private Optional<LocalOffset> offset(Optional<Scope> scope, Layer from, Layer to) {
    return scope.isPresent()
        ? scope.get().offset
        : alignment(rule.match())
            .map(how ->
                LocalOffset.of(
                    from.footprints(), to.footprints(), how.within(), how.cell(), how.minimum()));
  }

  /// What a rule does about local offsets.
  static Optional<Alignment> alignment(Match match) {
    return switch (match) {
      case Match.Judged judged -> judged.alignment();
      case Match.Topological _, Match.Identity _, Match.Key _, Match.Nearest _ -> Optional.empty();
    };
  }

  /// In which system shapes are measured; empty where there are none.
  Optional<Crs> crs() {
    Selector selector = new Selector(view, iris);
    return WorkingCrs.choose(
        rule,
        side(selector, selector.select(rule.source())),
        side(selector, selector.select(rule.target())),
        view.ids());
  }

  private static Selector.Selected select(
      Selector selector, Selection selection, Optional<LongSet> among) {
    return among
        .map(some -> selector.select(selection, some))
        .orElseGet(() -> selector.select(selection));
  }

  private Sides sides(
      Selector selector,
      Selector.Selected sources,
      Selector.Selected targets,
      Optional<Scope> scope) {
    NodeIds ids = view.ids();
    boolean shapes = looksAtShapes(rule.match());
    WorkingCrs.Side left =
        shapes
            ? side(selector, sources)
            : new WorkingCrs.Side(Things.inOrder(sources.things(), ids), NO_LITERALS);
    WorkingCrs.Side right =
        shapes
            ? side(selector, targets)
            : new WorkingCrs.Side(Things.inOrder(targets.things(), ids), NO_LITERALS);
    Layer from = Layer.empty();
    Layer to = Layer.empty();
    Optional<Crs> chosen =
        shapes
            ? scope.flatMap(Scope::crs).or(() -> WorkingCrs.choose(rule, left, right, ids))
            : Optional.empty();
    if (chosen.isPresent()) {
      LayerReader reader = new LayerReader(ids, rule.shape(), workers, findings);
      from = reader.read(left.things(), left.literals(), chosen.get());
      to = reader.read(right.things(), right.literals(), chosen.get());
    }
    Paths paths = Paths.of(rule.match());
    Layer unmoved = from;
    return new Sides(
        Side.of(
            left.things(),
            offset(scope, from, to).map(unmoved::moved).orElse(unmoved),
            Attributes.read(selector, sources, left.things(), paths.source, ids),
            paths.source),
        Side.of(
            right.things(),
            to,
            Attributes.read(selector, targets, right.things(), paths.target, ids),
            paths.target),
        chosen,
        unmoved);
  }

  private static Outcome nothing(
      Selector.Selected sources, Selector.Selected targets, List<String> remarks) {
    return new Outcome(
        sources.things().size(),
        targets.things().size(),
        List.of(),
        List.of(),
        new Pairs(),
        0,
        Optional.empty(),
        i -> {
          throw new IndexOutOfBoundsException(i);
        },
        LinkRun::none,
        LinkRun::none,
        (_, _, _) -> {},
        new HashMap<>(),
        remarks);
  }

  private static String none(int i) {
    throw new IndexOutOfBoundsException(i);
  }

  private void remark(
      List<String> remarks, String side, Selection selection, Selector.Selected selected) {
    if (!selected.things().isEmpty()) {
      return;
    }
    String graphs = selection.graphs().isEmpty() ? "any" : String.join(", ", selection.graphs());
    String remark =
        selected.missing().isEmpty()
            ? "no " + side + ": no thing of " + selection.type().getURI() + " in graph " + graphs
            : "no " + side + ": no graph " + String.join(", ", selected.missing());
    remarks.add(remark);
    findings.report(
        Finding.info(
            "link.nothing-to-link",
            Place.of("link rule " + rule.name()),
            remark,
            "things to link",
            "Nothing to do where the dataset is not part of this twin; else check class, graph"
                + " and where of the rule."));
  }

  private Outcome byKey(
      Match.Key match,
      Selector selector,
      Selector.Selected sources,
      Selector.Selected targets,
      List<String> remarks) {
    KeyJoin.Joined joined = new KeyJoin(selector, view.ids()).join(match, sources, targets);
    List<String> keys = joined.keys();
    Pairs pairs = joined.pairs();
    return new Outcome(
        sources.things().size(),
        targets.things().size(),
        joined.sources(),
        joined.targets(),
        pairs,
        pairs.size(),
        Optional.empty(),
        i -> facts(pairs, i, 0, 0, -1, -1, keys.get(pairs.note(i))),
        i -> Fingerprint.hex(joined.sourceKeys().get(i), Side.VERSION_BYTES),
        i -> Fingerprint.hex(joined.targetKeys().get(i), Side.VERSION_BYTES),
        (all, source, target) -> {
          all.add(source, target, 1, 0, Double.NaN, Pairs.NO_MATRIX, keys.size());
          keys.add("");
        },
        new HashMap<>(),
        remarks);
  }

  private Outcome byShape(
      Selector selector,
      Selector.Selected sources,
      Selector.Selected targets,
      Optional<Crs> given,
      List<String> remarks) {
    NodeIds ids = view.ids();
    WorkingCrs.Side left = side(selector, sources);
    WorkingCrs.Side right = side(selector, targets);
    Optional<Crs> chosen = given.or(() -> WorkingCrs.choose(rule, left, right, ids));
    if (chosen.isEmpty()) {
      return nothing(sources, targets, remarks);
    }
    LayerReader reader = new LayerReader(ids, rule.shape(), workers, findings);
    Layer from = reader.read(left.things(), left.literals(), chosen.get());
    Layer to = reader.read(right.things(), right.literals(), chosen.get());
    PairSearch.Found found =
        switch (rule.match()) {
          case Match.Topological _, Match.Identity _ ->
              new PairSearch(from, to, workers).find(rule.match());
          case Match.Nearest match -> new NearestSearch(from, to, match, workers).find();
          case Match.Key _, Match.Judged _ ->
              throw new IllegalStateException("not found by shape: " + rule.match());
        };
    Pairs pairs = found.pairs();
    return new Outcome(
        sources.things().size(),
        targets.things().size(),
        from.iris(),
        to.iris(),
        pairs,
        found.candidates(),
        chosen,
        i -> {
          int source = pairs.source(i);
          int target = pairs.target(i);
          return facts(
              pairs,
              i,
              from.area(source),
              to.area(target),
              from.dimension(source),
              to.dimension(target),
              "");
        },
        i -> hex(from.version(i)),
        i -> hex(to.version(i)),
        (all, source, target) -> add(all, from, source, to, target),
        new HashMap<>(),
        remarks);
  }

  /// A pair that the shapes did not make a link.
  private static void add(Pairs pairs, Layer from, int source, Layer to, int target) {
    double area = new CommonArea(from.shapes(), to.shapes()).of(source, target);
    int matrix = new PairRelate(from.shapes(), to.shapes()).matrix(source, target);
    double distance = from.shape(source).distance(to.shape(target));
    pairs.add(source, target, 1, area, distance, matrix, 0);
  }

  private static String hex(long version) {
    return String.format("%016x", version);
  }

  private Outcome byCriteria(
      Match.Judged match,
      Selector selector,
      Selector.Selected sources,
      Selector.Selected targets,
      Optional<Scope> scope,
      List<String> remarks) {
    Sides sides = sides(selector, sources, targets, scope);
    Side one = sides.source;
    Side other = sides.target;
    JudgedSearch.Found found = new JudgedSearch(one, other, match, workers).find();
    found
        .crowded()
        .forEach((int source) ->
            findings.report(
                Finding.warning(
                    "link.crowded",
                    Place.of(one.things().iris().get(source)),
                    "more than " + JudgedSearch.MOST + " candidates",
                    "a blocking that tells things apart",
                    "The nearest "
                        + JudgedSearch.MOST
                        + " were looked at; block by something more"
                        + " telling, or by two things at once (all).")));
    found
        .frequent()
        .forEach(word ->
            findings.report(
                Finding.warning(
                    "link.frequent-word",
                    Place.of("link rule " + rule.name()).field("blocking"),
                    "'"
                        + word.word()
                        + "' in "
                        + word.sources()
                        + " sources and "
                        + word.targets()
                        + " targets",
                    "words that tell things apart",
                    "Pairs that have no other word in common were not looked at; block by something"
                        + " more telling as well, or together with it (all).")));
    Pairs pairs = found.pairs();
    return new Outcome(
        sources.things().size(),
        targets.things().size(),
        one.things().iris(),
        other.things().iris(),
        pairs,
        found.candidates(),
        sides.crs,
        i -> facts(pairs, i, one.area(pairs.source(i)), other.area(pairs.target(i)), -1, -1, ""),
        one::version,
        other::version,
        (all, source, target) -> {
          PairMeasures measures = new PairMeasures(one, other, match.criteria());
          double[] values = new double[match.criteria().size()];
          measures.source(source);
          measures.target(target);
          measures.measure(values, 0);
          all.add(source, target, values, measures.common(), measures.packedMatrix());
        },
        new HashMap<>(),
        remarks);
  }

  private static final Long2LongMap NO_LITERALS = new Long2LongOpenHashMap();

  /// What a rule looks at beside shapes, in order.
  record Paths(List<Path> source, List<Path> target) {
    static Paths of(Match match) {
      return switch (match) {
        case Match.Judged judged -> of(judged);
        case Match.Key key ->
            new Paths(List.of(Path.of(key.source())), List.of(Path.of(key.target())));
        case Match.Topological _, Match.Identity _, Match.Nearest _ ->
            new Paths(List.of(), List.of());
      };
    }

    private static Paths of(Match.Judged match) {
      SortedMap<String, Path> source = new TreeMap<>();
      SortedMap<String, Path> target = new TreeMap<>();
      match.criteria().stream()
          .map(Criterion::metric)
          .forEach(metric -> {
            switch (metric) {
              case Metric.Spatial _, Metric.Context _, Metric.Topology _ -> {}
              case Metric.Text text -> {
                add(source, text.source());
                add(target, text.target());
              }
              case Metric.SameKey key -> {
                add(source, key.source());
                add(target, key.target());
              }
              case Metric.Quantity quantity -> {
                add(source, quantity.source());
                add(target, quantity.target());
              }
              case Metric.Days days -> {
                add(source, days.source());
                add(target, days.target());
              }
              case Metric.Neighbours neighbours -> {
                add(source, neighbours.source());
                add(target, neighbours.target());
              }
            }
          });
      add(match.blocking(), source, target);
      return new Paths(List.copyOf(source.values()), List.copyOf(target.values()));
    }

    private static void add(
        Blocking blocking, SortedMap<String, Path> source, SortedMap<String, Path> target) {
      switch (blocking) {
        case Blocking.Near _ -> {}
        case Blocking.Keys keys -> {
          add(source, keys.source());
          add(target, keys.target());
        }
        case Blocking.Words words -> {
          add(source, words.source());
          add(target, words.target());
        }
        case Blocking.All(List<Blocking> parts) -> parts.forEach(part -> add(part, source, target));
        case Blocking.Any(List<Blocking> parts) -> parts.forEach(part -> add(part, source, target));
      }
    }

    private static void add(SortedMap<String, Path> paths, KeyOf key) {
      key.path().ifPresent(path -> add(paths, path));
    }

    private static void add(SortedMap<String, Path> paths, Path path) {
      paths.put(path.toString(), path);
    }
  }

  /// Which pairs a rule looks at.
  static Blocking blocking(Match match) {
    return switch (match) {
      case Match.Judged judged -> judged.blocking();
      case Match.Key key ->
          new Blocking.Keys(
              new KeyOf(Optional.of(Path.of(key.source())), key.sourcePattern(), Optional.empty()),
              new KeyOf(Optional.of(Path.of(key.target())), key.targetPattern(), Optional.empty()));
      case Match.Nearest nearest -> new Blocking.Near(nearest.within());
      case Match.Topological _, Match.Identity _ -> new Blocking.Near(0);
    };
  }

  /// Whether shapes are read at all.
  static boolean looksAtShapes(Match match) {
    return switch (match) {
      case Match.Judged judged -> looksAtShapes(judged);
      case Match.Key _ -> false;
      case Match.Topological _, Match.Identity _, Match.Nearest _ -> true;
    };
  }

  private static boolean looksAtShapes(Match.Judged match) {
    return match.alignment().isPresent()
        || blocksByShape(match.blocking())
        || match.criteria().stream()
            .map(Criterion::metric)
            .anyMatch(metric ->
                switch (metric) {
                  case Metric.Spatial _, Metric.Context _, Metric.Topology _ -> true;
                  case Metric.Text _,
                      Metric.SameKey _,
                      Metric.Quantity _,
                      Metric.Days _,
                      Metric.Neighbours _ ->
                      false;
                });
  }

  private static boolean blocksByShape(Blocking blocking) {
    return switch (blocking) {
      case Blocking.Near _ -> true;
      case Blocking.Keys _, Blocking.Words _ -> false;
      case Blocking.All(List<Blocking> parts) -> parts.stream().anyMatch(LinkRun::blocksByShape);
      case Blocking.Any(List<Blocking> parts) -> parts.stream().anyMatch(LinkRun::blocksByShape);
    };
  }

  private WorkingCrs.Side side(Selector selector, Selector.Selected selected) {
    Things things = Things.inOrder(selected.things(), view.ids());
    Long2LongMap literals =
        selector.literals(
            selected,
            rule.shape(),
            thing ->
                findings.report(
                    Finding.warning(
                        "link.several-geometries",
                        Place.of(view.ids().node(thing).toString()),
                        "several geometries",
                        "one " + (rule.shape() == LinkRule.Shape.SOLID ? "solid" : "default"),
                        "The first by its text was compared; keep one at the source.")));
    return new WorkingCrs.Side(things, literals);
  }

  private static Sentences.Facts facts(
      Pairs pairs,
      int i,
      double sourceArea,
      double targetArea,
      int sourceDimension,
      int targetDimension,
      String key) {
    int matrix = pairs.matrix(i);
    return new Sentences.Facts(
        pairs.score(i),
        pairs.area(i),
        sourceArea,
        targetArea,
        sourceDimension,
        targetDimension,
        pairs.distance(i),
        pairs.note(i),
        key,
        matrix == Pairs.NO_MATRIX ? "" : Pairs.unpacked(matrix),
        pairs.values(i));
  }
}
