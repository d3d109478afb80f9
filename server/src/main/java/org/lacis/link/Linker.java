package org.lacis.link;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import org.apache.jena.riot.system.StreamRDF;
import org.lacis.geometry.Crs;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Selection;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// Applies link rules to a view of the twin.
///
/// The same view gives the same quads in the same order, whatever the order of loading and the
/// number of threads. Memory: about 400 bytes a thing and 40 a link. A linker holds no state and
/// may be used by several threads, each with its own view.
///
/// Findings: `link.nothing-to-link`, `link.unreadable-geometry`, `link.invalid-geometry`,
/// `link.empty-geometry`, `link.several-geometries`; place is the thing's IRI, or the rule's name.
public final class Linker {
  private final Workers workers;

  /// @param pool runs the geometry; bounded, and closed, by the caller. It may be the very pool
  ///   that the caller runs on
  /// @param width how many threads to use, the caller's included, from 1
  public Linker(Executor pool, int width) {
    this.workers = new Workers(pool, width);
  }

  /// A linker that works on the caller's thread alone.
  public static Linker onCaller() {
    return new Linker(Runnable::run, 1);
  }

  /// Links by one rule.
  ///
  /// The view is read on the caller's thread only. Quads go to `sink` on the caller's thread, all
  /// in the graph `links/<rule>`; `start` and `finish` of the sink are left to the caller. A rule
  /// that finds no source or no target is no error: the report says so.
  ///
  /// @param sink receives, in the order of sources and targets, the rule's node, then for each link
  ///   the plain statement and the `lacis:Link` with its evidence
  /// @throws java.util.concurrent.CancellationException when the thread is interrupted
  public LinkReport link(
      View view, LinkRule rule, TwinIris iris, StreamRDF sink, FindingSink findings) {
    return new Run(view, rule, iris, findings, workers).link(sink);
  }

  /// One rule on one view.
  private record Run(
      View view, LinkRule rule, TwinIris iris, FindingSink findings, Workers workers) {

    LinkReport link(StreamRDF sink) {
      Selector selector = new Selector(view, iris);
      Selector.Selected sources = selector.select(rule.source());
      Selector.Selected targets = selector.select(rule.target());
      List<String> remarks = new ArrayList<>();
      remark(remarks, "source", rule.source(), sources);
      remark(remarks, "target", rule.target(), targets);
      Outcome outcome =
          sources.things().isEmpty() || targets.things().isEmpty()
              ? Outcome.nothing()
              : switch (rule.match()) {
                case Match.Key key -> byKey(key, selector, sources, targets);
                case Match.Topological _, Match.Identity _, Match.Nearest _ ->
                    byShape(selector, sources, targets);
                case Match.Judged _ -> throw new UnsupportedOperationException("criteria");
              };
      return write(outcome, sources.things().size(), targets.things().size(), remarks, sink);
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
        Match.Key match, Selector selector, Selector.Selected sources, Selector.Selected targets) {
      KeyJoin.Joined joined = new KeyJoin(selector, view.ids()).join(match, sources, targets);
      List<String> keys = joined.keys();
      return new Outcome(
          joined.sources(),
          joined.targets(),
          joined.pairs(),
          joined.pairs().size(),
          Optional.empty(),
          i -> facts(joined.pairs(), i, 0, 0, keys.get(joined.pairs().note(i))));
    }

    private Outcome byShape(
        Selector selector, Selector.Selected sources, Selector.Selected targets) {
      NodeIds ids = view.ids();
      WorkingCrs.Side left = side(selector, sources);
      WorkingCrs.Side right = side(selector, targets);
      Optional<Crs> chosen = WorkingCrs.choose(rule, left, right, ids);
      if (chosen.isEmpty()) {
        return Outcome.nothing();
      }
      Crs crs = chosen.get();
      LayerReader reader = new LayerReader(ids, rule.shape(), workers, findings);
      Layer from = reader.read(left.things(), left.literals(), crs);
      Layer to = reader.read(right.things(), right.literals(), crs);
      PairSearch.Found found =
          switch (rule.match()) {
            case Match.Topological match -> new PairSearch(from, to, workers).find(match);
            case Match.Identity match -> new PairSearch(from, to, workers).find(match);
            case Match.Nearest match -> new NearestSearch(from, to, match, workers).find();
            case Match.Key _, Match.Judged _ ->
                throw new IllegalStateException("a key is not found by shape");
          };
      Pairs pairs = found.pairs();
      return new Outcome(
          from.iris(),
          to.iris(),
          pairs,
          found.candidates(),
          chosen,
          i -> facts(pairs, i, from.area(pairs.source(i)), to.area(pairs.target(i)), ""));
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
        Pairs pairs, int i, double sourceArea, double targetArea, String key) {
      int matrix = pairs.matrix(i);
      return new Sentences.Facts(
          pairs.score(i),
          pairs.area(i),
          sourceArea,
          targetArea,
          pairs.distance(i),
          pairs.note(i),
          key,
          matrix == Pairs.NO_MATRIX ? "" : Pairs.unpacked(matrix));
    }

    private LinkReport write(
        Outcome outcome, int sources, int targets, List<String> remarks, StreamRDF sink) {
      Pairs pairs = outcome.pairs;
      Cardinality cardinality =
          rule.match() instanceof Match.Identity identity
              ? identity.cardinality()
              : Cardinality.MANY_TO_MANY;
      pairs.limit(cardinality);
      boolean grouped = rule.match() instanceof Match.Identity;
      Groups groups = new Groups(pairs, outcome.sources.size(), outcome.targets.size());
      LinkWriter writer = new LinkWriter(rule, iris, sink);
      BitSet linkedSources = new BitSet();
      BitSet linkedTargets = new BitSet();
      BitSet told = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        if (i == 0) {
          writer.rule();
        }
        linkedSources.set(pairs.source(i));
        linkedTargets.set(pairs.target(i));
        String group = grouped ? outcome.sources.get(groups.firstSource(i)) : "";
        LinkWriter.Link link =
            new LinkWriter.Link(
                outcome.sources.get(pairs.source(i)),
                outcome.targets.get(pairs.target(i)),
                outcome.facts.apply(i),
                group,
                groups.cardinality(i));
        if (grouped && !told.get(groups.firstSource(i))) {
          told.set(groups.firstSource(i));
          writer.group(link);
        }
        writer.link(link);
      }
      return new LinkReport(
          rule.name(),
          sources,
          targets,
          sources - outcome.sources.size(),
          targets - outcome.targets.size(),
          outcome.candidates,
          pairs.size(),
          grouped ? groups.tally() : Map.of(),
          sources - linkedSources.cardinality(),
          targets - linkedTargets.cardinality(),
          outcome.crs.map(Crs::iri).orElse(""),
          remarks);
    }
  }

  /// What was found, before it is written.
  ///
  /// @param sources IRIs of the sources that could be compared, in order
  /// @param targets likewise
  /// @param facts the reasons of a pair, by its position
  private record Outcome(
      List<String> sources,
      List<String> targets,
      Pairs pairs,
      long candidates,
      Optional<Crs> crs,
      IntFunction<Sentences.Facts> facts) {

    static Outcome nothing() {
      return new Outcome(
          List.of(),
          List.of(),
          new Pairs(),
          0,
          Optional.empty(),
          i -> {
            throw new IndexOutOfBoundsException(i);
          });
    }
  }
}
