package org.lacis.validate.shacl;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.validate.Result;

/// The results of each shape by focus node, carried on from one state of the facts to the next. Not
/// safe for threads.
public final class Keeping {
  /// What there is to keep of one shape.
  private static final class Kept {
    final Map<Node, List<Result>> byFocus = new HashMap<>();
    long count;
    boolean given;
  }

  /// Instances of a class take 16 bytes each.
  private static final int MOST_INSTANCES = 1 << 20;

  private final ShapesPlan plan;
  private final int most;
  private final List<Reads> reads = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private @Nullable LongOpenHashSet[] instances;
  private long size;

  /// @param most results that are kept; when there are more, shapes are given up, the one with most
  ///   results first
  public Keeping(ShapesPlan plan, int most) {
    this.plan = plan;
    this.most = most;
    this.instances = new LongOpenHashSet[plan.classes()];
    for (ShapesPlan.Targeted each : plan.targeted()) {
      reads.add(Reads.of(plan, each));
      kept.add(new Kept());
    }
  }

  /// Takes the results of a full run; for one that has kept nothing yet.
  ///
  /// @return how many nodes were checked
  public long begin(Evaluation evaluation) {
    long checked = evaluation.run(this::add);
    keepInstances(evaluation);
    return checked;
  }

  private void keepInstances(Evaluation evaluation) {
    instances = evaluation.instances();
    for (int i = 0; i < instances.length; i++) {
      LongOpenHashSet all = instances[i];
      if (all != null && all.size() > MOST_INSTANCES) {
        instances[i] = null;
      }
    }
  }

  /// Carries on the instances of the classes that are asked about most.
  private void carryInstances(Evaluation now, Reads.Changed changed) {
    if (changed.byPredicate().containsKey(now.id(plan.subClassOf()))) {
      Arrays.fill(instances, null);
    }
    long[] typed = changed.byPredicate().get(now.id(plan.type()));
    for (ClassTest test : plan.classTests()) {
      LongOpenHashSet all = instances[test.slot()];
      for (int i = 0; all != null && typed != null && i < typed.length; i += 2) {
        if (now.isInstance(test, typed[i])) {
          all.add(typed[i]);
        } else {
          all.remove(typed[i]);
        }
      }
    }
    now.know(instances);
  }

  private void add(int target, Node focus, Result result) {
    Kept of = kept.get(target);
    of.count++;
    if (!of.given) {
      of.byFocus.computeIfAbsent(focus, _ -> new ArrayList<>(2)).add(result);
      size++;
      giveUp();
    }
  }

  private void giveUp() {
    while (size > most) {
      Kept largest = null;
      for (Kept each : kept) {
        if (!each.given && (largest == null || each.count > largest.count)) {
          largest = each;
        }
      }
      if (largest == null) {
        return;
      }
      size -= largest.count;
      largest.given = true;
      largest.byFocus.clear();
    }
  }

  /// Everything that is kept.
  public void results(Consumer<Result> results) {
    for (Kept each : kept) {
      each.byFocus.values().forEach(list -> list.forEach(results));
    }
  }

  /// Results of one shape, with -1 for those of a shape that was given up.
  public long count(int target) {
    return kept.get(target).given ? -1 : kept.get(target).count;
  }

  /// Results that a shape had when it was given up and counted last; they are not carried on.
  public long countGivenUp(int target) {
    return kept.get(target).count;
  }

  /// Carries on what is kept.
  ///
  /// @param now the facts after the change
  /// @param statements three numbers a statement that was added or removed
  /// @return how many nodes were checked
  public long change(
      Evaluation now,
      Iterable<long[]> statements,
      Consumer<Result> gone,
      Consumer<Result> come) {
    Reads.Changed changed = Reads.changed(statements);
    carryInstances(now, changed);
    long[][] candidates = new long[reads.size()][];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] =
          kept.get(i).given ? Ordered.NONE : candidates(now, i, changed, gone, come);
    }
    long[] checked = {0};
    new Merge(candidates)
        .forEach(
            (node, target) -> {
              List<Result> results = List.of();
              if (now.isTarget(target, node)) {
                checked[0]++;
                results = now.results(target, node);
              }
              replace(target, now.facts().node(node), results, gone, come);
            });
    giveUp();
    keepInstances(now);
    return checked[0];
  }

  /// What has to be checked anew.
  private long[] candidates(
      Evaluation now,
      int target,
      Reads.Changed changed,
      Consumer<Result> gone,
      Consumer<Result> come) {
    LongArrayList found = new LongArrayList();
    Reads.Walk walk = reads.get(target).new Walk(now, found::add);
    if (!walk.isWhole(changed)) {
      walk.from(changed);
      return Ordered.of(found);
    }
    long[] all = now.focusNodes(target);
    // Those that are no targets any more.
    for (Node focus : List.copyOf(kept.get(target).byFocus.keySet())) {
      if (!Ordered.contains(all, now.facts().id(focus))) {
        replace(target, focus, List.of(), gone, come);
      }
    }
    return all;
  }

  private void replace(
      int target,
      Node focus,
      List<Result> results,
      Consumer<Result> gone,
      Consumer<Result> come) {
    Kept of = kept.get(target);
    List<Result> before = of.byFocus.getOrDefault(focus, List.of());
    if (before.isEmpty() && results.isEmpty()) {
      return;
    }
    if (results.isEmpty()) {
      of.byFocus.remove(focus);
    } else {
      of.byFocus.put(focus, results);
    }
    of.count += results.size() - before.size();
    size += results.size() - before.size();
    without(before, results).forEach(gone);
    without(results, before).forEach(come);
  }

  /// The results of one list that the other has not, as often as it has them more.
  private static List<Result> without(List<Result> some, List<Result> others) {
    List<Result> left = new ArrayList<>(some);
    others.forEach(left::remove);
    return left;
  }
}
