package org.lacis.validate.shacl;

import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.engine.constraint.CardinalityConstraint;
import org.apache.jena.shacl.engine.constraint.ConstraintTerm;
import org.apache.jena.shacl.engine.constraint.QualifiedValueShape;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.Shape;
import org.jspecify.annotations.Nullable;

/// One constraint of a shape, by what it has to read.
sealed interface Check {
  /// Asks each value for itself (`sh:datatype`, `sh:nodeKind`, ranges, lengths, `sh:pattern`,
  /// `sh:languageIn`, `sh:in`): what was answered once for a term is not asked again.
  ///
  /// @param slot of the memory
  /// @param byType whether values that the store keeps in their numbers all fare alike that have
  ///   one datatype
  record Term(ConstraintTerm constraint, int slot, boolean byType) implements Check {}

  /// `sh:minCount` and `sh:maxCount`; -1 where there is no such bound.
  record Count(CardinalityConstraint constraint, int least, int most) implements Check {}

  /// `sh:class`.
  record Instance(Constraint constraint, ClassTest test) implements Check {}

  record HasValue(Constraint constraint, Constant value) implements Check {}

  record Equal(Constraint constraint, Constant predicate) implements Check {}

  record Disjoint(Constraint constraint, Constant predicate) implements Check {}

  /// `sh:lessThan` and, with `orEqual`, `sh:lessThanOrEquals`.
  record Less(Constraint constraint, Constant predicate, boolean orEqual) implements Check {}

  record UniqueLanguage(Constraint constraint) implements Check {}

  /// @param allowed properties of the shape and those it ignores
  /// @param slot its place among such constraints
  record Closed(Constraint constraint, Set<Constant> allowed, int slot) implements Check {}

  /// How many of some shapes a value has to conform to.
  enum Quantity {
    NONE,
    ONE,
    ANY,
    ALL
  }

  /// `sh:not`, `sh:xone`, `sh:or`, and `sh:and` or `sh:node`.
  record Logic(Constraint constraint, Quantity quantity, List<ShapePlan> shapes) implements Check {}

  /// `sh:qualifiedValueShape`.
  ///
  /// @param siblings shapes that a value must not conform to, to be counted
  record Qualified(QualifiedValueShape constraint, ShapePlan shape, List<ShapePlan> siblings)
      implements Check {}

  /// What is left to jena-shacl: constraints in SPARQL.
  ///
  /// @param source the node of the constraint, where it has one of its own
  /// @param predicates what the query reads; empty when it may read anything
  record Foreign(
      Constraint constraint, Shape shape, @Nullable Node source, Set<Constant> predicates)
      implements Check {}
}
