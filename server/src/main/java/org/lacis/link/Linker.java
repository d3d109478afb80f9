package org.lacis.link;

import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.vocabulary.OWL;
import org.lacis.geometry.Crs;
import org.lacis.link.rule.Cardinality;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Verdict;
import org.lacis.store.Delta;
import org.lacis.store.View;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// Applies link rules to a view of the twin.
///
/// The same view gives the same quads in the same order, whatever the order of loading and the
/// number of threads. Memory: about 400 bytes a thing and 60 a link. A linker holds no state and
/// may be used by several threads, each with its own view.
///
/// Findings: `link.nothing-to-link`, `link.unreadable-geometry`, `link.invalid-geometry`,
/// `link.empty-geometry`, `link.several-geometries`, `link.crowded`, `link.same-as`; place is the
/// thing's IRI, or the rule's name.
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
  ///   the plain statement and the `lacis:Link` with its evidence; for a pair to be reviewed a
  ///   `lacis:ProposedLink` alone
  /// @throws java.util.concurrent.CancellationException when the thread is interrupted
  public LinkReport link(
      View view, LinkRule rule, TwinIris iris, StreamRDF sink, FindingSink findings) {
    LinkRun run = new LinkRun(view, rule, iris, findings, workers);
    LinkReport report = write(run.outcome(Optional.empty()), rule, iris, sink);
    if (report.links() > 0 && rule.emit().predicate().equals(OWL.sameAs.asNode())) {
      findings.report(
          Finding.warning(
              "link.same-as",
              Place.of("link rule " + rule.name()).field("emit"),
              report.links() + " links that say owl:sameAs",
              "a property of the domain, such as lacis:correspondsTo",
              "Whatever is said of one is then inferred of the other: heights, dates and types of"
                  + " both, and of all that a third link ties to either. Keep it only where they"
                  + " are one and the same thing."));
    }
    return report;
  }

  /// What was measured of a pair.
  ///
  /// @param values in the order of the rule's criteria; NaN = not measurable. Not to be changed
  @SuppressWarnings("ArrayRecordComponent") // one a pair, read once
  public record Measurement(String source, String target, double[] values) {}

  /// Measures every pair that a rule looks at, whatever it would decide of it: what a decision is
  /// learnt from. In the order of sources and targets.
  ///
  /// @param rule of the long form; its decision and cardinality do not count
  /// @throws IllegalArgumentException when the rule is of a short form
  public void measure(
      View view,
      LinkRule rule,
      TwinIris iris,
      Consumer<Measurement> measurements,
      FindingSink findings) {
    if (!(rule.match() instanceof Match.Judged judged)) {
      throw new IllegalArgumentException("a rule without criteria: " + rule.name());
    }
    Match.Judged open =
        new Match.Judged(
            judged.blocking(),
            judged.alignment(),
            judged.criteria(),
            new Decision.Logistic(
                0, Collections.nCopies(judged.criteria().size(), Decision.Line.NONE), 1, 0),
            Cardinality.MANY_TO_MANY);
    LinkRule measuring =
        new LinkRule(
            rule.name(),
            rule.labels(),
            rule.source(),
            rule.target(),
            rule.shape(),
            open,
            rule.emit(),
            rule.crs(),
            rule.tolerance());
    LinkRun.Outcome outcome =
        new LinkRun(view, measuring, iris, findings, workers).outcome(Optional.empty());
    Pairs pairs = outcome.pairs();
    for (int i = 0; i < pairs.size(); i++) {
      measurements.accept(
          new Measurement(
              outcome.sources().get(pairs.source(i)),
              outcome.targets().get(pairs.target(i)),
              pairs.values(i)));
    }
  }

  /// Reads the links of a rule so that they can be carried on from version to version.
  ///
  /// @param view read on the caller's thread, and not kept
  public Linkage linkage(View view, LinkRule rule, TwinIris iris, FindingSink findings) {
    return new Linkage(view, rule, iris, workers, findings);
  }

  /// Whether a change may reach the links of a rule.
  ///
  /// @param view with the change
  /// @param delta every quad that the change has added or removed
  public boolean touches(View view, LinkRule rule, TwinIris iris, Delta delta) {
    Touched touched = new Touched(view, rule, iris, delta);
    return touched.everything() || !touched.things().isEmpty();
  }

  static Cardinality cardinality(LinkRule rule) {
    return switch (rule.match()) {
      case Match.Identity identity -> identity.cardinality();
      case Match.Judged judged -> judged.cardinality();
      case Match.Topological _, Match.Key _, Match.Nearest _ -> Cardinality.MANY_TO_MANY;
    };
  }

  /// Whether the links of a rule hang together in groups: they say that things are the same.
  static boolean grouped(LinkRule rule) {
    return switch (rule.match()) {
      case Match.Identity _, Match.Judged _ -> true;
      case Match.Topological _, Match.Key _, Match.Nearest _ -> false;
    };
  }

  private static LinkReport write(
      LinkRun.Outcome outcome, LinkRule rule, TwinIris iris, StreamRDF sink) {
    Pairs pairs = outcome.pairs();
    pairs.limit(cardinality(rule));
    boolean grouped = grouped(rule);
    Groups groups = new Groups(pairs, outcome.sources().size(), outcome.targets().size());
    LinkWriter writer = new LinkWriter(rule, iris, sink);
    BitSet linkedSources = new BitSet();
    BitSet linkedTargets = new BitSet();
    BitSet told = new BitSet();
    int links = 0;
    if (pairs.size() > 0) {
      writer.rule();
    }
    for (int i = 0; i < pairs.size(); i++) {
      boolean accepted = pairs.verdict(i) == Verdict.ACCEPT;
      String group = "";
      if (accepted) {
        links++;
        linkedSources.set(pairs.source(i));
        linkedTargets.set(pairs.target(i));
        if (grouped) {
          int first = groups.firstSource(i);
          group = outcome.sources().get(first);
          if (!told.get(first)) {
            told.set(first);
            writer.group(group, groups.cardinality(i));
          }
        }
      }
      writer.link(outcome.link(i, group));
    }
    return new LinkReport(
        rule.name(),
        outcome.sourceCount(),
        outcome.targetCount(),
        outcome.sourceCount() - outcome.sources().size(),
        outcome.targetCount() - outcome.targets().size(),
        outcome.candidates(),
        links,
        pairs.size() - links,
        grouped ? groups.tally() : Map.of(),
        outcome.sourceCount() - linkedSources.cardinality(),
        outcome.targetCount() - linkedTargets.cardinality(),
        outcome.crs().map(Crs::iri).orElse(""),
        outcome.remarks());
  }
}
