package org.lacis.validate.shacl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.constraint.CardinalityConstraint;
import org.apache.jena.shacl.engine.constraint.ClassConstraint;
import org.apache.jena.shacl.engine.constraint.ClosedConstraint;
import org.apache.jena.shacl.engine.constraint.ConstraintComponentSPARQL;
import org.apache.jena.shacl.engine.constraint.ConstraintTerm;
import org.apache.jena.shacl.engine.constraint.DatatypeConstraint;
import org.apache.jena.shacl.engine.constraint.DisjointConstraint;
import org.apache.jena.shacl.engine.constraint.EqualsConstraint;
import org.apache.jena.shacl.engine.constraint.HasValueConstraint;
import org.apache.jena.shacl.engine.constraint.JLogConstraint;
import org.apache.jena.shacl.engine.constraint.LessThanConstraint;
import org.apache.jena.shacl.engine.constraint.LessThanOrEqualsConstraint;
import org.apache.jena.shacl.engine.constraint.MaxCount;
import org.apache.jena.shacl.engine.constraint.MinCount;
import org.apache.jena.shacl.engine.constraint.NodeKindConstraint;
import org.apache.jena.shacl.engine.constraint.QualifiedValueShape;
import org.apache.jena.shacl.engine.constraint.ShAnd;
import org.apache.jena.shacl.engine.constraint.ShNode;
import org.apache.jena.shacl.engine.constraint.ShNot;
import org.apache.jena.shacl.engine.constraint.ShOr;
import org.apache.jena.shacl.engine.constraint.ShXone;
import org.apache.jena.shacl.engine.constraint.SparqlConstraint;
import org.apache.jena.shacl.engine.constraint.UniqueLangConstraint;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.shacl.parser.Constraint;
import org.apache.jena.shacl.parser.PropertyShape;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.jspecify.annotations.Nullable;

/// Shapes, made ready to be checked. Does not change; safe for threads.
public final class ShapesPlan {
  /// A shape that has targets.
  record Targeted(ShapePlan shape, List<Focus> targets) {}

  private final Shapes shapes;
  private final List<Targeted> targeted = new ArrayList<>();
  private final List<Targeted> parts = new ArrayList<>();
  private final IdentityHashMap<Shape, ShapePlan> plans = new IdentityHashMap<>();
  private final Map<Node, ClassTest> classes = new HashMap<>();
  private final Constants constants = new Constants();
  private final Constant type = constants.of(RDF.type.asNode());
  private final Constant subClassOf = constants.of(RDFS.subClassOf.asNode());
  private int slots;
  private int memories;
  private int closedShapes;

  private ShapesPlan(Shapes shapes) {
    this.shapes = shapes;
  }

  /// @throws IllegalArgumentException when there is a constraint that is not known
  public static ShapesPlan of(Shapes shapes) {
    ShapesPlan all = new ShapesPlan(shapes);
    for (Shape shape : shapes.getTargetShapes()) {
      List<Focus> targets = shape.getTargets().stream().map(all::focus).toList();
      all.targeted.add(new Targeted(all.plan(shape), targets));
    }
    all.targeted.forEach(all::divide);
    return all;
  }

  Shapes shapes() {
    return shapes;
  }

  List<Targeted> targeted() {
    return targeted;
  }

  /// The same shapes, each property of a node shape for itself: together they find what the shapes
  /// find, and each reads less.
  List<Targeted> parts() {
    return parts;
  }

  private void divide(Targeted whole) {
    ShapePlan shape = whole.shape();
    if (shape.route != null || shape.deactivated || shape.properties.isEmpty()) {
      parts.add(whole);
      return;
    }
    if (!shape.checks.isEmpty()) {
      ShapePlan own = part(shape);
      own.checks.addAll(shape.checks);
      parts.add(new Targeted(own, whole.targets()));
    }
    for (ShapePlan property : shape.properties) {
      ShapePlan one = part(shape);
      one.properties.add(property);
      parts.add(new Targeted(one, whole.targets()));
    }
  }

  private ShapePlan part(ShapePlan shape) {
    return new ShapePlan(
        slots++, shape.node, shape.severity, shape.messages, false, shape.path, shape.route);
  }

  Constants constants() {
    return constants;
  }

  Constant type() {
    return type;
  }

  Constant subClassOf() {
    return subClassOf;
  }

  Collection<ClassTest> classTests() {
    return classes.values();
  }

  int classes() {
    return classes.size();
  }

  int memories() {
    return memories;
  }

  int closedShapes() {
    return closedShapes;
  }

  int size() {
    return slots;
  }

  private Focus focus(Target target) {
    return switch (target.getTargetType()) {
      case targetClass, implicitClass -> new Focus.Instances(test(target.getObject()));
      case targetNode -> new Focus.One(constants.of(target.getObject()));
      case targetSubjectsOf -> new Focus.SubjectsOf(constants.of(target.getObject()));
      case targetObjectsOf -> new Focus.ObjectsOf(constants.of(target.getObject()));
      case targetExtension -> new Focus.Foreign(target);
    };
  }

  private ClassTest test(Node type) {
    return classes.computeIfAbsent(type, node -> new ClassTest(constants.of(node), classes.size()));
  }

  private ShapePlan plan(Shape shape) {
    ShapePlan known = plans.get(shape);
    if (known != null) {
      return known;
    }
    Path path = shape instanceof PropertyShape property ? property.getPath() : null;
    ShapePlan plan =
        new ShapePlan(
            slots++,
            shape.getShapeNode(),
            shape.getSeverity().level(),
            List.copyOf(shape.getMessages()),
            shape.deactivated(),
            path,
            path == null ? null : Route.of(path, constants));
    plans.put(shape, plan);
    for (Constraint constraint : shape.getConstraints()) {
      Check check = check(shape, constraint);
      if (check != null) {
        plan.checks.add(check);
      }
    }
    for (PropertyShape property : shape.getPropertyShapes()) {
      plan.properties.add(plan(property));
    }
    return plan;
  }

  private @Nullable Check check(Shape shape, Constraint constraint) {
    return switch (constraint) {
      // Stands in for a shape that contains itself: what it means SHACL leaves open (section
      // 3.4.3), and jena-shacl lets everything conform to it.
      case JLogConstraint _ -> null;
      case ConstraintTerm term ->
          new Check.Term(
              term,
              memories++,
              term instanceof DatatypeConstraint || term instanceof NodeKindConstraint);
      case MinCount min -> new Check.Count(min, min.getMinCount(), -1);
      case MaxCount max -> new Check.Count(max, -1, max.getMaxCount());
      case ClassConstraint of -> new Check.Instance(of, test(of.getExpectedClass()));
      case HasValueConstraint has -> new Check.HasValue(has, constants.of(has.getValue()));
      case EqualsConstraint pair -> new Check.Equal(pair, constants.of(pair.getValue()));
      case DisjointConstraint pair -> new Check.Disjoint(pair, constants.of(pair.getValue()));
      case LessThanConstraint pair -> new Check.Less(pair, constants.of(pair.getValue()), false);
      case LessThanOrEqualsConstraint pair ->
          new Check.Less(pair, constants.of(pair.getValue()), true);
      case UniqueLangConstraint unique -> unique.isFlag() ? new Check.UniqueLanguage(unique) : null;
      case ClosedConstraint closed -> closed.isActive() ? closed(closed) : null;
      case ShNot not -> logic(not, Check.Quantity.NONE, List.of(not.getOther()));
      case ShNode node -> logic(node, Check.Quantity.ALL, List.of(node.getOther()));
      case ShAnd and -> logic(and, Check.Quantity.ALL, and.getOthers());
      case ShOr or -> logic(or, Check.Quantity.ANY, or.getOthers());
      case ShXone xone -> logic(xone, Check.Quantity.ONE, xone.getOthers());
      case QualifiedValueShape qualified ->
          new Check.Qualified(qualified, plan(qualified.getSub()), siblings(shape, qualified));
      case SparqlConstraint sparql ->
          new Check.Foreign(sparql, shape, source(shape, sparql), reads(shape, sparql));
      case ConstraintComponentSPARQL component ->
          new Check.Foreign(component, shape, null, Set.of());
      case CardinalityConstraint other -> throw unknown(other);
      default -> throw unknown(constraint);
    };
  }

  private static IllegalArgumentException unknown(Constraint constraint) {
    return new IllegalArgumentException("constraint that is not known: " + constraint);
  }

  private Check logic(
      Constraint constraint, Check.Quantity quantity, Collection<? extends Shape> others) {
    return new Check.Logic(constraint, quantity, others.stream().map(this::plan).toList());
  }

  private Set<Constant> reads(Shape shape, SparqlConstraint sparql) {
    Path path = shape instanceof PropertyShape property ? property.getPath() : null;
    return QueryReads.predicates(sparql.getQuery(), path).stream()
        .map(constants::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The node that a constraint was read from, which jena-shacl forgets.
  private @Nullable Node source(Shape shape, SparqlConstraint sparql) {
    for (Triple each :
        shapes.getGraph().find(shape.getShapeNode(), SHACL.sparql, Node.ANY).toList()) {
      if (ShLib.extractSPARQLQuery(shapes.getGraph(), each.getObject()).equals(sparql.getQuery())) {
        return each.getObject();
      }
    }
    return null;
  }

  private Check closed(ClosedConstraint closed) {
    Set<Constant> allowed = new LinkedHashSet<>();
    closed.getExpected().forEach(property -> allowed.add(constants.of(property)));
    closed.getIgnoredProperties().forEach(property -> allowed.add(constants.of(property)));
    return new Check.Closed(closed, allowed, closedShapes++);
  }

  /// Sibling shapes (section 4.7.3): qualified value shapes of the other properties of the shapes
  /// that have this property shape.
  private List<ShapePlan> siblings(Shape shape, QualifiedValueShape qualified) {
    if (!qualified.qDisjoint()) {
      return List.of();
    }
    Set<Node> siblings = new HashSet<>();
    each(
        shapes.getGraph().find(Node.ANY, SHACL.property, shape.getShapeNode()).toList(),
        parent ->
            each(
                shapes.getGraph().find(parent.getSubject(), SHACL.property, Node.ANY).toList(),
                property ->
                    each(
                        shapes
                            .getGraph()
                            .find(property.getObject(), SHACL.qualifiedValueShape, Node.ANY)
                            .toList(),
                        sibling -> siblings.add(sibling.getObject()))));
    siblings.remove(qualified.getSub().getShapeNode());
    List<ShapePlan> found = new ArrayList<>();
    for (Node sibling : siblings) {
      Shape parsed = shapes.getShape(sibling);
      if (parsed != null) {
        found.add(plan(parsed));
      }
    }
    return List.copyOf(found);
  }

  private static void each(List<Triple> triples, java.util.function.Consumer<Triple> action) {
    triples.forEach(action);
  }
}
