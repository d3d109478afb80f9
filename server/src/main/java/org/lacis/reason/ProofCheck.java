package org.lacis.reason;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.function.FunctionEnvBase;
import org.lacis.reason.engine.Proof;
import org.lacis.reason.engine.Relating;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;

/// Checks a proof step by step, knowing only the rules and what was said: nothing of the engine
/// that found it.
public final class ProofCheck {
  private final RuleBook rules;
  private final Predicate<Triple> isSaid;

  public ProofCheck(RuleBook rules, Predicate<Triple> isSaid) {
    this.rules = rules;
    this.isSaid = isSaid;
  }

  /// Whether every leaf was said, every step is an instance of the rule that it names, and nothing
  /// rests on itself.
  public boolean holds(Proof proof) {
    return holds(proof, new ArrayList<>(), new HashSet<>());
  }

  private boolean holds(Proof proof, List<Triple> above, Set<Triple> checked) {
    if (above.contains(proof.statement())) {
      return false;
    }
    if (checked.contains(proof.statement())) {
      return true;
    }
    if (proof.isSaid()) {
      return proof.premises().isEmpty() && isSaid.test(proof.statement());
    }
    if (rules.rules().stream().noneMatch(rule -> isStep(rule, proof))) {
      return false;
    }
    above.add(proof.statement());
    boolean all = proof.premises().stream().allMatch(premise -> holds(premise, above, checked));
    above.removeLast();
    if (all) {
      checked.add(proof.statement());
    }
    return all;
  }

  private static boolean isStep(Rule rule, Proof proof) {
    if (!rule.name().equals(proof.rule())) {
      return false;
    }
    List<Triple> premises = proof.premises().stream().map(Proof::statement).toList();
    List<Part.Atom> body = new ArrayList<>();
    rule.body()
        .forEach(part -> {
          if (part instanceof Part.Atom atom) {
            body.add(atom);
          }
        });
    for (Part.Atom head : rule.head()) {
      Map<Var, Node> values = new HashMap<>();
      if (matches(head, proof.statement(), values) && fits(body, 0, premises, values, rule)) {
        return true;
      }
    }
    return false;
  }

  /// Each pattern has a premise that it matches.
  private static boolean fits(
      List<Part.Atom> body, int at, List<Triple> premises, Map<Var, Node> values, Rule rule) {
    if (at == body.size()) {
      return rule.body().stream().allMatch(part -> passes(part, values));
    }
    for (Triple premise : premises) {
      Map<Var, Node> more = new HashMap<>(values);
      if (matches(body.get(at), premise, more) && fits(body, at + 1, premises, more, rule)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(Part part, Map<Var, Node> values) {
    return switch (part) {
      case Part.Atom _ -> true;
      case Part.Different different ->
          !value(different.one(), values).equals(value(different.other(), values));
      case Part.Related related ->
          Relating.holds(
              related.relation(), value(related.one(), values), value(related.other(), values));
      case Part.Test test ->
          test.condition().isSatisfied(binding(values), new FunctionEnvBase(ARQ.getContext()));
      // What a variable was given shows in the head.
      case Part.Assign _ -> true;
      case Part.Not _ -> false;
    };
  }

  private static Node value(Node term, Map<Var, Node> values) {
    return term.isVariable() ? values.getOrDefault(Var.alloc(term), term) : term;
  }

  private static Binding binding(Map<Var, Node> values) {
    BindingBuilder binding = Binding.builder();
    values.forEach(binding::add);
    return binding.build();
  }

  private static boolean matches(Part.Atom atom, Triple statement, Map<Var, Node> values) {
    return matches(atom.subject(), statement.getSubject(), values)
        && matches(atom.predicate(), statement.getPredicate(), values)
        && matches(atom.object(), statement.getObject(), values);
  }

  private static boolean matches(Node pattern, Node term, Map<Var, Node> values) {
    if (!pattern.isVariable()) {
      return pattern.equals(term);
    }
    Node known = values.putIfAbsent(Var.alloc(pattern), term);
    return known == null || known.equals(term);
  }
}
