package org.lacis.federate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIter1;
import org.lacis.vocabulary.Finding;

/// Joins rows with what members say of their keys. Rows are taken in windows that grow; each
/// distinct key of a window that was not asked before is sent once, all of them in one request a
/// member, and several windows are under way at the same time. Rows leave in the order in which
/// they came.
///
/// What several members say alike counts once, as in the union of their statements.
final class BoundJoin extends QueryIter1 {
  private static final int FIRST = 256;
  private static final int LARGEST = 1_024;
  private static final int AHEAD = 4;

  /// Answers that are kept for keys that come again.
  private static final int REMEMBERED = 100_000;

  private final Wanted wanted;
  private final Inquiry inquiry;
  private final Var from;
  private final Deque<Window> flying = new ArrayDeque<>();
  private final Map<Key, List<Binding>> remembered = new HashMap<>();
  private Iterator<Binding> ready = Collections.emptyIterator();
  private int size = FIRST;

  private record Key(List<Var> variables, List<Node> values) {}

  BoundJoin(Wanted wanted, Inquiry inquiry, QueryIterator input, ExecutionContext context) {
    super(input, context);
    this.wanted = wanted;
    this.inquiry = inquiry;
    this.from = Var.alloc(Provenance.PREFIX + inquiry.step());
  }

  /// Sends what can be sent at once, so that it is under way while others are waited for.
  BoundJoin started() {
    if (flying.isEmpty() && getInput().hasNext()) {
      flying.add(new Window());
    }
    return this;
  }

  @Override
  protected boolean hasNextBinding() {
    while (!ready.hasNext()) {
      inquiry.requireTime();
      while (flying.size() < AHEAD && getInput().hasNext()) {
        flying.add(new Window());
      }
      if (flying.isEmpty()) {
        return false;
      }
      ready = flying.remove().joined();
    }
    return true;
  }

  @Override
  protected Binding moveToNextBinding() {
    return ready.next();
  }

  @Override
  protected void closeSubIterator() {
    flying.forEach(Window::cancel);
    flying.clear();
  }

  @Override
  protected void requestSubCancel() {
    inquiry.close();
  }

  /// Some rows, and what was asked for them.
  private final class Window {
    private final List<Binding> rows = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();

    Window() {
      Map<List<Var>, List<Key>> fresh = new LinkedHashMap<>();
      Map<Key, Boolean> met = new HashMap<>();
      while (rows.size() < size && getInput().hasNext()) {
        Binding row = getInput().next();
        Key key = key(row);
        rows.add(row);
        keys.add(key);
        if (!remembered.containsKey(key) && met.put(key, true) == null) {
          fresh.computeIfAbsent(key.variables(), _ -> new ArrayList<>()).add(key);
        }
      }
      size = Math.min(LARGEST, size * 4);
      fresh.forEach((variables, some) -> batches.add(new Batch(variables, some)));
    }

    private Key key(Binding row) {
      List<Var> variables = new ArrayList<>();
      List<Node> values = new ArrayList<>();
      for (Var variable : wanted.variables()) {
        Node value = row.get(variable);
        if (value != null) {
          variables.add(variable);
          values.add(value);
        }
      }
      return new Key(variables, values);
    }

    Iterator<Binding> joined() {
      Map<Key, List<Binding>> found = new HashMap<>();
      batches.forEach(batch -> batch.collect(found));
      List<Binding> joined = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        Key key = keys.get(i);
        List<Binding> more =
            Objects.requireNonNullElseGet(
                found.get(key), () -> remembered.getOrDefault(key, List.of()));
        for (Binding one : more) {
          joined.add(merged(rows.get(i), one));
        }
      }
      if (remembered.size() < REMEMBERED) {
        remembered.putAll(found);
      }
      return joined.iterator();
    }

    void cancel() {
      batches.forEach(batch -> batch.asked.values().forEach(future -> future.cancel(true)));
    }
  }

  private static Binding merged(Binding row, Binding more) {
    if (more.isEmpty()) {
      return row;
    }
    BindingBuilder both = BindingFactory.builder(row);
    more.forEach((variable, value) -> {
      if (!row.contains(variable)) {
        both.add(variable, value);
      }
    });
    return both.build();
  }

  /// Keys of the same variables, asked together.
  private final class Batch {
    private final List<Var> variables;
    private final List<Key> keys;
    private final Map<Member, Future<List<Binding>>> asked = new LinkedHashMap<>();
    private final List<Member> later = new ArrayList<>();

    Batch(List<Var> variables, List<Key> keys) {
      this.variables = variables;
      this.keys = keys;
      for (Member member : wanted.members()) {
        if (member.isOwn()) {
          later.add(member);
        } else {
          sent(member);
        }
      }
    }

    private void sent(Member member) {
      boolean blank = keys.stream().anyMatch(key -> isBlank(key));
      if (blank) {
        keys.stream()
            .filter(BoundJoin::isBlank)
            .flatMap(key -> key.values().stream())
            .filter(node -> inquiry.isBlankOf(node, member))
            .findFirst()
            .ifPresent(_ -> inquiry.miss(member, blank(member)));
      }
      if (!keys.stream().allMatch(BoundJoin::isBlank)) {
        asked.put(
            member,
            member.rows(
                wanted.query(
                    variables,
                    keys.stream().filter(key -> !isBlank(key)).map(Key::values).toList()),
                inquiry));
      }
    }

    void collect(Map<Key, List<Binding>> found) {
      List<Key> sendable =
          keys.stream().allMatch(key -> !isBlank(key))
              ? keys
              : keys.stream().filter(key -> !isBlank(key)).toList();
      Map<Key, Map<Binding, Set<String>>> shared = new HashMap<>();
      boolean several = wanted.members().size() > 1;
      keys.forEach(key -> found.put(key, new ArrayList<>()));
      for (Member member : later) {
        List<List<Node>> values = keys.stream().map(Key::values).toList();
        take(
            member,
            inquiry.await(member, member.rows(wanted.query(variables, values), inquiry)),
            keys,
            several,
            found,
            shared);
      }
      asked.forEach((member, future) -> {
        try {
          List<Binding> answered = inquiry.awaited(future);
          if (!answered.isEmpty()) {
            inquiry.contributed(member);
          }
          take(member, answered, sendable, several, found, shared);
        } catch (FederateException e) {
          lost(member, e, found);
        }
      });
      shared.forEach((key, rows) ->
          rows.forEach((row, who) ->
              found
                  .computeIfAbsent(key, _ -> new ArrayList<>())
                  .add(told(row, String.join(" ", who)))));
    }

    private void lost(Member member, FederateException why, Map<Key, List<Binding>> found) {
      switch (wanted.loss()) {
        case FATAL -> throw why;
        case NOTED -> inquiry.miss(member, why.finding());
        case PASSED -> {
          inquiry.miss(member, why.finding());
          keys.forEach(key -> found.put(key, List.of(BindingFactory.empty())));
        }
      }
    }

    private void take(
        Member member,
        List<Binding> answered,
        List<Key> numbered,
        boolean several,
        Map<Key, List<Binding>> found,
        Map<Key, Map<Binding, Set<String>>> shared) {
      for (Binding row : answered) {
        int number = variables.isEmpty() ? 0 : Keys.of(row.get(wanted.index()));
        if (number < 0 || number >= numbered.size()) {
          throw FederateException.of(
              "unreadable",
              "partner " + member.name(),
              "a row for a key that was not asked",
              "the number of a key",
              "Tell its owner.");
        }
        Key key = numbered.get(number);
        Binding more = wanted.named(row);
        inquiry.noteBlanks(more, member);
        if (several) {
          shared
              .computeIfAbsent(key, _ -> new LinkedHashMap<>())
              .computeIfAbsent(more, _ -> new TreeSet<>())
              .add(member.name());
        } else {
          found.computeIfAbsent(key, _ -> new ArrayList<>()).add(told(more, member.name()));
        }
      }
    }
  }

  private Binding told(Binding row, String who) {
    return inquiry.wishes().sources()
        ? BindingFactory.builder(row).add(from, NodeFactory.createLiteralString(who)).build()
        : row;
  }

  private static boolean isBlank(Key key) {
    return key.values().stream().anyMatch(Node::isBlank);
  }

  private static Finding blank(Member member) {
    return Finding.warning(
        "federate.blank-node",
        org.lacis.vocabulary.Place.of("partner " + member.name()),
        "a thing without a name of its own, about which it cannot be asked again",
        "an IRI",
        "Ask for both statements within SERVICE, so that the partner joins them.");
  }
}
