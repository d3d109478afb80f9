package org.lacis.link;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.lacis.geometry.Crs;
import org.lacis.link.KeptPairs.Pair;
import org.lacis.link.KeptPairs.Place;
import org.lacis.link.measure.LocalOffset;
import org.lacis.link.review.ReviewGraph;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Metric;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// The links of one rule in one version of the data, kept so that they can be carried on to the
/// next: after a change only the pairs are judged again that it may reach, and only those placed
/// again that hang together with them. What comes out is what a run over everything would say.
///
/// A pair hangs on its two things, for some rules on the other candidates of both, and on nothing
/// else. So a change is followed by running the rule on the things touched and those near enough to
/// matter, with the same code that runs it on all. Memory: about 500 bytes a thing, 300 a pair.
/// Used by one thread at a time; views are those of its caller.
public final class Linkage {
  private final LinkRule rule;
  private final TwinIris iris;
  private final Workers workers;
  private final FindingSink findings;
  private final boolean nearest;
  private final boolean judged;
  private final boolean inContext;
  private final TreeMap<String, Kept> sources = new TreeMap<>();
  private final TreeMap<String, Kept> targets = new TreeMap<>();
  private final Block block;
  private final Optional<Crs> crs;
  private final KeptPairs pairs;
  // Where things stand, for a rule that moves its sources; else empty.
  private final TreeMap<String, Standing> sourcesStand = new TreeMap<>();
  private final TreeMap<String, Standing> targetsStand = new TreeMap<>();
  private Optional<LocalOffset> offset = Optional.empty();

  /// The middle of a thing's box as it is written, and its area.
  private record Standing(double x, double y, double area) {}

  /// Statements of the rule's graph that a change takes away and adds.
  public record Change(List<Triple> gone, List<Triple> come) {
    private static final Change NONE = new Change(List.of(), List.of());

    public Change {
      gone = List.copyOf(gone);
      come = List.copyOf(come);
    }
  }

  Linkage(View view, LinkRule rule, TwinIris iris, Workers workers, FindingSink findings) {
    this.rule = rule;
    this.iris = iris;
    this.workers = workers;
    this.findings = findings;
    this.nearest = rule.match() instanceof Match.Nearest;
    this.judged = rule.match() instanceof Match.Judged;
    this.inContext =
        rule.match() instanceof Match.Judged judged
            && judged.criteria().stream()
                .map(Criterion::metric)
                .anyMatch(Metric.Context.class::isInstance);
    this.block = Block.of(LinkRun.blocking(rule.match()));
    this.pairs = new KeptPairs(Linker.cardinality(rule), Linker.grouped(rule));
    LinkRun run = run(view);
    LinkRun.Sides sides = run.sides(Optional.empty());
    this.crs = sides.crs().or(rule::crs);
    if (LinkRun.alignment(rule.match()).isPresent()) {
      stand(sides.unmoved(), sourcesStand);
      stand(sides.target().layer(), targetsStand);
      offset = estimate();
    }
    keep(sides.source(), true);
    keep(sides.target(), false);
    take(run.outcome(Optional.empty()), _ -> true);
    pairs.settle();
    pairs.begin();
  }

  private LinkRun run(View view) {
    return new LinkRun(view, rule, iris, findings, workers);
  }

  private static void stand(Layer layer, Map<String, Standing> standing) {
    LocalOffset.Footprints all = layer.footprints();
    for (int i = 0; i < layer.size(); i++) {
      standing.put(layer.iri(i), new Standing(all.x(i), all.y(i), all.area(i)));
    }
  }

  private Optional<LocalOffset> estimate() {
    return LinkRun.alignment(rule.match())
        .map(how ->
            LocalOffset.of(
                footprints(sourcesStand),
                footprints(targetsStand),
                how.within(),
                how.cell(),
                how.minimum()));
  }

  private static LocalOffset.Footprints footprints(Map<String, Standing> standing) {
    List<Standing> all = List.copyOf(standing.values());
    return new LocalOffset.Footprints() {
      @Override
      public int size() {
        return all.size();
      }

      @Override
      public double x(int i) {
        return all.get(i).x;
      }

      @Override
      public double y(int i) {
        return all.get(i).y;
      }

      @Override
      public double area(int i) {
        return all.get(i).area;
      }
    };
  }

  /// Estimates the offset again, and adds the sources that it now moves otherwise to the things
  /// touched. The median of a cell hardly ever changes, so few are.
  private void offsetAgain(View view, LinkRun run, LongSet touched, Set<String> names) {
    LinkRun.Sides written =
        run.sides(Optional.of(new LinkRun.Scope(touched, touched, crs, Optional.empty())));
    names.forEach(name -> {
      sourcesStand.remove(name);
      targetsStand.remove(name);
    });
    stand(written.source().layer(), sourcesStand);
    stand(written.target().layer(), targetsStand);
    LocalOffset before = offset.orElseThrow();
    LocalOffset now = estimate().orElseThrow();
    offset = Optional.of(now);
    sourcesStand.forEach((name, at) -> {
      if (before.x(at.x, at.y) != now.x(at.x, at.y) || before.y(at.x, at.y) != now.y(at.x, at.y)) {
        names.add(name);
        touched.add(view.ids().id(NodeFactory.createURI(name)));
      }
    });
  }

  private SortedMap<String, Kept> side(boolean source) {
    return source ? sources : targets;
  }

  private void keep(Side side, boolean source) {
    for (int i = 0; i < side.size(); i++) {
      keep(side.things().iris().get(i), Kept.of(side, i), source);
    }
  }

  private void keep(String thing, Kept kept, boolean source) {
    side(source).put(thing, kept);
    block.put(source, thing, kept);
  }

  /// How many links there are and pairs to be reviewed.
  public int size() {
    return pairs.told();
  }

  public LinkRule rule() {
    return rule;
  }

  /// Carries the links on to a changed view.
  ///
  /// @param view with the change
  /// @param delta every quad that the change has added or removed, of all graphs
  /// @return empty when the change may reach everything, as one of classes does; the links are then
  ///   to be read anew
  public Optional<Change> follow(View view, Delta delta) {
    Touched touched = new Touched(view, rule, iris, delta);
    if (touched.everything()) {
      return Optional.empty();
    }
    if (touched.things().isEmpty()) {
      return Optional.of(Change.NONE);
    }
    Set<String> names = new TreeSet<>();
    touched
        .things()
        .forEach((long id) -> {
          Node thing = view.ids().node(id);
          if (thing.isURI()) {
            names.add(thing.getURI());
          }
        });
    LinkRun run = run(view);
    if (reachesCrs(names) && !run.crs().equals(crs)) {
      return Optional.empty();
    }
    LongSet reread = new LongOpenHashSet(touched.things());
    if (offset.isPresent()) {
      offsetAgain(view, run, reread, names);
    }
    LinkRun.Sides fresh = run.sides(Optional.of(new LinkRun.Scope(reread, reread, crs, offset)));
    Set<String> ofSources = new HashSet<>();
    Set<String> ofTargets = new HashSet<>();
    pairs.begin();
    boolean hung = block.hangsOnCounts();
    replace(names, fresh.source(), true, ofSources, ofTargets);
    replace(names, fresh.target(), false, ofTargets, ofSources);
    if (hung || block.hangsOnCounts()) {
      return Optional.empty();
    }
    if (ofSources.isEmpty() && ofTargets.isEmpty()) {
      return Optional.of(Change.NONE);
    }
    return Optional.of(judgeAgain(view, ofSources, ofTargets));
  }

  /// Whether the choice of the system that shapes are measured in may hang on one of some things.
  private boolean reachesCrs(Set<String> names) {
    return LinkRun.looksAtShapes(rule.match())
        && rule.crs().isEmpty()
        && (crs.isEmpty()
            || WorkingCrs.maySample(names, sources)
            || WorkingCrs.maySample(names, targets));
  }

  /// Puts the new state of things in the place of the old one.
  ///
  /// @param affected receives the things whose pairs are to be judged again
  /// @param others likewise, of the other side
  private void replace(
      Set<String> names, Side fresh, boolean source, Set<String> affected, Set<String> others) {
    for (String name : names) {
      Kept before = side(source).remove(name);
      if (before != null) {
        block.remove(source, name, before);
        affected.add(name);
        reach(source, before, others);
      }
    }
    for (int i = 0; i < fresh.size(); i++) {
      String name = fresh.things().iris().get(i);
      Kept now = Kept.of(fresh, i);
      keep(name, now, source);
      affected.add(name);
      reach(source, now, others);
    }
  }

  /// The things of the other side whose pairs with third ones hang on this one, too.
  private void reach(boolean source, Kept what, Set<String> others) {
    if (inContext || (nearest && !source)) {
      others.addAll(block.candidates(source, what));
    } else if (judged && !source && targets.size() >= JudgedSearch.MOST) {
      // A source that has more candidates than are looked at hangs on all of them.
      block.candidates(false, what).stream()
          .filter(one -> candidates(true, one).size() >= JudgedSearch.MOST)
          .forEach(others::add);
    }
  }

  private Change judgeAgain(View view, Set<String> ofSources, Set<String> ofTargets) {
    Set<Pair> looked = new LinkedHashSet<>();
    ofTargets.forEach(
        target -> pairs.sourcesOf(target).forEach(source -> looked.add(new Pair(source, target))));
    if (nearest) {
      // Whoever loses a near one looks for the next, and so does whom people gave one.
      looked.forEach(pair -> ofSources.add(pair.source()));
      LongSet given = new LongOpenHashSet();
      decided(view, ofTargets, Lacis.REVIEW_TARGET, Lacis.REVIEW_SOURCE, given);
      given.forEach((long source) -> ofSources.add(view.ids().node(source).getURI()));
    }
    ofSources.forEach(
        source -> pairs.targetsOf(source).forEach(target -> looked.add(new Pair(source, target))));
    looked.forEach(pairs::remove);
    LinkRun.Scope scope = scope(view.ids(), ofSources, ofTargets);
    looked.forEach(pair -> {
      scope.sources().addAll(numbers(view.ids(), Set.of(pair.source())));
      scope.targets().addAll(numbers(view.ids(), Set.of(pair.target())));
    });
    decided(view, ofSources, Lacis.REVIEW_SOURCE, Lacis.REVIEW_TARGET, scope.targets());
    decided(view, ofTargets, Lacis.REVIEW_TARGET, Lacis.REVIEW_SOURCE, scope.sources());
    LinkRun.Outcome outcome = run(view).outcome(Optional.of(scope));
    looked.addAll(
        take(
            outcome,
            pair ->
                ofSources.contains(pair.source())
                    || (!nearest && ofTargets.contains(pair.target()))));
    return change(view, looked, outcome, pairs.settle());
  }

  /// What people decided of a thing counts wherever the other one is.
  ///
  /// @param others receives the other ends of the pairs
  private void decided(View view, Set<String> things, Node end, Node otherEnd, LongSet others) {
    NodeIds ids = view.ids();
    long graph = ids.id(ReviewGraph.graph(iris));
    long here = ids.id(end);
    long there = ids.id(otherEnd);
    if (graph == NodeIds.ABSENT || here == NodeIds.ABSENT || there == NodeIds.ABSENT) {
      return;
    }
    for (long thing : numbers(ids, things)) {
      ids.find(
          graph,
          NodeIds.ABSENT,
          here,
          thing,
          (_, review, _, _) ->
              ids.find(
                  graph, review, there, NodeIds.ABSENT, (_, _, _, other) -> others.add(other)));
    }
  }

  private Set<Pair> take(LinkRun.Outcome outcome, Predicate<Pair> wanted) {
    Set<Pair> taken = new LinkedHashSet<>();
    Pairs found = outcome.pairs();
    for (int i = 0; i < found.size(); i++) {
      Pair pair = pair(outcome, i);
      if (wanted.test(pair)) {
        pairs.put(pair, found.verdict(i), found.score(i), found.pinned(i));
        taken.add(pair);
      }
    }
    return taken;
  }

  private static Pair pair(LinkRun.Outcome outcome, int i) {
    return new Pair(
        outcome.sources().get(outcome.pairs().source(i)),
        outcome.targets().get(outcome.pairs().target(i)));
  }

  /// The things that have to be read so that all pairs of some things are judged as they would be
  /// among all.
  private LinkRun.Scope scope(NodeIds ids, Set<String> ofSources, Set<String> ofTargets) {
    Set<String> theSources = new HashSet<>(ofSources);
    Set<String> theTargets = new HashSet<>(ofTargets);
    ofTargets.forEach(target -> theSources.addAll(candidates(false, target)));
    ofSources.forEach(source -> theTargets.addAll(candidates(true, source)));
    if (inContext) {
      Set<String> rivals = new HashSet<>();
      theTargets.forEach(target -> rivals.addAll(candidates(false, target)));
      theSources.forEach(source -> theTargets.addAll(candidates(true, source)));
      theSources.addAll(rivals);
      if (targets.size() >= JudgedSearch.MOST) {
        // Which of too many candidates a rival looks at hangs on all of them.
        rivals.forEach(source -> theTargets.addAll(candidates(true, source)));
      }
    }
    return new LinkRun.Scope(numbers(ids, theSources), numbers(ids, theTargets), crs, offset);
  }

  private Set<String> candidates(boolean source, String thing) {
    Kept kept = side(source).get(thing);
    return kept == null ? Set.of() : block.candidates(source, kept);
  }

  private static LongSet numbers(NodeIds ids, Set<String> things) {
    LongSet numbers = new LongOpenHashSet(things.size());
    things.forEach(thing -> {
      long id = ids.id(NodeFactory.createURI(thing));
      if (id != NodeIds.ABSENT) {
        numbers.add(id);
      }
    });
    return numbers;
  }

  // ---- what it changes in the graph

  /// @param looked pairs that were judged again, or are gone
  /// @param outcome holds those that are not gone
  private Change change(
      View view, Set<Pair> looked, LinkRun.Outcome outcome, KeptPairs.Difference difference) {
    Set<Pair> gone = new TreeSet<>();
    Set<Pair> come = new TreeSet<>();
    Statements statements = new Statements(view);
    difference
        .before()
        .forEach((pair, was) -> {
          boolean wasTold = was.map(Place::told).orElse(false);
          boolean isTold = pairs.find(pair).map(Place::told).orElse(false);
          if (wasTold && isTold && !looked.contains(pair)) {
            statements.regroup(pair, was.orElseThrow().group());
            return;
          }
          if (wasTold) {
            gone.add(pair);
          }
          if (isTold) {
            come.add(pair);
          }
        });
    gone.forEach(statements::leave);
    Set<Pair> again = new TreeSet<>(come);
    again.retainAll(looked);
    statements.enter(outcome, again);
    come.removeAll(again);
    statements.enter(come);
    difference.groups().forEach(statements::regroup);
    statements.rule(difference.toldBefore());
    return statements.change();
  }

  /// Works out which statements go and come.
  private final class Statements {
    private final View view;
    private final Node graph = iris.linkGraph(rule.name());
    private final Set<Triple> gone = new LinkedHashSet<>();
    private final Set<Triple> come = new LinkedHashSet<>();
    private final LinkWriter goes = writer(gone);
    private final LinkWriter comes = writer(come);

    Statements(View view) {
      this.view = view;
    }

    private LinkWriter writer(Set<Triple> into) {
      return new LinkWriter(
          rule,
          iris,
          new StreamRDFBase() {
            @Override
            public void quad(Quad quad) {
              into.add(quad.asTriple());
            }
          });
    }

    /// The rule itself is told of where there is a link of it.
    void rule(int toldBefore) {
      if (toldBefore == 0 && pairs.told() > 0) {
        comes.rule();
      } else if (toldBefore > 0 && pairs.told() == 0) {
        goes.rule();
      }
    }

    /// All that the graph says of a link goes.
    void leave(Pair pair) {
      Node source = NodeFactory.createURI(pair.source());
      Node target = NodeFactory.createURI(pair.target());
      goes(goes.node(pair.source(), pair.target()), Node.ANY, Node.ANY);
      rule.emit().all().forEach(predicate -> goes(source, predicate, target));
      rule.emit().inverse().ifPresent(inverse -> goes(target, inverse, source));
    }

    private void goes(Node subject, Node predicate, Node object) {
      view.dataset()
          .find(graph, subject, predicate, object)
          .forEachRemaining(quad -> gone.add(quad.asTriple()));
    }

    void enter(LinkRun.Outcome outcome, Set<Pair> links) {
      for (int i = 0; i < outcome.pairs().size(); i++) {
        Pair pair = pair(outcome, i);
        if (links.contains(pair)) {
          comes.link(outcome.link(i, pairs.find(pair).orElseThrow().group()));
        }
      }
    }

    /// Links that others made room for: they were judged long ago.
    void enter(Set<Pair> links) {
      if (links.isEmpty()) {
        return;
      }
      Set<String> ofSources = new HashSet<>();
      Set<String> ofTargets = new HashSet<>();
      links.forEach(pair -> {
        ofSources.add(pair.source());
        ofTargets.add(pair.target());
      });
      enter(run(view).outcome(Optional.of(scope(view.ids(), ofSources, ofTargets))), links);
    }

    void regroup(Pair pair, String was) {
      String is = pairs.find(pair).orElseThrow().group();
      if (!was.equals(is)) {
        Node node = goes.node(pair.source(), pair.target());
        gone.add(Triple.create(node, Lacis.LINK_GROUP, goes.group(was)));
        come.add(Triple.create(node, Lacis.LINK_GROUP, comes.group(is)));
      }
    }

    void regroup(String name, KeptPairs.Regrouped group) {
      if (!group.was().isEmpty()) {
        goes.group(name, group.was());
      }
      if (!group.is().isEmpty()) {
        comes.group(name, group.is());
      }
    }

    /// What goes and comes again stays.
    Change change() {
      Set<Triple> stays = new HashSet<>(gone);
      stays.retainAll(come);
      gone.removeAll(stays);
      come.removeAll(stays);
      return new Change(List.copyOf(gone), List.copyOf(come));
    }
  }
}
