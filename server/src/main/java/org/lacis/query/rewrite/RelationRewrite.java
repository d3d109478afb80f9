package org.lacis.query.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.ExprList;
import org.lacis.geometry.Relation;
import org.lacis.vocabulary.Geo;

/// Topological properties between features and geometries, answered from their shapes.
///
/// `?x geo:sfWithin ?y` holds where it is said, and where the function of the same name holds of
/// two geometry literals that `?x` and `?y` lead to: a geometry by `geo:asWKT`, `geo:asGML`,
/// `geo:asGeoJSON`, `geo:asKML`; a feature by `geo:hasDefaultGeometry` and, where it has none, by
/// `geo:hasGeometry`. The object may also be a geometry literal itself.
///
/// A pattern with such properties, of quads or triples, becomes
///
/// ```
/// (once (the variables of the pattern)
///   (union
///     (quadpattern …the other triples… ?x geo:sfWithin ?y)
///     (filter (geof:sfWithin ?.shape0 ?.shape1)
///       (quadpattern …the other triples…
///         ?x geo:asWKT ?.shape0 . ?y geo:asWKT ?.shape1))
///     (filter (geof:sfWithin ?.shape2 ?.shape3)
///       (quadpattern …the other triples…
///         ?x geo:hasDefaultGeometry ?.geometry1 . ?.geometry1 geo:asWKT ?.shape2 .
///         ?y geo:asWKT ?.shape3))
///     …))
/// ```
///
/// one branch for each pair of ways (with `FILTER NOT EXISTS { ?x geo:hasDefaultGeometry … }` in a
/// branch through `geo:hasGeometry` where the data know both), none for ways that the data do not
/// have; a single branch stands without `union`, and conditions of a FILTER over the pattern join
/// those of each branch. Every branch is a FILTER over one pattern, which is what the planner of
/// spatial conditions takes; [OpOnce] is exact because a basic graph pattern has no solution twice.
/// Several such properties in one pattern multiply their branches, up to a bound, beyond which the
/// patterns follow each other.
///
/// The properties of Jena's users (`spatial:nearby`, see [SpatialProperty]) become the same, with
/// one way, without what is said, and with a condition such as `geof:metricDistance(?.shape0,
/// spatialF:convertLatLon(45.7, 4.8)) <= 10.0 * 1000`; their limit counts the answers of the whole
/// pattern.
///
/// It runs on the optimised algebra, before spatial conditions are planned. Property paths and
/// variable predicates are left alone; they find what is said.
public final class RelationRewrite extends TransformCopy {
  private static final int MOST_BRANCHES = 64;

  private final Facts facts;
  private final Fresh fresh = new Fresh();

  private RelationRewrite(Facts facts) {
    this.facts = facts;
  }

  /// The operation with its topological properties rewritten; the same object where it has none,
  /// and then the data are not asked.
  public static Op apply(Op op, Facts facts) {
    // what SERVICE asks is for the one who is asked to read
    return Transformer.transformSkipService(new RelationRewrite(facts), op);
  }

  private static Optional<Relation> relation(Triple triple) {
    Node predicate = triple.getPredicate();
    return predicate.isURI() && predicate.getURI().startsWith(Geo.NS)
        ? Relation.of(predicate.getURI())
        : Optional.empty();
  }

  @Override
  public Op transform(OpBGP op) {
    return rewritten(op, op.getPattern(), OpBGP::new);
  }

  @Override
  public Op transform(OpQuadPattern op) {
    Node graph = op.getGraphNode();
    return rewritten(op, op.getBasicPattern(), pattern -> new OpQuadPattern(graph, pattern));
  }

  /// Conditions on what a pattern binds are conditions of each of its branches.
  @Override
  public Op transform(OpFilter op, Op sub) {
    boolean inside =
        sub instanceof OpOnce once
            && once.variables().containsAll(op.getExprs().getVarsMentioned())
            && !(once.sub() instanceof OpSequence || once.sub() instanceof OpSlice);
    return inside
        ? ((OpOnce) sub).over(narrowed(((OpOnce) sub).sub(), op.getExprs()))
        : super.transform(op, sub);
  }

  private static Op narrowed(Op op, ExprList conditions) {
    return op instanceof OpUnion union
        ? OpUnion.create(
            narrowed(union.getLeft(), conditions), narrowed(union.getRight(), conditions))
        : OpFilter.filterBy(conditions, op);
  }

  private Op rewritten(Op op, BasicPattern pattern, Function<BasicPattern, Op> matching) {
    List<Triple> plain = new ArrayList<>();
    List<List<Alternative>> computed = new ArrayList<>();
    List<SpatialProperty> spatial = new ArrayList<>();
    for (Triple triple : pattern) {
      Optional<SpatialProperty> use = SpatialProperty.of(triple, pattern);
      if (use.isPresent()) {
        spatial.add(use.orElseThrow());
        computed.add(alternatives(triple.getSubject(), use.orElseThrow(), matching));
      } else if (relation(triple).isPresent()) {
        computed.add(alternatives(triple, matching));
      } else {
        plain.add(triple);
      }
    }
    if (computed.isEmpty()) {
      return op;
    }
    spatial.forEach(use -> plain.removeAll(use.list()));
    Op all = new OpOnce(steps(plain, computed, matching), List.copyOf(OpVars.visibleVars(op)));
    OptionalLong limit = spatial.stream().flatMapToLong(use -> use.limit().stream()).min();
    return limit.isEmpty()
        ? all
        : new OpOnce(
            new OpSlice(all, Query.NOLIMIT, limit.getAsLong()),
            List.copyOf(OpVars.visibleVars(op)));
  }

  private static Op steps(
      List<Triple> plain, List<List<Alternative>> computed, Function<BasicPattern, Op> matching) {
    OpSequence steps = OpSequence.create();
    List<Alternative> branches = List.of(new Alternative(plain, List.of()));
    for (List<Alternative> ways : computed) {
      if (branches.size() * ways.size() > MOST_BRANCHES) {
        steps.add(union(branches, matching));
        branches = List.of(Alternative.of());
      }
      branches = product(branches, ways);
    }
    steps.add(union(branches, matching));
    return steps.size() == 1 ? steps.get(0) : steps;
  }

  private List<Alternative> alternatives(
      Node subject, SpatialProperty use, Function<BasicPattern, Op> matching) {
    return new Shapes(facts, fresh, matching)
        .of(subject).stream()
            .map(way -> way.alternative().where(use.condition(way.literal())))
            .toList();
  }

  private List<Alternative> alternatives(Triple triple, Function<BasicPattern, Op> matching) {
    Relation relation = relation(triple).orElseThrow();
    List<Alternative> alternatives = new ArrayList<>();
    if (facts.any(Node.ANY, triple.getPredicate())) {
      alternatives.add(Alternative.of(triple));
    }
    Shapes shapes = new Shapes(facts, fresh, matching);
    for (Shapes.Way from : shapes.of(triple.getSubject())) {
      for (Shapes.Way to : shapes.of(triple.getObject())) {
        ExprList arguments = new ExprList(List.of(from.literal(), to.literal()));
        alternatives.add(
            from.alternative()
                .and(to.alternative())
                .where(new E_Function(relation.functionIri(), arguments)));
      }
    }
    return alternatives;
  }

  private static List<Alternative> product(List<Alternative> some, List<Alternative> others) {
    return some.stream().flatMap(one -> others.stream().map(one::and)).toList();
  }

  private static Op union(List<Alternative> branches, Function<BasicPattern, Op> matching) {
    return branches.stream()
        .map(branch -> op(branch, matching))
        .reduce(OpUnion::create)
        .orElse(OpTable.empty());
  }

  private static Op op(Alternative branch, Function<BasicPattern, Op> matching) {
    Op patterns = matching.apply(BasicPattern.wrap(branch.patterns()));
    return branch.conditions().isEmpty()
        ? patterns
        : OpFilter.filterBy(new ExprList(branch.conditions()), patterns);
  }
}
