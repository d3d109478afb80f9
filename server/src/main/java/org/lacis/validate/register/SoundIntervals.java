package org.lacis.validate.register;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;

/// Intervals of time begin before they end, and the dated states of one thing (`lacis:versionOf`)
/// do not overlap. An interval takes in its first day and leaves out its last.
record SoundIntervals() implements RegisterCheck {
  private static final Node VERSION_OF = Lacis.term("versionOf");

  /// Two properties that make an interval.
  private record Ends(Node from, Node to) {}

  private static final List<Ends> ENDS =
      List.of(
          new Ends(CommuneRegister.VALID_FROM, CommuneRegister.VALID_TO),
          new Ends(
              iri("http://www.w3.org/ns/prov#startedAtTime"),
              iri("http://www.w3.org/ns/prov#endedAtTime")),
          new Ends(
              iri("http://www.w3.org/ns/dcat#startDate"),
              iri("http://www.w3.org/ns/dcat#endDate")));

  /// A state of a thing.
  ///
  /// @param id of the state
  record State(long id, LocalDate from, LocalDate to) {}

  /// A state that begins before another one has ended.
  record Overlap(State state, State earlier) {}

  @Override
  public String name() {
    return "interval";
  }

  @Override
  public long run(Ground ground, Problems problems) {
    long judged = 0;
    for (Ends ends : ENDS) {
      LongSet subjects = new LongOpenHashSet();
      ground.said(ends.from, (_, subject, _) -> subjects.add(subject));
      ground.said(ends.to, (_, subject, _) -> subjects.add(subject));
      for (long subject : subjects) {
        judge(ground, problems, ends, subject);
      }
      judged += subjects.size();
    }
    states(ground)
        .values()
        .forEach(states ->
            overlaps(states)
                .forEach(one ->
                    problems.tell(
                        "interval-overlap",
                        Severity.VIOLATION,
                        ground.node(one.state.id),
                        CommuneRegister.VALID_FROM,
                        ground.node(one.earlier.id),
                        one.state.from,
                        one.earlier.to.equals(LocalDate.MAX)
                            ? new Problems.Words("interval.open")
                            : one.earlier.to)));
    return judged;
  }

  private static void judge(Ground ground, Problems problems, Ends ends, long subject) {
    Optional<LocalDate> from = end(ground, problems, ends.from, subject);
    Optional<LocalDate> to = end(ground, problems, ends.to, subject);
    if (from.isPresent() && to.isPresent() && !sound(ground, ends, subject, from.get(), to.get())) {
      problems.tell(
          "interval-reversed",
          Severity.VIOLATION,
          ground.node(subject),
          ends.to,
          ground.node(ground.objects(ANY, subject, ends.to).getLong(0)),
          from.get(),
          to.get());
    }
  }

  private static final long ANY = org.lacis.store.NodeIds.ABSENT;

  /// Moments of one day may follow each other; days may not be the same.
  private static boolean sound(
      Ground ground, Ends ends, long subject, LocalDate from, LocalDate to) {
    if (!from.equals(to)) {
      return from.isBefore(to);
    }
    String first = lexical(ground, subject, ends.from);
    String last = lexical(ground, subject, ends.to);
    return first.contains("T") && last.contains("T") && first.compareTo(last) <= 0;
  }

  private static String lexical(Ground ground, long subject, Node property) {
    return ground.node(ground.objects(ANY, subject, property).getLong(0)).getLiteralLexicalForm();
  }

  /// The one day that a property says; what is no day, or more than one, is told.
  private static Optional<LocalDate> end(
      Ground ground, Problems problems, Node property, long subject) {
    LongList said = ground.objects(ANY, subject, property);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    Node value = ground.node(said.getLong(0));
    Optional<LocalDate> day = Days.of(value);
    if (day.isEmpty()) {
      problems.tell(
          "interval-malformed",
          Severity.VIOLATION,
          ground.node(subject),
          property,
          value,
          value.isLiteral() ? value.getLiteralLexicalForm() : value);
    } else if (said.size() > 1) {
      problems.tell(
          "interval-ambiguous",
          Severity.WARNING,
          ground.node(subject),
          property,
          ground.node(said.getLong(1)),
          said.size());
      return Optional.empty();
    }
    return day;
  }

  /// The states of each thing that has dated ones.
  private static Long2ObjectMap<List<State>> states(Ground ground) {
    Long2ObjectMap<List<State>> states = new Long2ObjectOpenHashMap<>();
    LongSet seen = new LongOpenHashSet();
    ground.said(
        VERSION_OF,
        (_, state, thing) -> {
          Optional<State> dated = state(ground, state);
          if (dated.isPresent() && seen.add(state * 31 + thing)) {
            states.computeIfAbsent(thing, _ -> new ArrayList<>()).add(dated.get());
          }
        });
    return states;
  }

  private static Optional<State> state(Ground ground, long state) {
    Optional<LocalDate> from = day(ground, state, CommuneRegister.VALID_FROM);
    Optional<LocalDate> to = day(ground, state, CommuneRegister.VALID_TO);
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    State dated = new State(state, from.orElse(LocalDate.MIN), to.orElse(LocalDate.MAX));
    return dated.from.isBefore(dated.to) ? Optional.of(dated) : Optional.empty();
  }

  private static Optional<LocalDate> day(Ground ground, long subject, Node property) {
    LongList said = ground.objects(ANY, subject, property);
    return said.size() == 1 ? Days.of(ground.node(said.getLong(0))) : Optional.empty();
  }

  /// Every state that begins while an earlier one lasts, with the one of these that lasts longest.
  static List<Overlap> overlaps(List<State> states) {
    List<State> order = new ArrayList<>(states);
    order.sort(Comparator.comparing(State::from).thenComparing(State::to).thenComparing(State::id));
    List<Overlap> overlaps = new ArrayList<>();
    @Nullable State longest = null;
    for (State state : order) {
      if (longest != null && longest.to.isAfter(state.from)) {
        overlaps.add(new Overlap(state, longest));
      }
      if (longest == null || state.to.isAfter(longest.to)) {
        longest = state;
      }
    }
    return overlaps;
  }

  private static Node iri(String text) {
    return NodeFactory.createURI(text);
  }
}
