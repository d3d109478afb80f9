package org.lacis.validate.shacl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementAssign;
import org.apache.jena.sparql.syntax.ElementBind;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementMinus;
import org.apache.jena.sparql.syntax.ElementOptional;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementUnion;
import org.jspecify.annotations.Nullable;

/// Which predicates the answer of a constraint in SPARQL can depend on.
final class QueryReads {
  /// Predicates that are functions of Jena, and read what they like.
  private static final List<String> FUNCTIONS =
      List.of("http://jena.apache.org/", "http://jena.hpl.hp.com/", "java:");

  private final Set<Node> predicates = new HashSet<>();
  private boolean anything;

  private final @Nullable Path shapePath;

  private QueryReads(@Nullable Path shapePath) {
    this.shapePath = shapePath;
  }

  /// @param path of the property shape, which stands for `$PATH`
  /// @return empty when the answer may depend on anything, or when the query reads nothing
  static Set<Node> predicates(Query query, @Nullable Path path) {
    QueryReads reads = new QueryReads(path);
    reads.query(query);
    return reads.anything ? Set.of() : Set.copyOf(reads.predicates);
  }

  private void query(Query query) {
    query.getProject().forEachVarExpr((_, expr) -> expression(expr));
    query.getGroupBy().forEachVarExpr((_, expr) -> expression(expr));
    query.getHavingExprs().forEach(this::expression);
    query.getAggregators().forEach(this::expression);
    if (query.getOrderBy() != null) {
      for (SortCondition condition : query.getOrderBy()) {
        expression(condition.getExpression());
      }
    }
    if (query.getQueryPattern() != null) {
      element(query.getQueryPattern());
    }
  }

  private void element(Element element) {
    switch (element) {
      case ElementGroup group -> group.getElements().forEach(this::element);
      case ElementPathBlock block -> block.patternElts().forEachRemaining(this::triple);
      case ElementFilter filter -> expression(filter.getExpr());
      case ElementBind bind -> expression(bind.getExpr());
      case ElementAssign assign -> expression(assign.getExpr());
      case ElementOptional optional -> element(optional.getOptionalElement());
      case ElementUnion union -> union.getElements().forEach(this::element);
      case ElementMinus minus -> element(minus.getMinusElement());
      case ElementSubQuery sub -> query(sub.getQuery());
      case ElementData _ -> {}
      default -> anything = true;
    }
  }

  private void triple(TriplePath triple) {
    if (triple.isTriple()) {
      Node predicate = triple.getPredicate();
      if (predicate.isURI() && FUNCTIONS.stream().noneMatch(predicate.getURI()::startsWith)) {
        predicates.add(predicate);
      } else if (predicate.isVariable()
          && predicate.getName().equals("PATH")
          && shapePath != null) {
        anything |= path(shapePath);
      } else {
        anything = true;
      }
    } else {
      // What a path of no steps finds are all terms there are, unless it begins somewhere.
      boolean begins = begins(triple.getSubject()) || begins(triple.getObject());
      anything |= path(triple.getPath()) && !begins;
    }
  }

  private static boolean begins(Node node) {
    return node.isConcrete() || (node.isVariable() && node.getName().equals("this"));
  }

  /// @return whether no step at all will do
  private boolean path(Path path) {
    return switch (path) {
      case P_Link link -> {
        predicates.add(link.getNode());
        yield false;
      }
      case P_ReverseLink link -> {
        predicates.add(link.getNode());
        yield false;
      }
      case P_Inverse inverse -> path(inverse.getSubPath());
      case P_Seq seq -> {
        boolean first = path(seq.getLeft());
        boolean second = path(seq.getRight());
        yield first && second;
      }
      case P_Alt alt -> {
        boolean one = path(alt.getLeft());
        boolean other = path(alt.getRight());
        yield one || other;
      }
      case P_OneOrMore1 more -> path(more.getSubPath());
      case P_ZeroOrMore1 more -> {
        path(more.getSubPath());
        yield true;
      }
      case P_ZeroOrOne one -> {
        path(one.getSubPath());
        yield true;
      }
      default -> {
        anything = true;
        yield true;
      }
    };
  }

  private void expression(Expr expression) {
    switch (expression) {
      case null -> {}
      case NodeValue _ -> {}
      case ExprVar _ -> {}
      case ExprAggregator aggregator -> {
        if (aggregator.getAggregator().getExprList() != null) {
          aggregator.getAggregator().getExprList().forEach(this::expression);
        }
      }
      case ExprFunctionOp exists -> element(exists.getElement());
      case ExprFunction function -> function.getArgs().forEach(this::expression);
      default -> anything = true;
    }
  }
}
