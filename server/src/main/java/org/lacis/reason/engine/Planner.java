package org.lacis.reason.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;

/// Puts the parts of a body in order.
///
/// What an ontology says is little, so it is asked as soon as it hangs on something known, and
/// before the data are gone through: a rule over any property then costs one look-up for each
/// property that no axiom names.
final class Planner {
  private final Terms terms;
  private final Map<Var, Integer> slots = new LinkedHashMap<>();
  private final Set<Var> bound = new HashSet<>();
  private final List<Step> steps = new ArrayList<>();

  private Planner(Terms terms) {
    this.terms = terms;
  }

  /// A plan over new statements that match one atom of the body.
  static Plan over(int number, Rule rule, Part.Atom atom, Terms terms) {
    Planner planner = new Planner(terms);
    List<Part> rest = new ArrayList<>(rule.body());
    rest.remove(atom);
    boolean ofClass = isType(atom);
    Node key = ofClass ? atom.object() : atom.predicate();
    int place = planner.slot(key);
    Plan.Given given;
    if (Var.isVar(key)) {
      given = ofClass ? Plan.Given.ANY_CLASS : Plan.Given.ANY_PROPERTY;
      planner.bound.add(Var.alloc(key));
    } else {
      given = ofClass ? Plan.Given.CLASS : Plan.Given.PROPERTY;
    }
    planner.order(rest, atom);
    return planner.plan(number, rule, given, place);
  }

  /// A plan for one statement of the head that is known.
  static Plan of(int number, Rule rule, Part.Atom head, Terms terms) {
    Planner planner = new Planner(terms);
    planner.slot(head.subject());
    planner.slot(head.predicate());
    planner.slot(head.object());
    planner.bound.addAll(head.variables());
    planner.order(new ArrayList<>(rule.body()), null);
    Plan all = planner.plan(number, rule, Plan.Given.HEAD, 0);
    int[][] one = {planner.place(head, rule)};
    return new Plan(number, rule, all.given(), 0, all.variables(), all.steps(), one);
  }

  /// A plan for which nothing is known.
  static Plan whole(int number, Rule rule, Terms terms) {
    Planner planner = new Planner(terms);
    planner.order(new ArrayList<>(rule.body()), null);
    return planner.plan(number, rule, Plan.Given.NOTHING, 0);
  }

  private Plan plan(int number, Rule rule, Plan.Given given, int key) {
    int[][] heads = rule.head().stream().map(head -> place(head, rule)).toArray(int[][]::new);
    return new Plan(
        number, rule, given, key, List.copyOf(slots.keySet()), steps.toArray(Step[]::new), heads);
  }

  private int[] place(Part.Atom head, Rule rule) {
    return new int[] {
      slot(head.subject()),
      slot(head.predicate()),
      slot(head.object()),
      mayBeLiteral(head.subject(), rule) ? 1 : 0
    };
  }

  /// Whether a rule may put a literal in the place of a subject: what is a subject in its body, or
  /// a property, is none.
  private static boolean mayBeLiteral(Node subject, Rule rule) {
    return rule.body().stream()
        .noneMatch(part ->
            part instanceof Part.Atom atom
                && (atom.subject().equals(subject) || atom.predicate().equals(subject)));
  }

  static boolean isType(Part.Atom atom) {
    return atom.predicate().equals(NodeConst.nodeRDFType);
  }

  private int slot(Node term) {
    return Var.isVar(term)
        ? slots.computeIfAbsent(Var.alloc(term), _ -> slots.size())
        : ~terms.of(term);
  }

  private boolean isBound(Node term) {
    return !Var.isVar(term) || bound.contains(Var.alloc(term));
  }

  private void order(List<Part> rest, Part.@org.jspecify.annotations.Nullable Atom given) {
    Part.Atom delta = given;
    while (!rest.isEmpty() || delta != null) {
      Part best = null;
      int least = delta == null ? Integer.MAX_VALUE : 4;
      for (Part part : rest) {
        int cost = cost(part);
        if (cost < least) {
          best = part;
          least = cost;
        }
      }
      if (best == null && delta != null) {
        scan(delta);
        delta = null;
      } else if (best == null) {
        throw new IllegalStateException("nothing binds the variables of " + rest);
      } else {
        rest.remove(best);
        boolean isOpen = best instanceof Part.Related && !bound.containsAll(best.variables());
        add(best);
        if (isOpen) {
          // What may be near is held against the other patterns before it is measured.
          rest.add(best);
        }
      }
    }
  }

  /// The smaller, the sooner; what cannot be done yet is no less than the greatest number.
  private int cost(Part part) {
    return switch (part) {
      case Part.Atom atom -> cost(atom);
      case Part.Different different ->
          isBound(different.one()) && isBound(different.other()) ? 0 : Integer.MAX_VALUE;
      case Part.Test test -> bound.containsAll(test.variables()) ? 1 : Integer.MAX_VALUE;
      case Part.Assign assign -> bound.containsAll(assign.variables()) ? 1 : Integer.MAX_VALUE;
      case Part.Related related -> {
        boolean isOne = isBound(related.one());
        boolean isOther = isBound(related.other());
        yield isOne && isOther
            ? 12
            : (isOne || isOther) && related.relation().needsContact() ? 15 : Integer.MAX_VALUE;
      }
      // What stands within alone is asked for within; the rest must be known, and is by the end.
      case Part.Not not -> bound.containsAll(not.variables()) ? 2 : Integer.MAX_VALUE - 1;
    };
  }

  private int cost(Part.Atom atom) {
    Node key = isType(atom) ? atom.object() : atom.predicate();
    boolean isSubject = isBound(atom.subject());
    boolean isObject = isBound(atom.object());
    if (!isBound(key)) {
      return isSubject || (isObject && !isType(atom)) ? 50 : 100;
    }
    boolean all = isSubject && isObject;
    if (isSmall(atom)) {
      boolean hangs = isSubject || (isObject && !isType(atom));
      return all ? 1 : hangs ? 3 : 20;
    }
    return all ? 2 : isSubject ? 10 : isObject && !isType(atom) ? 11 : 30;
  }

  /// Whether only axioms match it.
  static boolean isSmall(Part.Atom atom) {
    Node key = isType(atom) ? atom.object() : atom.predicate();
    if (!key.isURI()) {
      return false;
    }
    String iri = key.getURI();
    boolean ofOwl =
        iri.startsWith(OWL.NS)
            && !key.equals(OWL.Thing.asNode())
            && !key.equals(OWL.sameAs.asNode())
            && !key.equals(OWL.differentFrom.asNode());
    boolean ofRdfs =
        iri.startsWith(RDFS.getURI())
            && !key.equals(RDFS.label.asNode())
            && !key.equals(RDFS.comment.asNode());
    return ofOwl || ofRdfs || iri.startsWith(RDF.getURI()) || iri.startsWith(Engine.STEP);
  }

  private void scan(Part.Atom atom) {
    boolean isSubject = isBound(atom.subject());
    boolean isObject = isBound(atom.object());
    boolean loop = Var.isVar(atom.subject()) && !isSubject && atom.subject().equals(atom.object());
    steps.add(new Step.Delta(slot(atom.subject()), slot(atom.object()), isSubject, isObject, loop));
    bound.addAll(atom.variables());
  }

  private void add(Part part) {
    switch (part) {
      case Part.Atom atom -> match(atom);
      case Part.Different different ->
          steps.add(new Step.Different(slot(different.one()), slot(different.other())));
      case Part.Related related -> {
        boolean isOne = isBound(related.one());
        boolean isOther = isBound(related.other());
        int one = slot(related.one());
        int other = slot(related.other());
        steps.add(
            isOne && isOther
                ? new Step.Related(related.relation(), one, other)
                : new Step.Near(isOne ? one : other, isOne ? other : one));
        bound.addAll(related.variables());
      }
      case Part.Test test -> steps.add(new Step.Test(test.condition()));
      case Part.Assign assign -> {
        boolean isKnown = !bound.add(assign.variable());
        steps.add(
            new Step.Assign(assign.variable(), slot(assign.variable()), assign.value(), isKnown));
      }
      case Part.Not not -> {
        Planner within = new Planner(terms);
        within.slots.putAll(slots);
        within.bound.addAll(bound);
        within.order(new ArrayList<>(not.parts()), null);
        // Places of variables within come after those of the rule, which may still grow.
        within.slots.keySet().forEach(this::slot);
        steps.add(new Step.Not(within.steps));
      }
    }
  }

  private void match(Part.Atom atom) {
    boolean ofClass = isType(atom);
    Node key = ofClass ? atom.object() : atom.predicate();
    boolean isKey = isBound(key);
    if (Var.isVar(key)) {
      bound.add(Var.alloc(key));
    }
    boolean isSubject = isBound(atom.subject());
    boolean isObject = isBound(atom.object());
    boolean loop = Var.isVar(atom.subject()) && !isSubject && atom.subject().equals(atom.object());
    steps.add(
        new Step.Match(
            ofClass,
            slot(key),
            slot(atom.subject()),
            slot(atom.object()),
            isKey,
            isSubject,
            isObject,
            loop));
    bound.addAll(atom.variables());
  }
}
