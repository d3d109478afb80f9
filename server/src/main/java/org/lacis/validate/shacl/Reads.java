package org.lacis.validate.shacl;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What a shape reads when a node is checked, as a graph of places: place 0 is the focus node, and
/// from each place statements lead to others that are read then. The statements of a change are
/// looked for in it, and walked back from to the focus nodes that read them.
///
/// Walking back reads the facts as they are after the change, and finds all focus nodes all the
/// same. A focus node reads along ways of statements that begin at it. Where a way, as it was or as
/// it is, has a statement that changed, the statements before the first such one did not change: so
/// they are there now, and lead back to the focus node.
final class Reads {
  /// @param predicate null: any
  private record Step(int from, int to, @Nullable Constant predicate, boolean forward) {}

  /// Steps that lead to a place, and places that are the same as it.
  private static final class Place {
    final List<Step> before = new ArrayList<>();
    final List<Integer> same = new ArrayList<>();
  }

  private final List<Place> places = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Set<Long> followed = new HashSet<>();
  private final ShapesPlan plan;

  /// Whether there is a query that may read anything.
  private boolean anything;

  /// Predicates that a query reads, wherever they are.
  private final Set<Constant> anywhere = new HashSet<>();

  private Reads(ShapesPlan plan) {
    this.plan = plan;
  }

  static Reads of(ShapesPlan plan, ShapesPlan.Targeted targeted) {
    Reads reads = new Reads(plan);
    int focus = reads.place();
    for (Focus target : targeted.targets()) {
      switch (target) {
        case Focus.Instances _ -> reads.types(focus);
        case Focus.One _ -> {}
        case Focus.SubjectsOf of -> reads.step(focus, reads.place(), of.predicate(), true);
        case Focus.ObjectsOf of -> reads.step(focus, reads.place(), of.predicate(), false);
        case Focus.Foreign _ -> reads.anything = true;
      }
    }
    reads.follow(focus, targeted.shape());
    return reads;
  }

  private int place() {
    places.add(new Place());
    return places.size() - 1;
  }

  private void step(int from, int to, @Nullable Constant predicate, boolean forward) {
    Step step = new Step(from, to, predicate, forward);
    steps.add(step);
    places.get(to).before.add(step);
  }

  private void same(int before, int after) {
    places.get(after).same.add(before);
  }

  private void types(int from) {
    int type = place();
    step(from, type, plan.type(), true);
    step(type, type, plan.subClassOf(), true);
  }

  private void walk(int from, Route route, int to) {
    switch (route) {
      case Route.Step step -> step(from, to, step.predicate(), step.forward());
      case Route.Then then -> {
        int middle = place();
        walk(from, then.first(), middle);
        walk(middle, then.second(), to);
      }
      case Route.Either either -> {
        walk(from, either.one(), to);
        walk(from, either.other(), to);
      }
      case Route.Repeat repeat -> {
        int begin = place();
        int end = place();
        same(from, begin);
        walk(begin, repeat.route(), end);
        same(end, to);
        if (repeat.many()) {
          same(end, begin);
        }
        if (repeat.zero()) {
          same(from, to);
        }
      }
    }
  }

  private void follow(int focus, ShapePlan shape) {
    if (shape.deactivated || !followed.add((long) focus << 32 | shape.slot)) {
      return;
    }
    int value = focus;
    if (shape.route != null) {
      value = place();
      walk(focus, shape.route, value);
    }
    for (Check check : shape.checks) {
      switch (check) {
        case Check.Term _ -> {}
        case Check.Count _ -> {}
        case Check.HasValue _ -> {}
        case Check.UniqueLanguage _ -> {}
        case Check.Instance _ -> types(value);
        case Check.Equal equal -> step(focus, place(), equal.predicate(), true);
        case Check.Disjoint disjoint -> step(focus, place(), disjoint.predicate(), true);
        case Check.Less less -> step(focus, place(), less.predicate(), true);
        case Check.Closed _ -> step(focus, place(), null, true);
        case Check.Logic logic -> {
          for (ShapePlan other : logic.shapes()) {
            follow(value, other);
          }
        }
        case Check.Qualified qualified -> {
          follow(value, qualified.shape());
          for (ShapePlan sibling : qualified.siblings()) {
            follow(value, sibling);
          }
        }
        case Check.Foreign foreign -> {
          anything |= foreign.predicates().isEmpty();
          anywhere.addAll(foreign.predicates());
        }
      }
    }
    for (ShapePlan property : shape.properties) {
      follow(value, property);
    }
  }

  /// Statements that changed.
  ///
  /// @param byPredicate subjects and objects, two numbers a statement
  record Changed(Map<Long, long[]> byPredicate) {}

  /// One walk back.
  final class Walk {
    private final Evaluation now;
    private final LongConsumer focus;
    private final LongOpenHashSet[] seen = new LongOpenHashSet[places.size()];
    private final List<long[]> queue = new ArrayList<>();

    /// @param now the facts after the change
    /// @param focus is told each node that may fare otherwise, a target or not
    Walk(Evaluation now, LongConsumer focus) {
      this.now = now;
      this.focus = focus;
    }

    /// @return whether everything may fare otherwise, so that nothing was told
    boolean isWhole(Changed changed) {
      if (anything) {
        return true;
      }
      for (Constant predicate : anywhere) {
        if (changed.byPredicate.containsKey(now.id(predicate))) {
          return true;
        }
      }
      return false;
    }

    void from(Changed changed) {
      for (Step step : steps) {
        if (step.predicate != null) {
          seed(step, changed.byPredicate.get(now.id(step.predicate)));
        } else {
          changed.byPredicate.values().forEach(statements -> seed(step, statements));
        }
      }
      while (!queue.isEmpty()) {
        long[] next = queue.removeLast();
        back(next[0], (int) next[1]);
      }
    }

    private void seed(Step step, long @Nullable [] statements) {
      if (statements != null) {
        for (int i = step.forward ? 0 : 1; i < statements.length; i += 2) {
          at(statements[i], step.from);
        }
      }
    }

    private void at(long node, int place) {
      LongOpenHashSet known = seen[place];
      if (known == null) {
        known = new LongOpenHashSet();
        seen[place] = known;
      }
      if (known.add(node)) {
        if (place == 0) {
          focus.accept(node);
        } else {
          queue.add(new long[] {node, place});
        }
      }
    }

    private void back(long node, int at) {
      Place place = places.get(at);
      for (int same : place.same) {
        at(node, same);
      }
      for (Step step : place.before) {
        long[] before =
            step.predicate == null
                ? Ordered.NONE
                : step.forward
                    ? now.facts().subjects(now.id(step.predicate), node)
                    : now.facts().objects(node, now.id(step.predicate));
        for (long each : before) {
          at(each, step.from);
        }
      }
    }
  }

  static Changed changed(Iterable<long[]> statements) {
    Map<Long, LongArrayList> lists = new HashMap<>();
    for (long[] statement : statements) {
      LongArrayList list = lists.computeIfAbsent(statement[1], _ -> new LongArrayList());
      list.add(statement[0]);
      list.add(statement[2]);
    }
    Map<Long, long[]> byPredicate = new HashMap<>();
    lists.forEach((predicate, list) -> byPredicate.put(predicate, list.toLongArray()));
    return new Changed(byPredicate);
  }
}
