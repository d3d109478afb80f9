package org.lacis.reason.engine;

import it.unimi.dsi.fastutil.ints.IntIterator;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.function.FunctionEnvBase;
import org.jspecify.annotations.Nullable;

/// One thread's going through plans: it reads relations, and gathers what follows.
final class Evaluation {
  /// When a list of what follows is so long, doubles are dropped.
  private static final int LONG = 1 << 21;

  /// What is done with a row of a body.
  @FunctionalInterface
  interface Rows {
    /// @return whether to stop
    boolean row(int[] values);
  }

  private final Engine engine;
  private final FunctionEnv functions = new FunctionEnvBase(ARQ.getContext());
  private final boolean leaving;

  private @Nullable LongArrayList[] out = new LongArrayList[0];
  private int[] limit = new int[0];

  /// Pairs of terms that are equal, from heads.
  final LongArrayList equal = new LongArrayList();

  /// Terms whose equality to others may fall, when what holds is on its way out.
  final LongArrayList doubted = new LongArrayList();

  /// Relations and pairs of which it is not known whether the subject is a literal, one after the
  /// other.
  final LongArrayList unsure = new LongArrayList();

  private Plan plan;
  private int[] env = new int[0];
  private long[] slice = Runs.NONE;
  private int from;
  private int to;
  private @Nullable Rows rows;
  private boolean stopped;
  private final Joined joined;
  private @Nullable Relating relating;
  private Relation[] targets = new Relation[0];

  /// @param leaving whether what follows is on its way out, with what it follows from: then terms
  ///   that became equal since may make bodies that are no more, so that differences are passed
  ///   over
  Evaluation(Engine engine, boolean leaving, Plan any) {
    this.engine = engine;
    this.leaving = leaving;
    this.joined = new Joined(engine.terms());
    this.plan = any;
  }

  /// Goes through a part of what is new in a relation.
  void over(Plan over, Relation relation, int begin, int end) {
    begin(over);
    slice = relation.delta;
    from = begin;
    to = end;
    switch (over.given()) {
      case ANY_PROPERTY -> env[over.key()] = relation.ofClass ? engine.type() : relation.term;
      case ANY_CLASS -> env[over.key()] = relation.term;
      case PROPERTY, CLASS, HEAD, NOTHING -> {}
    }
    step(0);
  }

  /// Goes through everything.
  void whole(Plan whole) {
    begin(whole);
    step(0);
  }

  /// Tells all rows of a body.
  void each(Plan of, Rows each) {
    begin(of);
    rows = each;
    step(0);
    rows = null;
  }

  /// Tells the rows of a body whose head is one statement.
  ///
  /// @return whether the rows were stopped
  boolean of(Plan of, int subject, int predicate, int object, Rows each) {
    begin(of);
    int[] head = of.heads()[0];
    if (!bind(head[0], subject) || !bind(head[1], predicate) || !bind(head[2], object)) {
      return false;
    }
    rows = each;
    step(0);
    rows = null;
    return stopped;
  }

  private void begin(Plan next) {
    plan = next;
    stopped = false;
    env = new int[next.variables().size()];
    Arrays.fill(env, -1);
    targets = new Relation[next.heads().length];
  }

  private boolean bind(int slot, int value) {
    if (slot < 0) {
      return engine.representative(~slot) == value;
    }
    if (env[slot] >= 0) {
      return env[slot] == value;
    }
    env[slot] = value;
    return true;
  }

  private int value(int slot) {
    return slot >= 0 ? env[slot] : engine.representative(~slot);
  }

  private void step(int at) {
    if (at == plan.steps().length) {
      row();
      return;
    }
    one(plan.steps()[at], at);
  }

  private void one(Step step, int at) {
    switch (step) {
      case Step.Delta delta -> delta(delta, at);
      case Step.Match match -> match(match, at);
      case Step.Different different -> {
        if (leaving || value(different.one()) != value(different.other())) {
          step(at + 1);
        }
      }
      case Step.Related related -> {
        if (relating().holds(related.relation(), value(related.one()), value(related.other()))) {
          step(at + 1);
        }
      }
      case Step.Near near -> near(near, at);
      case Step.Test test -> {
        if (holds(test.condition())) {
          step(at + 1);
        }
      }
      case Step.Assign assign -> {
        Node value = evaluated(assign.value());
        if (value != null) {
          int number = engine.representative(engine.made(plan, value));
          if (!assign.isKnown()) {
            env[assign.slot()] = number;
            step(at + 1);
          } else if (env[assign.slot()] == number) {
            step(at + 1);
          }
        }
      }
      case Step.Not not -> {
        if (!finds(not)) {
          step(at + 1);
        }
      }
    }
  }

  private Relating relating() {
    Relating known = relating;
    if (known == null) {
      known = new Relating(engine.space());
      relating = known;
    }
    return known;
  }

  private void near(Step.Near near, int at) {
    IntOpenHashSet found = new IntOpenHashSet();
    engine.space().near(value(near.known()), term -> found.add(engine.representative(term)));
    if (leaving) {
      // A geometry of which the last is taken back may lie nowhere any more.
      engine.unsaidObjects().forEach(term -> found.add(engine.representative(term)));
    }
    IntIterator candidates = found.iterator();
    while (candidates.hasNext() && !stopped) {
      env[near.open()] = candidates.nextInt();
      step(at + 1);
    }
  }

  private boolean finds(Step.Not not) {
    Plan outer = plan;
    Rows outerRows = rows;
    boolean[] found = {false};
    plan =
        new Plan(
            outer.rule(),
            outer.source(),
            outer.given(),
            outer.key(),
            outer.variables(),
            not.steps().toArray(Step[]::new),
            outer.heads(),
            outer.namesTerms());
    rows =
        _ -> {
          found[0] = true;
          return true;
        };
    step(0);
    plan = outer;
    rows = outerRows;
    stopped = false;
    return found[0];
  }

  private void delta(Step.Delta delta, int at) {
    int next = at + 1;
    int subject = delta.isSubject() ? value(delta.subject()) : -1;
    int object = delta.isObject() ? value(delta.object()) : -1;
    for (int i = from; i < to && !stopped; i++) {
      pair(slice[i], delta.subject(), delta.object(), subject, object, delta.loop(), next);
    }
  }

  private void pair(
      long pair, int subject, int object, int mustFirst, int mustSecond, boolean loop, int next) {
    int first = Runs.first(pair);
    int second = Runs.second(pair);
    if ((mustFirst >= 0 && first != mustFirst)
        || (mustSecond >= 0 && second != mustSecond)
        || (loop && first != second)) {
      return;
    }
    if (mustFirst < 0) {
      env[subject] = first;
    }
    if (mustSecond < 0) {
      env[object] = second;
    }
    step(next);
  }

  private void match(Step.Match match, int at) {
    if (match.isKey()) {
      int key = value(match.key());
      if (match.ofClass()) {
        members(match, key, at);
      } else if (key == engine.type()) {
        types(match, at);
      } else {
        Relation relation = engine.property(key);
        if (relation != null) {
          statements(match, relation, at);
        }
      }
      return;
    }
    for (Relation relation : engine.relations()) {
      if (relation.known().size() == 0 || relation.ofClass != match.ofClass()) {
        continue;
      }
      if (match.ofClass()) {
        env[match.key()] = relation.term;
        members(match, relation.term, at);
      } else if (relation.open()) {
        env[match.key()] = relation.term;
        statements(match, relation, at);
      }
      if (stopped) {
        return;
      }
    }
    if (!match.ofClass()) {
      env[match.key()] = engine.type();
      types(match, at);
    }
  }

  private void members(Step.Match match, int type, int at) {
    Relation relation = engine.membersOf(type);
    if (relation == null) {
      return;
    }
    if (match.isSubject()) {
      int subject = value(match.subject());
      if (relation.known().contains(Runs.pack(subject, type))) {
        step(at + 1);
      }
      return;
    }
    firsts(relation.known(), match.subject(), at + 1);
  }

  /// Goes through the first numbers of all pairs.
  private void firsts(Runs runs, int slot, int next) {
    int count = runs.count();
    for (int r = 0; r < count; r++) {
      for (long pair : runs.run(r)) {
        if (runs.hasGone() && runs.isGone(pair)) {
          continue;
        }
        if (stopped) {
          return;
        }
        env[slot] = Runs.first(pair);
        step(next);
      }
    }
  }

  private void types(Step.Match match, int at) {
    if (match.isObject()) {
      int type = value(match.object());
      members(match, type, at);
      return;
    }
    for (Relation relation : engine.relations()) {
      if (relation.ofClass && relation.known().size() > 0) {
        if (match.isSubject()) {
          if (relation.known().contains(Runs.pack(value(match.subject()), relation.term))) {
            env[match.object()] = relation.term;
            step(at + 1);
          }
        } else if (match.loop()) {
          if (relation.known().contains(Runs.pack(relation.term, relation.term))) {
            env[match.subject()] = relation.term;
            step(at + 1);
          }
        } else {
          env[match.object()] = relation.term;
          firsts(relation.known(), match.subject(), at + 1);
        }
        if (stopped) {
          return;
        }
      }
    }
  }

  private void statements(Step.Match match, Relation relation, int at) {
    int next = at + 1;
    if (match.isSubject()) {
      int subject = value(match.subject());
      if (match.isObject()) {
        if (relation.known().contains(Runs.pack(subject, value(match.object())))) {
          step(next);
        }
        return;
      }
      range(relation.known(), subject, match.object(), next);
    } else if (match.isObject()) {
      range(relation.turned(), value(match.object()), match.subject(), next);
    } else {
      Runs runs = relation.known();
      for (int r = 0; r < runs.count(); r++) {
        for (long pair : runs.run(r)) {
          if (runs.hasGone() && runs.isGone(pair)) {
            continue;
          }
          if (stopped) {
            return;
          }
          pair(pair, match.subject(), match.object(), -1, -1, match.loop(), next);
        }
      }
    }
  }

  private void range(Runs runs, int first, int slot, int next) {
    long begin = Runs.pack(first, 0);
    int count = runs.count();
    for (int r = 0; r < count; r++) {
      long[] run = runs.run(r);
      for (int i = Runs.from(run, begin); i < run.length && Runs.first(run[i]) == first; i++) {
        if (runs.hasGone() && runs.isGone(run[i])) {
          continue;
        }
        if (stopped) {
          return;
        }
        env[slot] = Runs.second(run[i]);
        step(next);
      }
    }
  }

  private void row() {
    if (rows != null) {
      stopped = rows.row(env);
      return;
    }
    int[][] heads = plan.heads();
    for (int i = 0; i < heads.length; i++) {
      int[] head = heads[i];
      int predicate = value(head[1]);
      int subject = value(head[0]);
      int object = value(head[2]);
      if (predicate == engine.type()) {
        member(i, subject, object, head[3] == 1);
      } else if (predicate == engine.same()) {
        same(subject, object);
      } else {
        Relation target = targets[i];
        if (target == null || target.ofClass || target.term != predicate) {
          target = engine.property(predicate);
          if (target == null) {
            if (leaving) {
              continue;
            }
            target = engine.newRelation(predicate, false);
          }
          targets[i] = target;
        }
        if (head[3] == 1 && !engine.terms().isResource(subject)) {
          unsure(target, Runs.pack(subject, object));
        } else {
          gather(target, Runs.pack(subject, object));
        }
      }
    }
  }

  private void member(int head, int subject, int type, boolean mayBeLiteral) {
    Relation target = targets[head];
    if (target == null || !target.ofClass || target.term != type) {
      target = engine.membersOf(type);
      if (target == null) {
        if (leaving) {
          return;
        }
        target = engine.newRelation(type, true);
      }
      targets[head] = target;
    }
    if (mayBeLiteral && !engine.terms().isResource(subject)) {
      unsure(target, Runs.pack(subject, type));
      return;
    }
    gather(target, Runs.pack(subject, type));
  }

  private void unsure(Relation target, long pair) {
    unsure.add(target.index);
    unsure.add(pair);
  }

  private void same(int subject, int object) {
    if (leaving) {
      doubted.add(Runs.pack(subject, object));
    } else if (subject != object && joined.join(subject, object)) {
      equal.add(Runs.pack(subject, object));
    }
  }

  private void gather(Relation target, long pair) {
    int index = target.index;
    if (index >= out.length) {
      int size = Math.max(index + 1, out.length * 2);
      out = Arrays.copyOf(out, size);
      limit = Arrays.copyOf(limit, size);
    }
    LongArrayList list = out[index];
    if (list == null) {
      list = new LongArrayList();
      out[index] = list;
      limit[index] = LONG;
    }
    int size = list.size();
    // Pairs come in order, so that doubles often follow each other.
    if (size > 0 && list.getLong(size - 1) == pair) {
      return;
    }
    if (size >= limit[index]) {
      long[] fewer = Runs.distinct(list.elements(), size);
      if (fewer.length > Limits.MOST_KNOWN) {
        throw Limits.tooMuch(engine.terms().node(target.term), null);
      }
      list.clear();
      list.addElements(0, fewer);
      limit[index] = Math.max(LONG, 2 * fewer.length);
    }
    list.add(pair);
  }

  /// What was gathered for a relation, in any order, with doubles; and forgets it.
  @Nullable LongArrayList taken(int index) {
    if (index >= out.length) {
      return null;
    }
    LongArrayList list = out[index];
    if (list != null) {
      out[index] = null;
    }
    return list;
  }

  private Binding binding() {
    BindingBuilder binding = Binding.builder();
    List<Var> variables = plan.variables();
    for (int i = 0; i < variables.size() && i < env.length; i++) {
      if (env[i] >= 0) {
        binding.add(variables.get(i), engine.terms().node(env[i]));
      }
    }
    return binding.build();
  }

  private boolean holds(Expr condition) {
    return condition.isSatisfied(binding(), functions);
  }

  private @Nullable Node evaluated(Expr value) {
    try {
      NodeValue found = value.eval(binding(), functions);
      return found.asNode();
    } catch (ExprEvalException e) {
      return null;
    }
  }

  /// The rows of a body as terms, for whoever explains.
  List<Node> nodes(int[] values) {
    List<Node> nodes = new ArrayList<>();
    for (int value : values) {
      nodes.add(engine.terms().node(value));
    }
    return nodes;
  }
}
