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
import org.apache.jena.sparql.path.Path;
import org.jspecify.annotations.Nullable;
import org.lacis.validate.Result;

/// The results of each part of a shape by focus node, carried on from one state of the facts to the
/// next. Not safe for threads.
public final class Keeping {
  /// What there is to keep of one part.
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

  /// @param most results that are kept; when there are more, parts are given up, the one with most
  ///   results first
  public Keeping(ShapesPlan plan, int most) {
    this.plan = plan;
    this.most = most;
    this.instances = new LongOpenHashSet[plan.classes()];
    for (ShapesPlan.Targeted each : plan.parts()) {
      reads.add(Reads.of(plan, each));
      kept.add(new Kept());
    }
  }

  /// Takes the results of a full run; for one that has kept nothing yet.
  public void begin(Evaluation evaluation) {
    evaluation.run(
        plan.parts(), (part, focus, result) -> add(part, evaluation.facts().node(focus), result));
    keepInstances(evaluation);
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
    long[] typed = changed.byPredicate().getOrDefault(now.id(plan.type()), Ordered.NONE);
    for (int i = 0; i < typed.length; i += 2) {
      long[] types = now.facts().objects(typed[i], now.id(plan.type()));
      for (ClassTest test : plan.classTests()) {
        LongOpenHashSet all = instances[test.slot()];
        if (all != null && now.isInstance(test, types)) {
          all.add(typed[i]);
        } else if (all != null) {
          all.remove(typed[i]);
        }
      }
    }
    now.know(instances);
  }

  private void add(int part, Node focus, Result result) {
    Kept of = kept.get(part);
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

  /// What was given up.
  ///
  /// @param path of the property that is checked; null: the node
  /// @param count of results when it was given up and all were counted
  public record GivenUp(Node shape, @Nullable Path path, long count) {}

  public List<GivenUp> givenUp() {
    List<GivenUp> all = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).given) {
        ShapePlan shape = plan.parts().get(i).shape();
        all.add(
            new GivenUp(
                shape.node,
                shape.properties.isEmpty() ? shape.path : shape.properties.getFirst().path,
                kept.get(i).count));
      }
    }
    return all;
  }

  /// Carries on what is kept.
  ///
  /// @param now the facts after the change
  /// @param statements three numbers a statement that was added or removed
  /// @return how many nodes were checked
  public long change(
      Evaluation now, Iterable<long[]> statements, Consumer<Result> gone, Consumer<Result> come) {
    Reads.Changed changed = Reads.changed(statements);
    carryInstances(now, changed);
    long[][] candidates = new long[reads.size()][];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = kept.get(i).given ? Ordered.NONE : candidates(now, i, changed, gone, come);
    }
    long[] checked = {0};
    new Merge(candidates)
        .forEach((node, part) -> {
          List<Result> results = new ArrayList<>(0);
          ShapesPlan.Targeted targeted = plan.parts().get(part);
          if (now.isTarget(targeted, node)) {
            checked[0]++;
            now.check(targeted, node, results::add);
          }
          replace(part, now.facts().node(node), results, gone, come);
        });
    giveUp();
    keepInstances(now);
    return checked[0];
  }

  /// What has to be checked anew.
  private long[] candidates(
      Evaluation now,
      int part,
      Reads.Changed changed,
      Consumer<Result> gone,
      Consumer<Result> come) {
    LongArrayList found = new LongArrayList();
    Reads.Walk walk = reads.get(part).new Walk(now, found::add);
    if (!walk.isWhole(changed)) {
      walk.from(changed);
      return Ordered.of(found);
    }
    long[] all = now.focusNodes(plan.parts().get(part));
    // Those that are no targets any more.
    for (Node focus : List.copyOf(kept.get(part).byFocus.keySet())) {
      if (!Ordered.contains(all, now.facts().id(focus))) {
        replace(part, focus, List.of(), gone, come);
      }
    }
    return all;
  }

  private void replace(
      int part, Node focus, List<Result> results, Consumer<Result> gone, Consumer<Result> come) {
    Kept of = kept.get(part);
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
