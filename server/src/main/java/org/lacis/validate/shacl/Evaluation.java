package org.lacis.validate.shacl;

import it.unimi.dsi.fastutil.longs.LongArrayFIFOQueue;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.engine.constraint.ConstraintTerm;
import org.apache.jena.shacl.lib.ShLib;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.ReportItem;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprNotComparableException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathFactory;
import org.apache.jena.sparql.util.NodeUtils;
import org.jspecify.annotations.Nullable;
import org.lacis.validate.Result;

/// One check of facts against shapes. Reads what is said of each focus node once, in the order of
/// the store, for all shapes that want it. Belongs to the thread of the facts.
public final class Evaluation {
  /// Of a class that is asked about as often as this, and often for its size, all instances are
  /// read at once.
  private static final int ASKED_OFTEN = 1 << 3;

  /// Looking one up takes as long as reading so many.
  private static final int LOOK_UP_COST = 16;

  private static final int NESTED = 4;

  private final ShapesPlan plan;
  private final Facts facts;
  private final Graph graph;
  private final long[] ids;
  private final ValidationContext context;
  private final Memo[] memories;
  private final @Nullable Memo[] conforming;
  private final @Nullable Instances[] instances;
  private final long[] @Nullable [] allowed;

  private final Rows focusRows = new Rows();
  private final Rows[] nested = new Rows[NESTED];
  private int nextNested;

  /// @param graph the same facts, for constraints in SPARQL
  public Evaluation(ShapesPlan plan, Facts facts, Graph graph) {
    this.plan = plan;
    this.facts = facts;
    this.graph = graph;
    this.ids = plan.constants().bind(facts);
    // To judge single terms: what it knows of the data are prefixes, which take time to read.
    this.context = ValidationContext.create(plan.shapes(), Graph.emptyGraph);
    this.memories = new Memo[plan.memories()];
    Arrays.setAll(memories, _ -> new Memo());
    this.conforming = new Memo[plan.size()];
    this.instances = new Instances[plan.classes()];
    this.allowed = new long[plan.closedShapes()][];
    Arrays.setAll(nested, _ -> new Rows());
  }

  /// The instances of classes that were read whole, by slot of the class; null for others.
  @Nullable LongOpenHashSet[] instances() {
    @Nullable LongOpenHashSet[] read = new LongOpenHashSet[instances.length];
    for (int i = 0; i < read.length; i++) {
      read[i] = instances[i] == null ? null : instances[i].all;
    }
    return read;
  }

  /// Takes instances of classes that are known from before.
  void know(@Nullable LongOpenHashSet[] all) {
    for (ClassTest test : plan.classTests()) {
      instances(test).all = all[test.slot()];
    }
  }

  Facts facts() {
    return facts;
  }

  long id(Constant constant) {
    return ids[constant.slot()];
  }

  // ---- targets

  /// What a shape is to be checked of, in order.
  long[] focusNodes(ShapesPlan.Targeted targeted) {
    long[] all = Ordered.NONE;
    for (Focus focus : targeted.targets()) {
      all =
          Ordered.union(
              all,
              switch (focus) {
                case Focus.Instances of -> instances(of.test()).all();
                case Focus.One one -> new long[] {id(one.node())};
                case Focus.SubjectsOf of -> facts.subjectsOf(id(of.predicate()));
                case Focus.ObjectsOf of -> facts.objectsOf(id(of.predicate()));
                case Focus.Foreign foreign -> ids(foreign.target().getFocusNodes(graph));
              });
    }
    return all;
  }

  /// Whether a shape is to be checked of a node.
  boolean isTarget(ShapesPlan.Targeted targeted, long node) {
    for (Focus focus : targeted.targets()) {
      boolean aims =
          switch (focus) {
            case Focus.Instances of -> instances(of.test()).has(node);
            case Focus.One one -> id(one.node()) == node;
            case Focus.SubjectsOf of -> rows(node).of(id(of.predicate())).length > 0;
            case Focus.ObjectsOf of -> facts.count(id(of.predicate()), node, 1) > 0;
            case Focus.Foreign foreign ->
                foreign.target().getFocusNodes(graph).contains(facts.node(node));
          };
      if (aims) {
        return true;
      }
    }
    return false;
  }

  private long[] ids(Collection<Node> nodes) {
    LongArrayList numbers = new LongArrayList(nodes.size());
    nodes.forEach(node -> numbers.add(facts.id(node)));
    return Ordered.of(numbers);
  }

  /// The instances of one class.
  private final class Instances {
    private final ClassTest test;
    private final Memo known = new Memo();
    private long @Nullable [] types;
    private @Nullable LongOpenHashSet all;
    private int asked;

    Instances(ClassTest test) {
      this.test = test;
    }

    /// The class and all its subclasses.
    private long[] types() {
      long[] found = types;
      if (found == null) {
        long top = id(test.type());
        LongOpenHashSet seen = new LongOpenHashSet();
        LongArrayFIFOQueue queue = new LongArrayFIFOQueue();
        seen.add(top);
        queue.enqueue(top);
        while (!queue.isEmpty()) {
          for (long below : facts.subjects(id(plan.subClassOf()), queue.dequeueLong())) {
            if (seen.add(below)) {
              queue.enqueue(below);
            }
          }
        }
        found = Ordered.of(new LongArrayList(seen));
        types = found;
      }
      return found;
    }

    long[] all() {
      long[] types = types();
      if (types.length == 1) {
        return facts.subjects(id(plan.type()), types[0]);
      }
      LongArrayList found = new LongArrayList();
      for (long type : types) {
        found.addElements(found.size(), facts.subjects(id(plan.type()), type));
      }
      return Ordered.of(found);
    }

    boolean has(long node) {
      LongOpenHashSet read = all;
      if (read != null) {
        return read.contains(node);
      }
      byte answer = known.get(node);
      if (answer != Memo.UNKNOWN) {
        return answer == Memo.YES;
      }
      if (++asked >= ASKED_OFTEN && Integer.bitCount(asked) == 1 && isSmall()) {
        all = new LongOpenHashSet(all());
      }
      boolean has = isOneOf(facts.objects(node, id(plan.type())));
      known.put(node, has);
      return has;
    }

    /// Whether reading all instances takes no longer than what was asked so far.
    private boolean isSmall() {
      long most = (long) LOOK_UP_COST * asked;
      long count = 0;
      for (long type : types()) {
        count += facts.count(id(plan.type()), type, most + 1 - count);
        if (count > most) {
          return false;
        }
      }
      return true;
    }

    private boolean isOneOf(long[] some) {
      boolean has = false;
      long[] types = types();
      for (long type : some) {
        has |= types.length == 1 ? types[0] == type : Ordered.contains(types, type);
      }
      return has;
    }
  }

  /// Whether something that has these types is an instance.
  boolean isInstance(ClassTest test, long[] types) {
    return instances(test).isOneOf(types);
  }

  private Instances instances(ClassTest test) {
    Instances known = instances[test.slot()];
    if (known == null) {
      known = new Instances(test);
      instances[test.slot()] = known;
    }
    return known;
  }

  // ---- running

  /// Takes a result, with the shape and the node that it was found at.
  interface Found {
    void result(int shape, long focus, Result result);
  }

  /// @return how many nodes were checked, one that several shapes target for each of them
  public long run(Consumer<Result> results) {
    return run(plan.targeted(), (_, _, result) -> results.accept(result));
  }

  long run(List<ShapesPlan.Targeted> shapes, Found found) {
    long[][] all = new long[shapes.size()][];
    long checked = 0;
    for (int i = 0; i < all.length; i++) {
      all[i] = focusNodes(shapes.get(i));
      checked += all[i].length;
    }
    new Merge(all)
        .forEach((node, shape) ->
            check(shapes.get(shape), node, result -> found.result(shape, node, result)));
    return checked;
  }

  /// Checks one node, be it a target or not.
  void check(ShapesPlan.Targeted targeted, long node, Consumer<Result> results) {
    if (focusRows.subject != node || !focusRows.loaded) {
      facts.load(node, focusRows);
    }
    check(targeted.shape(), node, new Telling(targeted.shape().node, results));
  }

  private record Telling(Node target, Consumer<Result> results) implements Sink {
    @Override
    public boolean enough() {
      return false;
    }

    @Override
    public void wrong(
        ShapePlan shape,
        Node focus,
        @Nullable Path path,
        @Nullable Node value,
        Node component,
        Supplier<String> message,
        @Nullable Node constraint) {
      List<Node> messages =
          shape.messages.isEmpty()
              ? List.of(NodeFactory.createLiteralString(message.get()))
              : shape.messages;
      results.accept(
          new Result(
              focus,
              path,
              value,
              target,
              shape.node,
              component,
              shape.severity,
              messages,
              constraint));
    }
  }

  /// What is said of a node.
  private Rows rows(long node) {
    if (focusRows.loaded && focusRows.subject == node) {
      return focusRows;
    }
    for (Rows rows : nested) {
      if (rows.loaded && rows.subject == node) {
        return rows;
      }
    }
    Rows rows = nested[nextNested];
    nextNested = (nextNested + 1) % NESTED;
    facts.load(node, rows);
    return rows;
  }

  // ---- shapes

  private void check(ShapePlan shape, long focus, Sink sink) {
    if (shape.deactivated) {
      return;
    }
    Route route = shape.route;
    long[] values = route == null ? new long[] {focus} : values(route, focus);
    for (Check check : shape.checks) {
      check(check, shape, focus, values, sink);
      if (sink.enough()) {
        return;
      }
    }
    for (ShapePlan property : shape.properties) {
      for (long value : values) {
        check(property, value, sink);
        if (sink.enough()) {
          return;
        }
      }
    }
  }

  private boolean conforms(ShapePlan shape, long node) {
    Memo known = conforming[shape.slot];
    if (known == null) {
      known = new Memo();
      conforming[shape.slot] = known;
    }
    byte answer = known.get(node);
    if (answer != Memo.UNKNOWN) {
      return answer == Memo.YES;
    }
    Sink.Verdict verdict = new Sink.Verdict();
    check(shape, node, verdict);
    known.put(node, verdict.conforms());
    return verdict.conforms();
  }

  private void check(Check check, ShapePlan shape, long focus, long[] values, Sink sink) {
    switch (check) {
      case Check.Term term -> {
        for (long value : values) {
          if (!passes(term, value)) {
            term(term.constraint(), shape, focus, value, sink);
          }
        }
      }
      case Check.Count count -> {
        if ((count.least() >= 0 && values.length < count.least())
            || (count.most() >= 0 && values.length > count.most())) {
          String bound = count.least() >= 0 ? "min " + count.least() : "max " + count.most();
          sink.wrong(
              shape,
              facts.node(focus),
              shape.path,
              null,
              count.constraint().getComponent(),
              () ->
                  count.constraint()
                      + ": Invalid cardinality: expected "
                      + bound
                      + ": Got count = "
                      + values.length);
        }
      }
      case Check.Instance of -> {
        for (long value : values) {
          if (!instances(of.test()).has(value)) {
            wrong(
                shape,
                focus,
                value,
                of.constraint().getComponent(),
                sink,
                () ->
                    of.constraint()
                        + ": Expected class :"
                        + show(of.test().type().node())
                        + " for "
                        + show(value));
          }
        }
      }
      case Check.HasValue has -> {
        if (!Ordered.contains(values, id(has.value()))) {
          sink.wrong(
              shape,
              facts.node(focus),
              shape.path,
              null,
              has.constraint().getComponent(),
              () -> has.constraint() + " : No value " + show(has.value().node()));
        }
      }
      case Check.Equal equal -> {
        long[] others = rows(focus).of(id(equal.predicate()));
        for (long value : values) {
          if (!Ordered.contains(others, value)) {
            wrong(
                shape,
                focus,
                value,
                equal.constraint().getComponent(),
                sink,
                () ->
                    equal.constraint()
                        + ": not equal: value node "
                        + show(value)
                        + " is not in "
                        + show(others));
          }
        }
        for (long other : others) {
          if (!Ordered.contains(values, other)) {
            wrong(
                shape,
                focus,
                other,
                equal.constraint().getComponent(),
                sink,
                () ->
                    equal.constraint()
                        + ": not equal: value "
                        + show(other)
                        + " is not in "
                        + show(values));
          }
        }
      }
      case Check.Disjoint disjoint -> {
        long[] others = rows(focus).of(id(disjoint.predicate()));
        for (long value : values) {
          if (Ordered.contains(others, value)) {
            wrong(
                shape,
                focus,
                value,
                disjoint.constraint().getComponent(),
                sink,
                () ->
                    disjoint.constraint()
                        + ": not disjoint: "
                        + show(value)
                        + " is in "
                        + show(others));
          }
        }
      }
      case Check.Less less -> less(less, shape, focus, values, sink);
      case Check.UniqueLanguage unique -> unique(unique, shape, focus, values, sink);
      case Check.Closed closed -> closed(closed, shape, focus, sink);
      case Check.Logic logic -> {
        for (long value : values) {
          int conforming = conforming(logic, value);
          if (!suffices(logic, conforming)) {
            wrong(
                shape,
                focus,
                value,
                logic.constraint().getComponent(),
                sink,
                () -> words(logic, conforming) + " at focusNode " + show(value));
          }
        }
      }
      case Check.Qualified qualified -> qualified(qualified, shape, focus, values, sink);
      case Check.Foreign foreign -> foreign(foreign, shape, focus, values, sink);
    }
  }

  private void wrong(
      ShapePlan shape,
      long focus,
      long value,
      Node component,
      Sink sink,
      Supplier<String> message) {
    sink.wrong(shape, facts.node(focus), shape.path, facts.node(value), component, message);
  }

  private String show(Node node) {
    return ShLib.displayStr(node);
  }

  private String show(long id) {
    return show(facts.node(id));
  }

  private String show(long[] values) {
    Set<Node> nodes = new LinkedHashSet<>();
    for (long value : values) {
      nodes.add(facts.node(value));
    }
    return nodes.toString();
  }

  // ---- terms

  private boolean passes(Check.Term term, long value) {
    Memo memo = memories[term.slot()];
    long asked = term.byType() ? alike(value) : value;
    byte answer = memo.get(asked);
    if (answer != Memo.UNKNOWN) {
      return answer == Memo.YES;
    }
    boolean passes = term.constraint().validate(context, facts.node(value)) == null;
    memo.put(asked, passes);
    return passes;
  }

  /// One number for all values of a datatype that are kept in their numbers, and so are well
  /// formed: eight bits of type, or two of doubles (NodeIdInline of TDB2 5).
  private static long alike(long id) {
    if (id >= 0 || Facts.isForeign(id)) {
      return id;
    }
    return id >>> 62 == 3 ? 3L << 62 : id & 0xFFL << 56;
  }

  private void term(ConstraintTerm constraint, ShapePlan shape, long focus, long value, Sink sink) {
    ReportItem item = constraint.validate(context, facts.node(value));
    if (item != null) {
      sink.wrong(
          shape,
          facts.node(focus),
          shape.path,
          item.getValue(),
          constraint.getComponent(),
          item::getMessage);
    }
  }

  private void less(Check.Less less, ShapePlan shape, long focus, long[] values, Sink sink) {
    long[] others = rows(focus).of(id(less.predicate()));
    for (long value : values) {
      for (long other : others) {
        int order = compare(value, other);
        if (order != Expr.CMP_LESS && !(less.orEqual() && order == Expr.CMP_EQUAL)) {
          wrong(
              shape,
              focus,
              value,
              less.constraint().getComponent(),
              sink,
              () ->
                  less.constraint()
                      + ": value node "
                      + show(value)
                      + (less.orEqual() ? " is not less than or equal to " : " is not less than ")
                      + show(other));
        }
      }
    }
  }

  private int compare(long value, long other) {
    try {
      return NodeValue.compare(
          NodeValue.makeNode(facts.node(value)), NodeValue.makeNode(facts.node(other)));
    } catch (ExprNotComparableException _) {
      return Expr.CMP_INDETERMINATE;
    }
  }

  private void unique(
      Check.UniqueLanguage unique, ShapePlan shape, long focus, long[] values, Sink sink) {
    if (values.length < 2) {
      return;
    }
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (long value : values) {
      Node node = facts.node(value);
      if (NodeUtils.hasLang(node)) {
        String language = node.getLiteralLanguage().toLowerCase(Locale.ROOT);
        // Section 4.4.5: one result a language, without a value.
        if (!once.add(language) && twice.add(language)) {
          sink.wrong(
              shape,
              facts.node(focus),
              shape.path,
              null,
              unique.constraint().getComponent(),
              () -> unique.constraint() + " Duplicate langtag: " + node.getLiteralLanguage());
        }
      }
    }
  }

  private void closed(Check.Closed closed, ShapePlan shape, long focus, Sink sink) {
    long[] known = allowed[closed.slot()];
    if (known == null) {
      LongArrayList properties = new LongArrayList();
      closed.allowed().forEach(property -> properties.add(id(property)));
      known = Ordered.of(properties);
      allowed[closed.slot()] = known;
    }
    Rows rows = rows(focus);
    for (int i = 0; i < rows.count; i++) {
      if (!Ordered.contains(known, rows.predicates[i])) {
        Node predicate = facts.node(rows.predicates[i]);
        Node object = facts.node(rows.objects[i]);
        sink.wrong(
            shape,
            facts.node(focus),
            PathFactory.pathLink(predicate),
            object,
            closed.constraint().getComponent(),
            () ->
                closed.constraint()
                    + " Property = "
                    + show(predicate)
                    + " : Object = "
                    + show(object));
      }
    }
  }

  // ---- shapes in shapes

  private int conforming(Check.Logic logic, long value) {
    int count = 0;
    for (ShapePlan shape : logic.shapes()) {
      boolean conforms = conforms(shape, value);
      count += conforms ? 1 : 0;
      if (conforms
          ? logic.quantity() == Check.Quantity.ANY
          : logic.quantity() == Check.Quantity.ALL) {
        return count;
      }
    }
    return count;
  }

  private static boolean suffices(Check.Logic logic, int count) {
    return switch (logic.quantity()) {
      case NONE -> count == 0;
      case ONE -> count == 1;
      case ANY -> count > 0;
      case ALL -> count == logic.shapes().size();
    };
  }

  private static String words(Check.Logic logic, int count) {
    return switch (logic.quantity()) {
      case NONE -> "Not[" + logic.shapes().getFirst().node + "]";
      case ONE -> logic.constraint() + " has " + count + " conforming shapes";
      case ANY, ALL -> logic.constraint().toString();
    };
  }

  private void qualified(
      Check.Qualified qualified, ShapePlan shape, long focus, long[] values, Sink sink) {
    int count = 0;
    for (long value : values) {
      boolean counts = qualified.siblings().stream().noneMatch(other -> conforms(other, value));
      count += counts && conforms(qualified.shape(), value) ? 1 : 0;
    }
    int found = count;
    int least = qualified.constraint().qMin();
    int most = qualified.constraint().qMax();
    if (least >= 0 && found < least) {
      sink.wrong(
          shape,
          facts.node(focus),
          shape.path,
          null,
          SHACL.QualifiedMinCountConstraintComponent,
          () -> qualified.constraint() + ": Min = " + least + " but got " + found + " validations");
    }
    if (most >= 0 && found > most) {
      sink.wrong(
          shape,
          facts.node(focus),
          shape.path,
          null,
          SHACL.QualifiedMaxCountConstraintComponent,
          () -> qualified.constraint() + ": Max = " + most + " but got " + found + " validations");
    }
  }

  private void foreign(
      Check.Foreign foreign, ShapePlan shape, long focus, long[] values, Sink sink) {
    ValidationContext one = ValidationContext.create(plan.shapes(), Graph.emptyGraph);
    Node node = facts.node(focus);
    if (shape.path == null) {
      foreign.constraint().validateNodeShape(one, graph, foreign.shape(), node);
    } else {
      Set<Node> nodes = new LinkedHashSet<>();
      for (long value : values) {
        nodes.add(facts.node(value));
      }
      foreign
          .constraint()
          .validatePropertyShape(one, graph, foreign.shape(), node, shape.path, nodes);
    }
    if (one.hasViolation()) {
      for (ReportEntry entry : one.generateReport().getEntries()) {
        sink.wrong(
            shape,
            entry.focusNode(),
            entry.resultPath(),
            entry.value(),
            entry.sourceConstraintComponent(),
            entry::message,
            foreign.source());
      }
    }
  }

  // ---- paths

  /// The value nodes of a path, as a set of [Ordered].
  private long[] values(Route route, long from) {
    return switch (route) {
      case Route.Step step -> step(step, from);
      case Route.Then then -> {
        LongArrayList found = new LongArrayList();
        for (long middle : values(then.first(), from)) {
          add(found, values(then.second(), middle));
        }
        yield Ordered.of(found);
      }
      case Route.Either either ->
          Ordered.union(values(either.one(), from), values(either.other(), from));
      case Route.Repeat repeat -> repeat(repeat, from);
    };
  }

  private long[] step(Route.Step step, long from) {
    long predicate = id(step.predicate());
    return step.forward() ? rows(from).of(predicate) : facts.subjects(predicate, from);
  }

  private static void add(LongArrayList all, long[] more) {
    all.addElements(all.size(), more);
  }

  private long[] repeat(Route.Repeat repeat, long from) {
    LongOpenHashSet found = new LongOpenHashSet();
    if (repeat.zero()) {
      found.add(from);
    }
    LongArrayFIFOQueue queue = new LongArrayFIFOQueue();
    queue.enqueue(from);
    LongOpenHashSet walked = new LongOpenHashSet();
    walked.add(from);
    while (!queue.isEmpty()) {
      for (long next : values(repeat.route(), queue.dequeueLong())) {
        found.add(next);
        if (repeat.many() && walked.add(next)) {
          queue.enqueue(next);
        }
      }
    }
    return Ordered.of(new LongArrayList(found));
  }
}
