package org.lacis.reason.engine;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.OWL;
import org.jspecify.annotations.Nullable;
import org.lacis.reason.ReasonException;
import org.lacis.reason.rule.Part;
import org.lacis.reason.rule.Rule;
import org.lacis.vocabulary.Place;

/// Facts, and all that follows from them by rules, kept so while facts come and go.
///
/// Rules run semi-naively: each round joins what the round before added with all that is known.
/// Statements of one property, and the members of one class, are a relation each, as sorted pairs
/// of numbers ([Runs]); so a rule over any property is one look-up for a property of which no axiom
/// speaks. What leaves is followed to all that rests on it; of that, what is still said or follows
/// from the rest comes back, and the rest goes (delete and rederive: Gupta, Mumick and
/// Subrahmanian, 1993).
///
/// Terms that are equal (`owl:sameAs`) share one of them as their representative; all that is known
/// is known of representatives. When a premise of an equality may have left, its class of terms is
/// taken apart, and what was said of them is told anew; other classes stay.
///
/// Not safe for threads; it uses all processors of its own accord.
public final class Engine {
  /// Predicates of statements that are steps on the way to others, never told.
  public static final String STEP = "urn:x-lacis:step:";

  /// Predicates of statements that tell a contradiction; the rest of the name is the rule.
  public static final String CLASH = "urn:x-lacis:clash:";

  /// Fewer new statements are gone through by the calling thread alone.
  private static final int FEW = 4_000;

  private static final int SLICE = 1 << 15;

  private final Terms terms;
  private final List<Rule> rules;
  private int[] strata;
  private final boolean denies;
  private final Making making;
  private final boolean relates;
  private final IntOpenHashSet unsaidObjects = new IntOpenHashSet();
  private Space space;
  private int stratum;
  private final int type;
  private final int same;
  private final int first;
  private final List<Relation> relations = new ArrayList<>();
  private final Int2ObjectOpenHashMap<Relation> properties = new Int2ObjectOpenHashMap<>();
  private final Int2ObjectOpenHashMap<Relation> classes = new Int2ObjectOpenHashMap<>();
  private final Equals equals;

  private final List<Plan> all = new ArrayList<>();
  private final Int2ObjectOpenHashMap<List<Plan>> overProperty = new Int2ObjectOpenHashMap<>();
  private final Int2ObjectOpenHashMap<List<Plan>> overClass = new Int2ObjectOpenHashMap<>();
  private final List<Plan> overAnyProperty = new ArrayList<>();
  private final List<Plan> overAnyClass = new ArrayList<>();
  private final List<Plan> backwards = new ArrayList<>();
  private final List<Plan> wholes = new ArrayList<>();
  private final Int2ObjectOpenHashMap<List<Plan>> headProperty = new Int2ObjectOpenHashMap<>();
  private final Plan none;
  private final IntOpenHashSet constants = new IntOpenHashSet();

  private Facts said = new Facts();
  private Facts unsaid = new Facts();
  private final LongArrayList misfits = new LongArrayList();
  private boolean begun;
  private final Shift shift = new Shift();
  private final Telling telling;

  /// @throws ReasonException for rules without an order in which what each denies is complete
  public Engine(Terms terms, List<Rule> rules) {
    this.terms = terms;
    this.equals = new Equals(terms);
    this.rules = List.copyOf(rules);
    this.making = new Making(rules.size());
    this.space = new Everywhere(terms);
    this.relates = rules.stream().anyMatch(Strata::relates);
    this.denies = rules.stream().anyMatch(Strata::denies);
    Strata.check(rules);
    this.strata = new int[rules.size()];
    for (int i = 0; i < strata.length; i++) {
      strata[i] = Strata.denies(rules.get(i)) ? 1 : 0;
    }
    this.type = terms.of(NodeConst.nodeRDFType);
    this.same = terms.of(OWL.sameAs.asNode());
    this.first = terms.of(NodeConst.nodeFirst);
    this.none = Planner.whole(-1, new Rule("", List.of(), List.of(), Place.of("")), terms);
    this.telling = new Telling(this, equals);
    for (int i = 0; i < rules.size(); i++) {
      compile(i, rules.get(i));
    }
  }

  private void compile(int number, Rule rule) {
    for (Part part : rule.body()) {
      if (part instanceof Part.Atom atom) {
        Plan plan = Planner.over(number, rule, atom, terms);
        all.add(plan);
        switch (plan.given()) {
          case PROPERTY -> list(overProperty, ~plan.key()).add(plan);
          case CLASS -> list(overClass, ~plan.key()).add(plan);
          case ANY_PROPERTY -> overAnyProperty.add(plan);
          case ANY_CLASS -> overAnyClass.add(plan);
          case HEAD, NOTHING -> throw new IllegalStateException();
        }
        constants(atom);
      }
    }
    wholes.add(Planner.whole(number, rule, terms));
    for (Part.Atom head : rule.head()) {
      Plan plan = Planner.of(number, rule, head, terms);
      if (head.predicate().isURI() || head.predicate().isBlank()) {
        list(headProperty, terms.of(head.predicate())).add(plan);
      } else {
        backwards.add(plan);
      }
      constants(head);
    }
  }

  private void constants(Part.Atom atom) {
    for (Node term : List.of(atom.subject(), atom.predicate(), atom.object())) {
      if (!term.isVariable()) {
        constants.add(terms.of(term));
      }
    }
  }

  private static List<Plan> list(Int2ObjectOpenHashMap<List<Plan>> plans, int key) {
    return plans.computeIfAbsent(key, _ -> new ArrayList<>());
  }

  /// Where the terms lie of which rules ask from now on; without it anything may be near to
  /// anything.
  public void space(Space of) {
    space = of;
  }

  Space space() {
    return space;
  }

  /// The objects of what is taken back now.
  IntOpenHashSet unsaidObjects() {
    return unsaidObjects;
  }

  Terms terms() {
    return terms;
  }

  int type() {
    return type;
  }

  int same() {
    return same;
  }

  int representative(int term) {
    return equals.representative(term);
  }

  /// Whether a term is equal to itself alone.
  boolean isAlone(int term) {
    return equals.isAlone(term);
  }

  List<Relation> relations() {
    return relations;
  }

  @Nullable Relation property(int term) {
    return properties.get(term);
  }

  @Nullable Relation membersOf(int term) {
    return classes.get(term);
  }

  synchronized int number(Node term) {
    return terms.of(term);
  }

  /// The number of a value that a rule gives a variable.
  ///
  /// @throws ReasonException when the rule goes on and on making new ones
  synchronized int made(Plan plan, Node value) {
    int known = terms.size();
    int number = terms.of(value);
    if (number >= known) {
      making.made(plan.rule(), plan.source());
    }
    return number;
  }

  private Relation relation(int term, boolean ofClass) {
    Relation there = ofClass ? classes.get(term) : properties.get(term);
    return there == null ? newRelation(term, ofClass) : there;
  }

  /// Relations made while threads read the others, by twice their term, and one for a class.
  private final Long2ObjectLinkedOpenHashMap<Relation> added = new Long2ObjectLinkedOpenHashMap<>();

  /// The relation of a term of which none was known before this round.
  synchronized Relation newRelation(int term, boolean ofClass) {
    Relation there = ofClass ? classes.get(term) : properties.get(term);
    return there != null
        ? there
        : added.computeIfAbsent(
            2L * term + (ofClass ? 1 : 0),
            _ -> new Relation(relations.size() + added.size(), term, ofClass));
  }

  private static boolean isOpen(Node property) {
    return property.isURI()
        && !property.getURI().startsWith(STEP)
        && !property.getURI().startsWith(CLASH);
  }

  private void settleRelations() {
    for (Relation each : added.values()) {
      relations.add(each);
      Node node = terms.node(each.term);
      each.named(each.ofClass || isOpen(node), each.ofClass && Values.isDatatype(node));
      if (each.ofClass) {
        classes.put(each.term, each);
      } else {
        properties.put(each.term, each);
      }
    }
    added.clear();
  }

  /// Says something, to be known after the next [#run].
  public void say(int subject, int predicate, int object) {
    said.add(subject, predicate, object);
  }

  /// Takes back what was said, from the next [#run] on.
  public void unsay(int subject, int predicate, int object) {
    unsaid.add(subject, predicate, object);
    if (relates) {
      unsaidObjects.add(object);
    }
  }

  /// Brings everything that follows in step with what was said and taken back: first what goes,
  /// then what comes.
  public void run() {
    try {
      work();
    } catch (OutOfMemoryError e) {
      // What a round had gathered is let go by now.
      throw Limits.tooMuch(Limits.largest(relations, terms), e);
    }
    unsaidObjects.clear();
  }

  private void work() {
    making.begin();
    Facts goes = unsaid;
    unsaid = new Facts();
    Facts comes = said;
    said = new Facts();
    if (denies) {
      shift.everything();
      anew(goes, comes);
      return;
    }
    if (!goes.isEmpty()) {
      leave(goes);
    }
    Facts fresh = new Facts();
    comes.forEach((relation, pairs) -> {
      long[] unheard = relation.said.of(Runs.distinct(pairs.elements(), pairs.size()), false);
      relation.say(unheard);
      for (long pair : unheard) {
        fresh.add(relation, pair);
        shiftSaid(relation, pair);
      }
    });
    if (!begun) {
      begun = true;
      Evaluation once = new Evaluation(this, false, none);
      for (Plan plan : wholes) {
        if (plan.source().body().stream().noneMatch(Part.Atom.class::isInstance)) {
          once.whole(plan);
        }
      }
      gather(List.of(once), fresh);
    }
    come(fresh);
  }

  private void shiftSaid(Relation relation, long pair) {
    shift.statement(Runs.first(pair), relation.ofClass ? type : relation.term, Runs.second(pair));
  }

  /// Works everything out from what is said now, stratum by stratum: what a rule denies may turn
  /// anything round. Exact, and no faster for a small change than for a large one.
  private void anew(Facts goes, Facts comes) {
    goes.forEach((relation, pairs) ->
        relation.unsay(relation.said.of(Runs.distinct(pairs.elements(), pairs.size()), true)));
    comes.forEach((relation, pairs) ->
        relation.say(relation.said.of(Runs.distinct(pairs.elements(), pairs.size()), false)));
    equals.forget();
    relations.forEach(Relation::forget);
    Facts fresh = new Facts();
    for (Relation relation : relations) {
      relation.said.forEach(pair -> fresh.add(relation, pair));
    }
    Facts next = fresh;
    int last = 0;
    for (stratum = 0; stratum <= last; stratum++) {
      if (stratum == 1) {
        // Axioms are all known by now, and rules that deny make none.
        strata = Strata.of(rules, new KnownAxioms(this, none));
      }
      Evaluation once = new Evaluation(this, false, none);
      for (Plan plan : wholes) {
        boolean fromNothing = plan.source().body().stream().noneMatch(Part.Atom.class::isInstance);
        if (strata[plan.rule()] == stratum && (stratum > 0 || fromNothing)) {
          once.whole(plan);
        }
      }
      gather(List.of(once), next);
      come(next);
      next = new Facts();
      last = Arrays.stream(strata).max().orElse(0);
    }
  }

  /// Statements by relation, in any order.
  private final class Facts {
    private final List<@Nullable LongArrayList> pairs = new ArrayList<>();
    private final LongArrayList equal = new LongArrayList();

    void add(int subject, int predicate, int object) {
      boolean ofClass = predicate == type;
      Relation relation = relation(ofClass ? object : predicate, ofClass);
      settleRelations();
      add(relation, Runs.pack(subject, object));
    }

    void add(Relation relation, long pair) {
      list(relation.index).add(pair);
    }

    LongArrayList list(int index) {
      while (pairs.size() <= index) {
        pairs.add(null);
      }
      LongArrayList list = pairs.get(index);
      if (list == null) {
        list = new LongArrayList();
        pairs.set(index, list);
      }
      return list;
    }

    boolean isEmpty() {
      return equal.isEmpty() && pairs.stream().allMatch(list -> list == null || list.isEmpty());
    }

    void forEach(java.util.function.BiConsumer<Relation, LongArrayList> each) {
      for (int i = 0; i < pairs.size(); i++) {
        LongArrayList list = pairs.get(i);
        if (list != null && !list.isEmpty()) {
          each.accept(relations.get(i), list);
        }
      }
    }
  }

  private void gather(List<Evaluation> evaluations, Facts into) {
    settleRelations();
    for (Evaluation evaluation : evaluations) {
      into.equal.addAll(evaluation.equal);
      evaluation.equal.clear();
      LongArrayList unsure = evaluation.unsure;
      for (int i = 0; i < unsure.size(); i += 2) {
        Relation relation = relations.get((int) unsure.getLong(i));
        long pair = unsure.getLong(i + 1);
        int subject = Runs.first(pair);
        if (!terms.isLiteral(subject)) {
          into.list(relation.index).add(pair);
        } else if (relation.ofLiterals()
            && !Values.isOf(terms.node(subject), terms.node(relation.term))) {
          // What a literal is shows in its value; it need not be kept.
          misfits.add(pair);
        }
      }
      unsure.clear();
      for (int i = 0; i < relations.size(); i++) {
        LongArrayList taken = evaluation.taken(i);
        if (taken != null) {
          LongArrayList there = into.list(i);
          if (there.isEmpty()) {
            into.pairs.set(i, taken);
          } else {
            there.addElements(there.size(), taken.elements(), 0, taken.size());
          }
        }
      }
    }
  }

  /// Adds statements and all that follows.
  private void come(Facts first) {
    Facts fresh = first;
    while (true) {
      List<Relation> changed = admit(fresh);
      if (changed.isEmpty()) {
        return;
      }
      fresh = new Facts();
      making.nextRound();
      gather(round(changed, false), fresh);
      changed.forEach(relation -> relation.delta = Runs.NONE);
    }
  }

  /// Takes what is new into the relations, as their delta. Terms that turn out to be equal are put
  /// together first.
  private List<Relation> admit(Facts fresh) {
    Facts rest = fresh;
    List<Relation> changed = new ArrayList<>();
    while (!rest.isEmpty()) {
      Facts now = rest;
      rest = new Facts();
      LongArrayList equal = now.equal;
      now.forEach((relation, pairs) -> {
        if (!relation.ofClass && relation.term == same) {
          equal.addAll(pairs);
          pairs.clear();
        }
      });
      IntOpenHashSet moved = equals.join(equal);
      if (!moved.isEmpty()) {
        move(moved, rest);
        moved.forEach(each -> shift.grew(representative(each)));
      }
      List<Relation> touched = new ArrayList<>();
      List<LongArrayList> lists = new ArrayList<>();
      boolean plain = equals.isEmpty();
      Facts named = rest;
      now.forEach((relation, pairs) -> {
        if (plain) {
          touched.add(relation);
          lists.add(pairs);
        } else {
          rename(relation, pairs, named, touched, lists);
        }
      });
      long[][] deltas = new long[touched.size()][];
      parallel(
          touched.size(),
          lists.stream().mapToLong(LongArrayList::size).sum() > FEW,
          i -> {
            LongArrayList pairs = lists.get(i);
            long[] distinct = Runs.distinct(pairs.elements(), pairs.size());
            long[] delta = touched.get(i).known().of(distinct, false);
            touched.get(i).add(delta);
            deltas[i] = delta;
          });
      for (int i = 0; i < deltas.length; i++) {
        Relation relation = touched.get(i);
        shift.added(relation, deltas[i]);
        if (deltas[i].length > 0) {
          if (relation.delta.length == 0) {
            changed.add(relation);
          }
          relation.delta = Runs.merged(relation.delta, deltas[i]);
        }
      }
    }
    if (relations.stream().mapToLong(relation -> relation.known().size()).sum()
        > Limits.MOST_KNOWN) {
      throw Limits.tooMuch(Limits.largest(relations, terms), null);
    }
    if (wide) {
      wide = false;
      changed.clear();
      for (Relation relation : relations) {
        relation.delta = relation.known().toArray();
        changed.add(relation);
      }
    }
    changed.removeIf(relation -> relation.delta.length == 0);
    return changed;
  }

  /// Statements in terms of representatives; those that belong to another relation then go there.
  private void rename(
      Relation relation,
      LongArrayList pairs,
      Facts elsewhere,
      List<Relation> touched,
      List<LongArrayList> lists) {
    LongArrayList here = new LongArrayList(pairs.size());
    int key = representative(relation.term);
    for (int i = 0; i < pairs.size(); i++) {
      long pair = pairs.getLong(i);
      int first = representative(Runs.first(pair));
      int second = representative(Runs.second(pair));
      if (key == relation.term) {
        here.add(Runs.pack(first, second));
      } else {
        elsewhere.add(first, relation.ofClass ? type : key, second);
      }
    }
    if (!here.isEmpty()) {
      touched.add(relation);
      lists.add(here);
    }
  }

  /// Takes all statements with terms that have another representative now, and tells them anew.
  private void move(IntOpenHashSet moved, Facts anew) {
    for (Relation relation : List.copyOf(relations)) {
      boolean whole = moved.contains(relation.term);
      LongArrayList out = new LongArrayList();
      relation
          .known()
          .forEach(pair -> {
            if (whole || moved.contains(Runs.first(pair)) || moved.contains(Runs.second(pair))) {
              out.add(pair);
            }
          });
      if (out.isEmpty()) {
        continue;
      }
      long[] gone = Runs.distinct(out.elements(), out.size());
      relation.remove(gone);
      if (relation.delta.length > 0) {
        relation.delta = without(relation.delta, gone);
      }
      int key = representative(relation.term);
      for (long pair : gone) {
        anew.add(
            representative(Runs.first(pair)),
            relation.ofClass ? type : key,
            representative(Runs.second(pair)));
      }
    }
    for (int term : moved) {
      if (constants.contains(term) || constants.contains(representative(term))) {
        // A rule that names it may now match what was known before.
        wide = true;
      }
    }
  }

  /// Whether everything must be gone through once more.
  private boolean wide;

  private static long[] without(long[] sorted, long[] gone) {
    Runs runs = new Runs();
    runs.add(gone);
    return runs.of(sorted, false);
  }

  private record Task(Plan plan, Relation relation, int from, int to) {}

  /// Runs all plans over what is new in some relations.
  private List<Evaluation> round(List<Relation> changed, boolean leaving) {
    List<Task> tasks = new ArrayList<>();
    long size = 0;
    for (Relation relation : changed) {
      size += relation.delta.length;
      List<Plan> plans = plansOver(relation);
      for (Plan plan : plans) {
        if (strata[plan.rule()] > stratum) {
          continue;
        }
        for (int from = 0; from < relation.delta.length; from += SLICE) {
          tasks.add(new Task(plan, relation, from, Math.min(from + SLICE, relation.delta.length)));
        }
      }
    }
    tasks.sort(Comparator.comparing((Task task) -> !task.plan.namesTerms()));
    int alone = (int) tasks.stream().filter(task -> task.plan.namesTerms()).count();
    int threads = size < FEW ? 1 : Runtime.getRuntime().availableProcessors();
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      evaluations.add(new Evaluation(this, leaving, none));
    }
    AtomicInteger next = new AtomicInteger(alone);
    Threads.run(
        threads,
        thread -> {
          Evaluation evaluation = evaluations.get(thread);
          // Terms are looked up by the thread of the transaction.
          for (int i = 0; thread == 0 && i < alone; i++) {
            Task task = tasks.get(i);
            evaluation.over(task.plan, task.relation, task.from, task.to);
          }
          for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
            Task task = tasks.get(i);
            evaluation.over(task.plan, task.relation, task.from, task.to);
          }
        });
    return evaluations;
  }

  private List<Plan> plansOver(Relation relation) {
    List<Plan> plans = new ArrayList<>();
    if (relation.ofClass) {
      plans.addAll(constant(overClass, relation.term));
      plans.addAll(overAnyClass);
      plans.addAll(overAnyProperty);
    } else {
      plans.addAll(constant(overProperty, relation.term));
      if (relation.open() || !terms.node(relation.term).isURI()) {
        plans.addAll(overAnyProperty);
      }
    }
    return plans;
  }

  /// Plans over a constant, also when it goes by another name now.
  private List<Plan> constant(Int2ObjectOpenHashMap<List<Plan>> plans, int term) {
    if (equals.isAlone(term)) {
      return plans.getOrDefault(term, List.of());
    }
    List<Plan> found = new ArrayList<>();
    for (int each : equals.members(term)) {
      found.addAll(plans.getOrDefault(each, List.of()));
    }
    return found;
  }

  private static void parallel(int count, boolean many, java.util.function.IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    Threads.run(
        many ? Math.min(count, Runtime.getRuntime().availableProcessors()) : 1,
        _ -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            work.accept(i);
          }
        });
  }

  /// Takes statements away, with all that no longer follows.
  private void leave(Facts goes) {
    Facts out = new Facts();
    goes.forEach((relation, pairs) -> {
      long[] held = relation.said.of(Runs.distinct(pairs.elements(), pairs.size()), true);
      relation.unsay(held);
      int key = representative(relation.term);
      for (long pair : held) {
        shiftSaid(relation, pair);
        out.add(
            representative(Runs.first(pair)),
            relation.ofClass ? type : key,
            representative(Runs.second(pair)));
      }
    });
    IntOpenHashSet doubted = new IntOpenHashSet();
    follow(out, doubted);
    List<Relation> touched = new ArrayList<>();
    for (Relation relation : relations) {
      if (relation.leaving.size() > 0) {
        if (!shift.isEverything()) {
          relation.leaving.forEach(pair -> telling.forms(relation, pair, shift::statement));
        }
        relation.remove(relation.leaving.toArray());
        touched.add(relation);
      }
    }
    IntOpenHashSet apart = new IntOpenHashSet();
    doubted.forEach(each -> {
      int[] members = equals.takenApart(each);
      for (int member : members) {
        apart.add(member);
        for (int other : members) {
          shift.statement(member, same, other);
        }
      }
    });
    Facts back = new Facts();
    Evaluation evaluation = new Evaluation(this, false, none);
    for (Relation relation : touched) {
      relation.leaving.forEach(pair -> {
        boolean torn =
            apart.contains(relation.term)
                || apart.contains(Runs.first(pair))
                || apart.contains(Runs.second(pair));
        if (!torn && (isSaid(relation, pair) || follows(relation, pair, evaluation))) {
          back.add(relation, pair);
        }
      });
      relation.leaving = new Runs();
    }
    if (!apart.isEmpty()) {
      tellAnew(apart, back);
    }
    come(back);
  }

  /// Marks all that rests on what leaves as leaving too.
  private void follow(Facts first, IntOpenHashSet doubted) {
    Grounds grounds = new Grounds(this, new Evaluation(this, false, none));
    Facts out = first;
    while (true) {
      List<Relation> changed = new ArrayList<>();
      IntOpenHashSet fresh = new IntOpenHashSet();
      out.forEach((relation, pairs) -> {
        long[] distinct = Runs.distinct(pairs.elements(), pairs.size());
        if (!relation.ofClass && relation.term == same) {
          for (long pair : distinct) {
            doubt(Runs.first(pair), doubted, fresh);
          }
        }
        long[] held = relation.leaving.of(relation.known().of(distinct, true), false);
        long[] leaving =
            Arrays.stream(held)
                .filter(pair -> !isPlain(relation, pair) || !relation.said.contains(pair))
                .filter(pair ->
                    !grounds.hold(
                        Runs.first(pair),
                        relation.ofClass ? type : relation.term,
                        Runs.second(pair)))
                .toArray();
        if (leaving.length > 0) {
          relation.delta = leaving;
          relation.leaving.add(leaving);
          changed.add(relation);
        }
      });
      out = new Facts();
      if (!changed.isEmpty()) {
        List<Evaluation> evaluations = round(changed, true);
        for (Evaluation evaluation : evaluations) {
          evaluation.doubted.forEach(pair -> {
            if (Runs.first(pair) == Runs.second(pair)) {
              doubt(Runs.first(pair), doubted, fresh);
            }
          });
        }
        gather(evaluations, out);
        changed.forEach(relation -> relation.delta = Runs.NONE);
      }
      if (!fresh.isEmpty()) {
        mentioning(fresh, out);
      }
      if (out.isEmpty()) {
        return;
      }
    }
  }

  private void doubt(int term, IntOpenHashSet doubted, IntOpenHashSet fresh) {
    if (!equals.isAlone(term) && doubted.add(term)) {
      fresh.add(term);
    }
  }

  private boolean isPlain(Relation relation, long pair) {
    return equals.isAlone(relation.term)
        && equals.isAlone(Runs.first(pair))
        && equals.isAlone(Runs.second(pair));
  }

  /// Adds all known statements with one of these terms.
  private void mentioning(IntOpenHashSet some, Facts into) {
    for (Relation relation : relations) {
      boolean whole = some.contains(relation.term);
      relation
          .known()
          .forEach(pair -> {
            if (whole || some.contains(Runs.first(pair)) || some.contains(Runs.second(pair))) {
              into.add(relation, pair);
            }
          });
    }
  }

  /// What was said of terms, in the words in which it was said.
  private void tellAnew(IntOpenHashSet some, Facts into) {
    for (Relation relation : relations) {
      if (some.contains(relation.term)) {
        relation.said.forEach(pair -> into.add(relation, pair));
        continue;
      }
      for (int term : some) {
        relation.said.forEach(term, pair -> into.add(relation, pair));
        if (!relation.ofClass) {
          relation.saidTurned().forEach(term, pair -> into.add(relation, Runs.turned(pair)));
        }
      }
    }
    some.forEach(term -> {
      if (constants.contains(term)) {
        wide = true;
      }
    });
  }

  /// Whether a statement was said, in these or in equal terms.
  private boolean isSaid(Relation relation, long pair) {
    if (isPlain(relation, pair)) {
      return relation.said.contains(pair);
    }
    for (int key : equals.members(relation.term)) {
      Relation of = relation.ofClass ? classes.get(key) : properties.get(key);
      if (of == null) {
        continue;
      }
      for (int first : equals.members(Runs.first(pair))) {
        if (relation.ofClass) {
          if (of.said.contains(Runs.pack(first, key))) {
            return true;
          }
          continue;
        }
        for (int second : equals.members(Runs.second(pair))) {
          if (of.said.contains(Runs.pack(first, second))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean follows(Relation relation, long pair, Evaluation evaluation) {
    int predicate = relation.ofClass ? type : relation.term;
    return rows(evaluation, Runs.first(pair), predicate, Runs.second(pair), (_, _) -> true);
  }

  /// Tells the ways in which rules give a statement from what is known.
  boolean rows(Evaluation evaluation, int subject, int predicate, int object, Way way) {
    for (Plan plan : constant(headProperty, predicate)) {
      if (evaluation.of(plan, subject, predicate, object, values -> way.row(plan, values))) {
        return true;
      }
    }
    for (Plan plan : backwards) {
      if (evaluation.of(plan, subject, predicate, object, values -> way.row(plan, values))) {
        return true;
      }
    }
    return false;
  }

  /// One way in which a rule gives a statement.
  @FunctionalInterface
  interface Way {
    /// @param values of the variables of the plan
    /// @return whether to stop
    boolean row(Plan plan, int[] values);
  }

  /// Takes a statement.
  @FunctionalInterface
  public interface Statements {
    void statement(int subject, int predicate, int object);
  }

  /// Tells each statement that is known and was not said, in all equal terms; without the steps on
  /// the way and without what has a literal as subject. That things are equal is told of each pair
  /// of different terms.
  public void inferred(Statements statement) {
    telling.all(statement);
  }

  /// Whether [#inferred] tells a statement.
  public boolean isInferred(int subject, int predicate, int object) {
    return telling.isTold(subject, predicate, object);
  }

  /// Whether so much has changed since [#settled] that [#inferred] must be compared whole.
  public boolean isShiftedWhole() {
    return shift.isEverything();
  }

  /// Tells all of which [#isInferred] may be otherwise than when [#settled] was called, and some
  /// more; unless [#isShiftedWhole].
  public void shifted(Statements statement) {
    telling.shifted(shift, statement);
  }

  /// What is inferred now has been taken notice of.
  public void settled() {
    shift.clear();
  }

  /// Whether a term is a cell of a list. Some rules over lists use it as the property or the class
  /// of their steps, which are not told.
  boolean isCell(int term) {
    Relation firsts = properties.get(first);
    return firsts != null && firsts.known().hasFirst(representative(term));
  }

  boolean isKnown(int subject, int predicate, int object) {
    Relation relation = predicate == type ? classes.get(object) : properties.get(predicate);
    return relation != null && relation.known().contains(Runs.pack(subject, object));
  }

  boolean isSaid(int subject, int predicate, int object) {
    Relation relation = predicate == type ? classes.get(object) : properties.get(predicate);
    return relation != null && isSaid(relation, Runs.pack(subject, object));
  }

  /// The shortest proof of a statement that is known.
  ///
  /// @return empty when it is not known
  public Optional<Proof> proof(Node subject, Node predicate, Node object) {
    int s = terms.find(subject);
    int p = terms.find(predicate);
    int o = terms.find(object);
    if (s < 0 || p < 0 || o < 0) {
      return Optional.empty();
    }
    return new Proofs(this, new Evaluation(this, false, none))
        .of(representative(s), representative(p), representative(o));
  }

  /// Whether some different terms are equal.
  public boolean hasEquals() {
    return !equals.isEmpty();
  }

  /// How many statements are known in terms of representatives, without steps on the way.
  public long size() {
    return relations.stream()
        .filter(relation -> relation.open() && !isCell(relation.term))
        .mapToLong(relation -> relation.known().size())
        .sum();
  }

  /// Whether a statement was said or follows. A literal is also in the classes of literals that its
  /// value lies in, and literals of different values are different.
  public boolean holds(Node subject, Node predicate, Node object) {
    int s = representative(terms.of(subject));
    int p = representative(terms.of(predicate));
    int o = representative(terms.of(object));
    if (p == same && s == o) {
      return true;
    }
    if (p == type) {
      Relation relation = classes.get(o);
      if (relation != null && relation.known().contains(Runs.pack(s, o))) {
        return true;
      }
      Node literal = equals.literal(s, terms);
      return literal != null && Values.isDatatype(object) && Values.isOf(literal, object);
    }
    Relation relation = properties.get(p);
    if (relation != null && relation.known().contains(Runs.pack(s, o))) {
      return true;
    }
    if (predicate.equals(OWL.differentFrom.asNode())) {
      Node one = equals.literal(s, terms);
      Node other = equals.literal(o, terms);
      return one != null && other != null && s != o;
    }
    return false;
  }

  /// A contradiction.
  ///
  /// @param rule that found it, such as `cax-dw`
  /// @param subject of what it is found
  /// @param object what more the rule tells: a class, a property, another thing
  public record Clash(String rule, Node subject, Node object) {}

  /// All contradictions.
  public List<Clash> clashes() {
    List<Clash> clashes = new ArrayList<>();
    for (Relation relation : relations) {
      Node node = terms.node(relation.term);
      if (!relation.ofClass && node.isURI() && node.getURI().startsWith(CLASH)) {
        String rule = node.getURI().substring(CLASH.length());
        relation
            .known()
            .forEach(pair ->
                clashes.add(
                    new Clash(rule, terms.node(Runs.first(pair)), terms.node(Runs.second(pair)))));
      }
    }
    Evaluation evaluation = new Evaluation(this, false, none);
    long[] unfit = Runs.distinct(misfits.elements(), misfits.size());
    for (long pair : unfit) {
      int literal = representative(Runs.first(pair));
      int of = representative(Runs.second(pair));
      if (rows(evaluation, literal, type, of, (_, _) -> true)) {
        clashes.add(new Clash("dt-not-type", terms.node(literal), terms.node(of)));
      }
    }
    for (Relation relation : relations) {
      if (relation.ofLiterals()) {
        relation
            .known()
            .forEach(pair -> {
              Node literal = equals.literal(Runs.first(pair), terms);
              if (literal != null && !Values.isOf(literal, terms.node(relation.term))) {
                clashes.add(new Clash("dt-not-type", literal, terms.node(relation.term)));
              }
            });
      }
    }
    for (int literal : terms.malformed()) {
      Node node = terms.node(literal);
      clashes.add(
          new Clash("dt-not-type", node, NodeFactory.createURI(node.getLiteralDatatypeURI())));
    }
    equals.forEachClass(members -> {
      Node found = null;
      for (int member : members) {
        if (terms.isLiteral(member)) {
          Node literal = terms.node(member);
          if (found != null) {
            clashes.add(new Clash("dt-diff", found, literal));
          }
          found = literal;
        }
      }
    });
    return clashes;
  }

  /// Memory that the statements take.
  public long bytes() {
    return terms.bytes() + relations.stream().mapToLong(Relation::bytes).sum();
  }
}
