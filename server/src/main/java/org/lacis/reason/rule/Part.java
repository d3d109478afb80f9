package org.lacis.reason.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.lacis.geometry.Relation;

/// One part of the body of a rule. Immutable.
public sealed interface Part {
  /// A pattern of a statement; terms or variables ([Var]).
  record Atom(Node subject, Node predicate, Node object) implements Part {
    @Override
    public Set<Var> variables() {
      Set<Var> variables = new LinkedHashSet<>();
      for (Node term : List.of(subject, predicate, object)) {
        if (Var.isVar(term)) {
          variables.add(Var.alloc(term));
        }
      }
      return variables;
    }

    @Override
    public String toString() {
      return subject + " " + predicate + " " + object;
    }
  }

  /// Two terms that are not the same, nor known to be equal.
  record Different(Node one, Node other) implements Part {
    @Override
    public Set<Var> variables() {
      return new Atom(one, other, other).variables();
    }
  }

  /// A condition on what is bound.
  record Test(Expr condition) implements Part {
    @Override
    public Set<Var> variables() {
      return condition.getVarsMentioned();
    }
  }

  /// A variable that gets a value; a value in error makes the rule not apply.
  record Assign(Var variable, Expr value) implements Part {
    @Override
    public Set<Var> variables() {
      return value.getVarsMentioned();
    }
  }

  /// A relation between the geometries that two terms are; literals or variables.
  record Related(Relation relation, Node one, Node other) implements Part {
    @Override
    public Set<Var> variables() {
      return new Atom(one, other, other).variables();
    }
  }

  /// Parts that match nothing.
  record Not(List<Part> parts) implements Part {
    public Not {
      parts = List.copyOf(parts);
    }

    @Override
    public Set<Var> variables() {
      Set<Var> variables = new LinkedHashSet<>();
      parts.forEach(part -> variables.addAll(part.variables()));
      return variables;
    }
  }

  /// The variables that stand in it.
  Set<Var> variables();
}
