package org.lacis.federate;

import java.util.Set;
import org.apache.jena.sparql.expr.E_BNode;
import org.apache.jena.sparql.expr.E_Call;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_IRI;
import org.apache.jena.sparql.expr.E_IRI2;
import org.apache.jena.sparql.expr.E_IsBlank;
import org.apache.jena.sparql.expr.E_IsTriple;
import org.apache.jena.sparql.expr.E_Now;
import org.apache.jena.sparql.expr.E_Random;
import org.apache.jena.sparql.expr.E_StrUUID;
import org.apache.jena.sparql.expr.E_URI;
import org.apache.jena.sparql.expr.E_URI2;
import org.apache.jena.sparql.expr.E_UUID;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.jspecify.annotations.Nullable;

/// Which conditions a partner may test for us: those of SPARQL itself, which mean the same
/// everywhere. Functions of others, those of GeoSPARQL among them, are tested here, since partners
/// differ in what they make of a shape.
final class Pushable {
  private static final Set<Class<?>> OURS =
      Set.of(
          E_Function.class,
          E_Call.class,
          E_BNode.class,
          E_IRI.class,
          E_IRI2.class,
          E_URI.class,
          E_URI2.class,
          E_IsBlank.class,
          E_IsTriple.class,
          E_Now.class,
          E_Random.class,
          E_UUID.class,
          E_StrUUID.class);

  private Pushable() {}

  /// @param own whether the twin itself is asked, and nobody else: it has the functions we have
  static boolean test(Expr expr, boolean own) {
    return switch (expr) {
      case ExprVar _, NodeValue _ -> true;
      case ExprFunctionOp _, ExprAggregator _ -> false;
      case E_Function function when own ->
          function.getArgs().stream().allMatch(one -> argument(one, own));
      case ExprFunction function ->
          !OURS.contains(function.getClass())
              && function.getArgs().stream().allMatch(one -> argument(one, own));
      default -> false;
    };
  }

  // an argument that may be left out is null in the list
  private static boolean argument(@Nullable Expr expr, boolean own) {
    return expr == null || test(expr, own);
  }
}
