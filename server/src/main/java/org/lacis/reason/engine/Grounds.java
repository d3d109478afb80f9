package org.lacis.reason.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.reason.rule.Part;

/// Looks for short proofs of statements that may be leaving, down to what is still said: what has
/// one stays, and nothing that rests on it need be looked at (after Motik, Nenov, Piro and
/// Horrocks, "Incremental Update of Datalog Materialisation: the Backward/Forward Algorithm",
/// 2015). A proof that ends in what is said rests on nothing that leaves, whatever else is on its
/// way out.
///
/// Good for one taking away; statements of terms that are equal to others are left alone.
final class Grounds {
  /// Steps of a proof, one above the other. What has longer ones only is taken out and comes back.
  private static final int DEPTH = 3;

  /// Ways that are tried of a statement.
  private static final int WAYS = 16;

  /// Statements looked at; the rest is taken out and comes back if it follows.
  private static final int MOST = 50_000;

  private record Fact(int subject, int predicate, int object) {}

  private final Engine engine;
  private final Evaluation evaluation;
  private final Set<Fact> proved = new HashSet<>();

  /// By how many steps there is no proof.
  private final Map<Fact, Integer> unproved = new HashMap<>();

  private int tried;

  Grounds(Engine engine, Evaluation evaluation) {
    this.engine = engine;
    this.evaluation = evaluation;
  }

  /// Whether there is a short proof.
  boolean hold(int subject, int predicate, int object) {
    return hold(new Fact(subject, predicate, object), DEPTH);
  }

  private boolean hold(Fact fact, int depth) {
    if (isSaid(fact) || proved.contains(fact)) {
      return true;
    }
    if (!isAlone(fact)) {
      return false;
    }
    if (depth == 0 || tried >= MOST || unproved.getOrDefault(fact, 0) >= depth) {
      return false;
    }
    tried++;
    for (List<Fact> premises : ways(fact)) {
      if (premises.stream().allMatch(premise -> hold(premise, depth - 1))) {
        proved.add(fact);
        return true;
      }
    }
    unproved.put(fact, depth);
    return false;
  }

  /// Whether it was said in these very terms: what was said of equal ones is not the same any more
  /// when they are taken apart.
  private boolean isSaid(Fact fact) {
    return isAlone(fact) && engine.isSaid(fact.subject, fact.predicate, fact.object);
  }

  private boolean isAlone(Fact fact) {
    return engine.isAlone(fact.subject)
        && engine.isAlone(fact.predicate)
        && engine.isAlone(fact.object);
  }

  /// The ways in which rules give a statement; those that need least besides what is said first.
  private List<List<Fact>> ways(Fact fact) {
    List<List<Fact>> ways = new ArrayList<>();
    engine.rows(
        evaluation,
        fact.subject,
        fact.predicate,
        fact.object,
        (plan, values) -> {
          List<Fact> premises = new ArrayList<>();
          boolean said = true;
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
              if (!isSaid(premise)) {
                said = false;
                premises.add(premise);
              }
            }
          }
          ways.add(premises);
          return said || ways.size() >= WAYS;
        });
    ways.sort((one, other) -> Integer.compare(one.size(), other.size()));
    return ways;
  }

  private int term(Plan plan, int[] values, Node term) {
    int slot = term.isVariable() ? plan.variables().indexOf(term) : -1;
    return slot >= 0 ? values[slot] : engine.representative(engine.number(term));
  }
}
