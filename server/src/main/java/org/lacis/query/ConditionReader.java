package org.lacis.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_GreaterThan;
import org.apache.jena.sparql.expr.E_GreaterThanOrEqual;
import org.apache.jena.sparql.expr.E_LessThan;
import org.apache.jena.sparql.expr.E_LessThanOrEqual;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprLib;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.LengthUnit;
import org.lacis.geometry.Relation;
import org.lacis.query.join.Placed;
import org.lacis.query.join.Rule;
import org.lacis.vocabulary.Geo;

/// Finds in the expressions of a FILTER what the spatial index can help with.
///
/// @param known variables that have one value in every row
record ConditionReader(FunctionEnv environment, Map<Var, NodeValue> known) {
  ConditionReader {
    known = Map.copyOf(known);
  }

  private static final String DISTANCE = Geo.FUNCTIONS + "distance";
  private static final String METRIC_DISTANCE = Geo.FUNCTIONS + "metricDistance";

  Optional<Condition> read(Expr expr) {
    return switch (expr) {
      case E_Function function -> relation(function);
      case E_LessThan less -> near(less, less.getArg1(), less.getArg2(), false);
      case E_LessThanOrEqual less -> near(less, less.getArg1(), less.getArg2(), true);
      case E_GreaterThan greater -> near(greater, greater.getArg2(), greater.getArg1(), false);
      case E_GreaterThanOrEqual greater ->
          near(greater, greater.getArg2(), greater.getArg1(), true);
      default -> Optional.empty();
    };
  }

  private Optional<Condition> relation(E_Function function) {
    return Relation.of(function.getFunctionIRI())
        .filter(relation -> relation.functionIri().equals(function.getFunctionIRI()))
        .filter(relation -> relation.needsContact() && function.numArgs() == 2)
        .flatMap(relation -> condition(function, new Rule.Related(relation), function.getArgs()));
  }

  private Optional<Condition> near(
      ExprFunction2 whole, Expr distance, Expr limit, boolean orEqual) {
    NodeValue value = constant(limit);
    if (!(distance instanceof E_Function function) || value == null || !value.isNumber()) {
      return Optional.empty();
    }
    double number = value.getDouble();
    return unit(function)
        .filter(unit -> Rule.searchable(number, unit))
        .flatMap(
            unit -> condition(whole, new Rule.Near(number, unit, orEqual), function.getArgs()));
  }

  /// What a function measures distances in, if it measures any.
  Optional<LengthUnit> unit(E_Function function) {
    if (function.getFunctionIRI().equals(METRIC_DISTANCE) && function.numArgs() == 2) {
      return Optional.of(LengthUnit.METRE);
    }
    if (!function.getFunctionIRI().equals(DISTANCE) || function.numArgs() != 3) {
      return Optional.empty();
    }
    NodeValue unit = constant(function.getArg(3));
    return unit != null && unit.isIRI() ? LengthUnit.of(unit.asNode().getURI()) : Optional.empty();
  }

  private Optional<Condition> condition(Expr whole, Rule rule, List<Expr> arguments) {
    Expr first = arguments.get(0);
    Expr second = arguments.get(1);
    boolean firstVaries = varies(first);
    boolean secondVaries = varies(second);
    if (firstVaries && secondVaries) {
      return first.equals(second)
          ? Optional.empty()
          : Optional.of(new Condition.Pair(whole, rule, first.asVar(), second.asVar()));
    }
    if (firstVaries) {
      return geometry(second)
          .map(value -> new Condition.Fixed(whole, rule, first.asVar(), value, true));
    }
    if (secondVaries) {
      return geometry(first)
          .map(value -> new Condition.Fixed(whole, rule, second.asVar(), value, false));
    }
    return Optional.empty();
  }

  private boolean varies(Expr expr) {
    return expr.isVariable() && !known.containsKey(expr.asVar());
  }

  /// The value of an expression that is the same for every row, or null.
  @Nullable NodeValue constant(Expr expr) {
    if (expr.isVariable()) {
      return known.get(expr.asVar());
    }
    return known.keySet().containsAll(expr.getVarsMentioned()) && ExprLib.isStable(expr)
        ? ExprLib.evalOrNull(expr, values(), environment)
        : null;
  }

  private Binding values() {
    BindingBuilder builder = BindingFactory.builder();
    known.forEach((variable, value) -> builder.add(variable, value.asNode()));
    return builder.build();
  }

  /// The geometry of an expression that is the same for every row.
  Optional<Placed> geometry(Expr expr) {
    NodeValue value = constant(expr);
    return value == null ? Optional.empty() : Placed.of(value.asNode());
  }
}
