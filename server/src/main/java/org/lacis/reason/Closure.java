package org.lacis.reason;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.NodeConst;
import org.jspecify.annotations.Nullable;
import org.lacis.store.NodeIds;

/// One run of the rules to their fixpoint, semi-naively: in each round every rule sees only the
/// statements that the round before added, joined with all that is known.
///
/// Terms get dense numbers first, so that a statement of a property fits one long. Only properties
/// that some axiom mentions are read. Not thread-safe; used once.
final class Closure {

  /// A property and what is known of it in this run.
  private static final class Relation {
    private Pairs said = Pairs.NONE;
    private Pairs known = Pairs.NONE;
    private Pairs delta = Pairs.NONE;
    private Pairs turned = Pairs.NONE;
    private final LongArrayList next = new LongArrayList();
  }

  /// Two properties in a row; longer chains are split with auxiliary properties.
  private record Join(Relation left, Relation right, Relation entails) {}

  private final Axioms axioms;
  private final NodeIds ids;
  private final Predicate<Node> isSaid;
  private final Map<Node, Relation> relations = new LinkedHashMap<>();
  private final List<Relation> auxiliary = new ArrayList<>();
  private final List<Join> joins = new ArrayList<>();
  private final Long2IntOpenHashMap dense = new Long2IntOpenHashMap();
  private final List<@Nullable Node> terms = new ArrayList<>();
  private final Map<Node, Integer> unstored = new LinkedHashMap<>();
  private final LongArrayList termIds = new LongArrayList();

  Closure(Axioms axioms, NodeIds ids, Predicate<Node> isSaid) {
    this.axioms = axioms;
    this.ids = ids;
    this.isSaid = isSaid;
    this.dense.defaultReturnValue(-1);
  }

  Inferences run() {
    prepare();
    read();
    while (step()) {
      // until nothing new
    }
    return result();
  }

  /// Names every property that a rule reads or writes, and splits chains into joins of two.
  private void prepare() {
    Set<Node> properties = new LinkedHashSet<>();
    properties.add(NodeConst.nodeRDFType);
    axioms
        .superProperties()
        .forEach((property, supers) -> {
          properties.add(property);
          properties.addAll(supers);
        });
    properties.addAll(axioms.domains().keySet());
    properties.addAll(axioms.ranges().keySet());
    properties.addAll(axioms.inverses().keySet());
    properties.addAll(axioms.transitive());
    axioms
        .chains()
        .forEach(chain -> {
          properties.addAll(chain.links());
          properties.add(chain.entails());
        });
    properties.forEach(property -> relations.put(property, new Relation()));
    axioms.transitive().forEach(p -> joins.add(new Join(get(p), get(p), get(p))));
    axioms.chains().forEach(this::split);
  }

  private void split(Axioms.Chain chain) {
    Relation left = get(chain.links().getFirst());
    for (int i = 1; i < chain.links().size(); i++) {
      Relation entails;
      if (i == chain.links().size() - 1) {
        entails = get(chain.entails());
      } else {
        entails = new Relation();
        auxiliary.add(entails);
      }
      joins.add(new Join(left, get(chain.links().get(i)), entails));
      left = entails;
    }
  }

  private Relation get(Node property) {
    return Objects.requireNonNull(relations.get(property));
  }

  private void read() {
    Map<Long, Boolean> graphs = new LinkedHashMap<>();
    relations.forEach((property, relation) -> {
      long predicate = ids.id(property);
      if (predicate != NodeIds.ABSENT) {
        ids.find(
            NodeIds.ABSENT,
            NodeIds.ABSENT,
            predicate,
            NodeIds.ABSENT,
            (g, s, _, o) -> {
              if (graphs.computeIfAbsent(g, id -> isSaid.test(ids.node(id)))) {
                relation.next.add(Pairs.pack(number(s), number(o)));
              }
            });
        relation.said = Pairs.of(relation.next);
        relation.known = relation.said;
        relation.delta = relation.said;
      }
    });
  }

  private int number(long id) {
    int number = dense.get(id);
    if (number < 0) {
      number = termIds.size();
      dense.put(id, number);
      termIds.add(id);
      terms.add(null);
    }
    return number;
  }

  private int number(Node term) {
    long id = ids.id(term);
    if (id != NodeIds.ABSENT) {
      int number = number(id);
      terms.set(number, term);
      return number;
    }
    // A term of the ontology that the store does not hold.
    return unstored.computeIfAbsent(
        term,
        absent -> {
          terms.add(absent);
          termIds.add(NodeIds.ABSENT);
          return terms.size() - 1;
        });
  }

  private Node term(int number) {
    Node term = terms.get(number);
    if (term == null) {
      term = ids.node(termIds.getLong(number));
      terms.set(number, term);
    }
    return term;
  }

  private boolean step() {
    relations.forEach(this::unary);
    joins.forEach(this::join);
    boolean more = false;
    for (Relation relation : all()) {
      relation.delta = Pairs.of(relation.next).minus(relation.known);
      if (!relation.delta.isEmpty()) {
        relation.known = relation.known.union(relation.delta);
        relation.turned = Pairs.NONE;
        more = true;
      }
    }
    return more;
  }

  private List<Relation> all() {
    List<Relation> all = new ArrayList<>(relations.values());
    all.addAll(auxiliary);
    return all;
  }

  /// Rules with one statement in their body.
  private void unary(Node property, Relation relation) {
    if (relation.delta.isEmpty()) {
      return;
    }
    Relation types = get(NodeConst.nodeRDFType);
    if (property.equals(NodeConst.nodeRDFType)) {
      classes(relation);
    }
    for (Node upper : axioms.superProperties().getOrDefault(property, Set.of())) {
      Relation target = get(upper);
      each(relation.delta, pair -> target.next.add(pair));
    }
    for (Node inverse : axioms.inverses().getOrDefault(property, Set.of())) {
      Relation target = get(inverse);
      each(
          relation.delta,
          pair -> {
            if (isResource(Pairs.second(pair))) {
              target.next.add(Pairs.pack(Pairs.second(pair), Pairs.first(pair)));
            }
          });
    }
    for (Node type : axioms.domains().getOrDefault(property, Set.of())) {
      int number = number(type);
      each(relation.delta, pair -> types.next.add(Pairs.pack(Pairs.first(pair), number)));
    }
    for (Node type : axioms.ranges().getOrDefault(property, Set.of())) {
      int number = number(type);
      each(
          relation.delta,
          pair -> {
            if (isResource(Pairs.second(pair))) {
              types.next.add(Pairs.pack(Pairs.second(pair), number));
            }
          });
    }
  }

  private void classes(Relation types) {
    Map<Integer, int[]> upwards = new LinkedHashMap<>();
    axioms
        .superClasses()
        .forEach((type, supers) ->
            upwards.put(number(type), supers.stream().mapToInt(this::number).toArray()));
    each(
        types.delta,
        pair -> {
          for (int upper : upwards.getOrDefault(Pairs.second(pair), new int[0])) {
            types.next.add(Pairs.pack(Pairs.first(pair), upper));
          }
        });
  }

  private boolean isResource(int number) {
    return !term(number).isLiteral();
  }

  /// `left(x, y), right(y, z) → entails(x, z)` where at least one of the two is new.
  private void join(Join rule) {
    Pairs right = rule.right.known;
    each(
        rule.left.delta,
        pair -> {
          int middle = Pairs.second(pair);
          for (int i = right.from(middle);
              i < right.size() && Pairs.first(right.get(i)) == middle;
              i++) {
            rule.entails.next.add(Pairs.pack(Pairs.first(pair), Pairs.second(right.get(i))));
          }
        });
    if (rule.right.delta.isEmpty()) {
      return;
    }
    if (rule.left.turned.isEmpty()) {
      rule.left.turned = rule.left.known.turned();
    }
    Pairs left = rule.left.turned;
    each(
        rule.right.delta,
        pair -> {
          int middle = Pairs.first(pair);
          for (int i = left.from(middle);
              i < left.size() && Pairs.first(left.get(i)) == middle;
              i++) {
            rule.entails.next.add(Pairs.pack(Pairs.second(left.get(i)), Pairs.second(pair)));
          }
        });
  }

  private static void each(Pairs pairs, LongConsumer action) {
    for (int i = 0; i < pairs.size(); i++) {
      action.accept(pairs.get(i));
    }
  }

  private Inferences result() {
    Map<Node, Pairs> inferred = new LinkedHashMap<>();
    relations.forEach(
        (property, relation) -> inferred.put(property, relation.known.minus(relation.said)));
    long size = inferred.values().stream().mapToLong(Pairs::size).sum();
    return new Inferences() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void forEach(Consumer<Triple> statement) {
        inferred.forEach((property, pairs) ->
            each(
                pairs,
                pair ->
                    statement.accept(
                        Triple.create(
                            term(Pairs.first(pair)), property, term(Pairs.second(pair))))));
      }
    };
  }
}
