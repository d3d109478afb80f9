package org.lacis.query.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.lacis.vocabulary.Geo;

/// The ways from a feature or geometry to its geometry literals.
///
/// A geometry has its serialisations; a feature stands for its default geometry, or, where it names
/// none as default, for its geometries.
final class Shapes {
  private static final List<Node> SERIALISATIONS =
      List.of(Geo.AS_WKT, Geo.AS_GML, Geo.AS_GEOJSON, Geo.AS_KML);

  private final Facts facts;
  private final Fresh fresh;
  private final Function<BasicPattern, Op> matching;

  /// @param matching the operation that matches triples where the query looks for them
  Shapes(Facts facts, Fresh fresh, Function<BasicPattern, Op> matching) {
    this.facts = facts;
    this.fresh = fresh;
    this.matching = matching;
  }

  /// A way to a literal.
  ///
  /// @param alternative what has to match on the way
  /// @param literal the geometry: a variable that the patterns bind, or a literal
  record Way(Alternative alternative, Expr literal) {}

  /// All ways from a term, none where the data have none.
  List<Way> of(Node term) {
    if (term.isLiteral()) {
      Alternative nothing = Alternative.of();
      return List.of(new Way(nothing, NodeValue.makeNode(term)));
    }
    List<Way> ways = new ArrayList<>(serialisations(term, Alternative.of()));
    boolean named = facts.any(known(term), Geo.HAS_DEFAULT_GEOMETRY);
    if (named) {
      ways.addAll(through(term, Geo.HAS_DEFAULT_GEOMETRY, false));
    }
    boolean sure = named && !term.isVariable();
    if (!sure && facts.any(known(term), Geo.HAS_GEOMETRY)) {
      ways.addAll(through(term, Geo.HAS_GEOMETRY, named));
    }
    return ways;
  }

  private List<Way> through(Node feature, Node property, boolean unlessDefault) {
    Var geometry = fresh.variable("geometry");
    Alternative step = Alternative.of(Triple.create(feature, property, geometry));
    return serialisations(geometry, unlessDefault ? step.where(withoutDefault(feature)) : step);
  }

  private Expr withoutDefault(Node feature) {
    Triple named = Triple.create(feature, Geo.HAS_DEFAULT_GEOMETRY, fresh.variable("default"));
    return new E_NotExists(matching.apply(BasicPattern.wrap(List.of(named))));
  }

  private List<Way> serialisations(Node geometry, Alternative before) {
    return SERIALISATIONS.stream()
        .filter(property -> facts.any(known(geometry), property))
        .map(property -> {
          Var literal = fresh.variable("shape");
          Triple pattern = Triple.create(geometry, property, literal);
          return new Way(before.and(Alternative.of(pattern)), new ExprVar(literal));
        })
        .toList();
  }

  private static Node known(Node term) {
    return term.isVariable() ? Node.ANY : term;
  }
}
