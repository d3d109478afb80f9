package org.lacis.reason.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;

/// Looks for the shortest proof of what is known: backwards from it, level by level, through all
/// ways in which rules give it, and then from what was said up to it by the least number of steps
/// (Knuth, "A generalization of Dijkstra's algorithm", 1977), so that nothing rests on itself. A
/// proof of so many steps lies within as many levels; the search ends when no deeper level can give
/// a shorter one.
final class Proofs {
  /// Of one statement; what follows in more ways follows in one of these.
  private static final int MOST_WAYS = 256;

  private static final int MOST_STATEMENTS = 200_000;

  private record Fact(int subject, int predicate, int object) {}

  /// One way in which a rule gives a statement.
  private static final class Way {
    private final Entry conclusion;
    private final Rule rule;
    private final List<Entry> premises;
    private int open;

    Way(Entry conclusion, Rule rule, List<Entry> premises) {
      this.conclusion = conclusion;
      this.rule = rule;
      this.premises = premises;
    }
  }

  private static final class Entry {
    private final Fact fact;
    private final boolean isSaid;
    private final List<Way> serves = new ArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private long cost = Long.MAX_VALUE;
    private boolean isDone;
    private @Nullable Way best;

    Entry(Fact fact, boolean isSaid) {
      this.fact = fact;
      this.isSaid = isSaid;
    }
  }

  private record Offer(long cost, Entry entry, @Nullable Way way) {}

  private final Engine engine;
  private final Evaluation evaluation;
  private final Map<Fact, Entry> entries = new HashMap<>();

  Proofs(Engine engine, Evaluation evaluation) {
    this.engine = engine;
    this.evaluation = evaluation;
  }

  /// @return empty when it is not known, or no proof lies within the bounds
  Optional<Proof> of(int subject, int predicate, int object) {
    Fact goal = new Fact(subject, predicate, object);
    if (!engine.isKnown(subject, predicate, object)) {
      return Optional.empty();
    }
    Entry root = entry(goal);
    List<Entry> level = List.of(root);
    for (int depth = 1; ; depth++) {
      Set<Entry> next = new LinkedHashSet<>();
      for (Entry each : level) {
        if (!each.isSaid) {
          expand(each, next);
        }
      }
      settle();
      if (root.cost <= depth + 1 || next.isEmpty() || entries.size() > MOST_STATEMENTS) {
        break;
      }
      level = List.copyOf(next);
    }
    return root.isDone ? Optional.of(proof(root, new HashMap<>())) : Optional.empty();
  }

  private Entry entry(Fact fact) {
    return entries.computeIfAbsent(
        fact, key -> new Entry(key, engine.isSaid(key.subject, key.predicate, key.object)));
  }

  private void expand(Entry entry, Set<Entry> next) {
    Fact fact = entry.fact;
    engine.rows(
        evaluation,
        fact.subject,
        fact.predicate,
        fact.object,
        (plan, values) -> {
          List<Entry> premises = new ArrayList<>();
          for (Part part : plan.source().body()) {
            if (part instanceof Part.Atom atom) {
              Fact premise =
                  new Fact(
                      term(plan, values, atom.subject()),
                      term(plan, values, atom.predicate()),
                      term(plan, values, atom.object()));
              if (premise.equals(fact)) {
                return false;
              }
              boolean isNew = !entries.containsKey(premise);
              Entry found = entry(premise);
              if (isNew) {
                next.add(found);
              }
              if (!premises.contains(found)) {
                premises.add(found);
              }
            }
          }
          Way way = new Way(entry, plan.source(), premises);
          entry.ways.add(way);
          premises.forEach(premise -> premise.serves.add(way));
          return entry.ways.size() >= MOST_WAYS;
        });
  }

  private int term(Plan plan, int[] values, Node term) {
    int slot = term.isVariable() ? plan.variables().indexOf(term) : -1;
    return slot >= 0 ? values[slot] : engine.representative(engine.number(term));
  }

  private void settle() {
    PriorityQueue<Offer> offers =
        new PriorityQueue<>((one, other) -> Long.compare(one.cost, other.cost));
    for (Entry entry : entries.values()) {
      entry.cost = Long.MAX_VALUE;
      entry.isDone = false;
      entry.best = null;
      if (entry.isSaid) {
        offers.add(new Offer(1, entry, null));
      }
      for (Way way : entry.ways) {
        way.open = way.premises.size();
        if (way.open == 0) {
          offers.add(new Offer(1, entry, way));
        }
      }
    }
    while (!offers.isEmpty()) {
      Offer offer = offers.poll();
      Entry entry = offer.entry;
      if (entry.isDone) {
        continue;
      }
      entry.isDone = true;
      entry.cost = offer.cost;
      entry.best = offer.way;
      for (Way way : entry.serves) {
        if (--way.open == 0 && !way.conclusion.isDone) {
          long cost = 1;
          for (Entry premise : way.premises) {
            cost += premise.cost;
          }
          offers.add(new Offer(cost, way.conclusion, way));
        }
      }
    }
  }

  private Proof proof(Entry entry, Map<Fact, Proof> made) {
    Proof known = made.get(entry.fact);
    if (known != null) {
      return known;
    }
    Triple statement =
        Triple.create(
            engine.terms().node(entry.fact.subject),
            engine.terms().node(entry.fact.predicate),
            engine.terms().node(entry.fact.object));
    Way way = entry.best;
    Proof proof =
        way == null
            ? Proof.said(statement)
            : new Proof(
                statement,
                way.rule.name(),
                way.premises.stream().map(premise -> proof(premise, made)).toList());
    made.put(entry.fact, proof);
    return proof;
  }
}
