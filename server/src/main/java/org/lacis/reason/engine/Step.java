package org.lacis.reason.engine;

import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.lacis.geometry.Relation;

/// One step of a plan. A number that names a term is the place of a variable, or below zero the
/// complement of a constant.
sealed interface Step {
  /// All new statements of the relation that the plan runs over, one after the other.
  ///
  /// @param isSubject whether the subject is known by then; likewise the object
  /// @param loop whether subject and object are one variable that is not yet known
  record Delta(int subject, int object, boolean isSubject, boolean isObject, boolean loop)
      implements Step {}

  /// The statements that match a pattern.
  ///
  /// @param ofClass whether the relation is one of things in a class, which is then the key
  /// @param key the property or the class
  /// @param isKey whether the key is known by then; likewise subject and object
  record Match(
      boolean ofClass,
      int key,
      int subject,
      int object,
      boolean isKey,
      boolean isSubject,
      boolean isObject,
      boolean loop)
      implements Step {}

  /// Goes on when two terms differ.
  record Different(int one, int other) implements Step {}

  /// Goes on when a condition holds.
  record Test(Expr condition) implements Step {}

  /// Goes on with terms whose geometries may meet that of a known one.
  record Near(int known, int open) implements Step {}

  /// Goes on when a relation holds between two geometries.
  record Related(Relation relation, int one, int other) implements Step {}

  /// Goes on with a value.
  ///
  /// @param isKnown whether the variable has a value, which must be the same
  record Assign(Var variable, int slot, Expr value, boolean isKnown) implements Step {}

  /// Goes on when a plan within finds nothing.
  record Not(List<Step> steps) implements Step {
    public Not {
      steps = List.copyOf(steps);
    }
  }
}
