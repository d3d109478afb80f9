package org.lacis.validate.register;

import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.lacis.store.NodeIds;
import org.lacis.vocabulary.Lacis;

/// The communes that a twin's own data know: the official geographic code as it stands, and its
/// history as far as the twin has taken it in.
///
/// The code is read from the graphs that describe communes in force (`lacis:CurrentCommune`) or
/// their dated states and changes (`lacis:CommuneState`, `lacis:CommuneChange`); where there are
/// none, from those that describe communes. What other graphs say of communes is a claim.
///
/// @param codes what is known, by code of five characters
/// @param departments those of which some commune is known: codes of others cannot be judged
/// @param graphs where the code was read from
/// @param issued of which day the code in force is
record CommuneRegister(
    Map<String, Known> codes, Set<String> departments, LongSet graphs, Optional<LocalDate> issued) {
  /// Code of a commune, a municipal arrondissement, or a delegated or associated commune.
  static final Pattern CODE = Pattern.compile("(\\d{2}|2[AB])\\d{3}");

  static final Node INSEE_CODE = Lacis.term("inseeCode");
  static final Node VINTAGE = Lacis.term("vintage");
  static final Node VALID_FROM = Lacis.term("validFrom");
  static final Node VALID_TO = Lacis.term("validTo");

  private static final Node FORMER_CODE = Lacis.term("formerInseeCode");
  private static final Node REPLACED_BY = Lacis.term("replacedBy");
  private static final Node RESULT_TIME =
      NodeFactory.createURI("http://www.w3.org/ns/sosa/resultTime");

  CommuneRegister {
    codes = Map.copyOf(codes);
    departments = Set.copyOf(departments);
  }

  /// Days during which a code was in use.
  ///
  /// @param from first day; [LocalDate#MIN] where it is not known
  /// @param to first day no more; [LocalDate#MAX] where it goes on
  record Span(LocalDate from, LocalDate to) {
    boolean holds(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(to);
    }
  }

  /// What is known of a code.
  ///
  /// @param current whether it is one of the code in force
  /// @param spans when it was in use, as the history says; empty without a history
  /// @param successors codes of what took its place
  record Known(boolean current, List<Span> spans, Set<String> successors) {
    Known {
      spans = List.copyOf(spans);
      successors = new TreeSet<>(successors);
    }
  }

  /// How a code stands at a day.
  enum Standing {
    /// in use, as far as is known
    IN_USE,
    /// of a department of which the twin knows nothing
    NOT_JUDGED,
    /// never heard of
    UNKNOWN,
    /// in use at other days, by the history
    NOT_THEN,
    /// given up, one does not know when
    GIVEN_UP,
    /// given up, but perhaps after the day that is meant
    GIVEN_UP_SINCE
  }

  Standing at(String code, Optional<LocalDate> day) {
    Known known = codes.get(code);
    if (known == null) {
      return departments.contains(department(code)) ? Standing.UNKNOWN : Standing.NOT_JUDGED;
    }
    if (!known.spans.isEmpty()) {
      LocalDate then = day.or(() -> issued).orElse(LocalDate.MAX.minusDays(1));
      return known.spans.stream().anyMatch(span -> span.holds(then))
          ? Standing.IN_USE
          : Standing.NOT_THEN;
    }
    if (known.current) {
      return Standing.IN_USE;
    }
    boolean before =
        day.isPresent() && issued.isPresent() && day.orElseThrow().isBefore(issued.orElseThrow());
    return before ? Standing.GIVEN_UP_SINCE : Standing.GIVEN_UP;
  }

  /// What took the place of a code, and of that in turn, down to codes of today.
  Set<String> successors(String code) {
    Set<String> today = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    follow(code, seen, today);
    today.remove(code);
    return today;
  }

  private void follow(String code, Set<String> seen, Set<String> today) {
    Known known = codes.get(code);
    if (known == null || !seen.add(code)) {
      return;
    }
    if (known.current) {
      today.add(code);
    }
    known.successors.forEach(next -> follow(next, seen, today));
  }

  /// Two characters, or three overseas.
  static String department(String code) {
    return code.substring(0, code.startsWith("97") || code.startsWith("98") ? 3 : 2);
  }

  static CommuneRegister read(Ground ground) {
    return new Reading(ground).read();
  }

  /// The day that a description is of: its own, else the day its dataset was issued.
  static Optional<LocalDate> day(Ground ground, long graph, long subject) {
    for (Node property : List.of(VINTAGE, VALID_FROM, RESULT_TIME, Lacis.term("populationYear"))) {
      for (long object : ground.objects(graph, subject, property)) {
        Optional<LocalDate> day = Days.of(ground.node(object));
        if (day.isPresent()) {
          return day;
        }
      }
    }
    return issued(ground, graph);
  }

  /// The day a dataset was issued, as the catalogue says.
  static Optional<LocalDate> issued(Ground ground, long graph) {
    long catalogue = ground.id(ground.iris().catalogueGraph());
    long property = ground.id(DCTerms.issued.asNode());
    Node[] said = {null};
    if (catalogue != NodeIds.ABSENT && property != NodeIds.ABSENT && graph != NodeIds.ABSENT) {
      ground
          .ids()
          .find(
              catalogue,
              graph,
              property,
              NodeIds.ABSENT,
              (_, _, _, object) -> said[0] = ground.node(object));
    }
    return Optional.ofNullable(said[0]).flatMap(Days::of);
  }

  private static final class Reading {
    private final Ground ground;
    private final long state;
    private final long change;
    private final long currentCommune;
    private final LongSet current;
    private final LongSet former;
    private final LongSet graphs = new LongOpenHashSet();
    private final Map<String, Set<String>> successors = new HashMap<>();
    private final Map<String, List<Span>> spans = new HashMap<>();
    private final Set<String> inForce = new HashSet<>();

    Reading(Ground ground) {
      this.ground = ground;
      this.state = ground.id(Lacis.term("CommuneState"));
      this.change = ground.id(Lacis.term("CommuneChange"));
      this.currentCommune = ground.id(Lacis.term("CurrentCommune"));
      this.current = set("CurrentCommune", "Commune", "MunicipalArrondissement");
      this.former = set("DelegatedCommune", "AssociatedCommune");
    }

    private LongSet set(String... names) {
      LongSet set = new LongOpenHashSet();
      for (String name : names) {
        long id = ground.id(Lacis.term(name));
        if (id != NodeIds.ABSENT) {
          set.add(id);
        }
      }
      return set;
    }

    CommuneRegister read() {
      LongSet strong = new LongOpenHashSet();
      LongSet weak = new LongOpenHashSet();
      ground.said(
          INSEE_CODE,
          (graph, subject, _) -> {
            if (!strong.contains(graph)) {
              LongList types = ground.types(graph, subject);
              if (types.contains(currentCommune)
                  || types.contains(state)
                  || types.contains(change)) {
                strong.add(graph);
              } else if (types.longStream().anyMatch(current::contains)) {
                weak.add(graph);
              }
            }
          });
      graphs.addAll(strong.isEmpty() ? weak : strong);
      ground.said(
          INSEE_CODE,
          (graph, subject, object) -> {
            if (graphs.contains(graph)) {
              take(graph, subject, ground.node(object).getLiteralLexicalForm());
            }
          });
      return build();
    }

    private void take(long graph, long subject, String code) {
      if (!CODE.matcher(code).matches()) {
        return;
      }
      LongList types = ground.types(graph, subject);
      ground
          .objects(graph, subject, FORMER_CODE)
          .forEach((long old) -> follows(ground.node(old).getLiteralLexicalForm(), code));
      if (types.contains(state)) {
        Optional<LocalDate> from = day(graph, subject, VALID_FROM);
        Optional<LocalDate> to = day(graph, subject, VALID_TO);
        spans
            .computeIfAbsent(code, _ -> new ArrayList<>())
            .add(new Span(from.orElse(LocalDate.MIN), to.orElse(LocalDate.MAX)));
        if (to.isEmpty()) {
          inForce.add(code);
        }
      } else if (types.contains(change)) {
        successors.computeIfAbsent(code, _ -> new HashSet<>());
      } else if (types.longStream().anyMatch(former::contains)) {
        successors.computeIfAbsent(code, _ -> new HashSet<>());
        for (long unit : ground.objects(graph, subject, REPLACED_BY)) {
          for (long next : ground.objects(graph, unit, INSEE_CODE)) {
            follows(code, ground.node(next).getLiteralLexicalForm());
          }
        }
      } else if (types.longStream().anyMatch(current::contains)) {
        inForce.add(code);
      }
    }

    private Optional<LocalDate> day(long graph, long subject, Node property) {
      LongList said = ground.objects(graph, subject, property);
      return said.isEmpty() ? Optional.empty() : Days.of(ground.node(said.getLong(0)));
    }

    private void follows(String old, String code) {
      if (!old.equals(code)) {
        successors.computeIfAbsent(old, _ -> new HashSet<>()).add(code);
      }
    }

    private CommuneRegister build() {
      Set<String> all = new HashSet<>(inForce);
      all.addAll(spans.keySet());
      all.addAll(successors.keySet());
      Map<String, Known> codes = new HashMap<>();
      Set<String> departments = new HashSet<>();
      for (String code : all) {
        codes.put(
            code,
            new Known(
                inForce.contains(code),
                spans.getOrDefault(code, List.of()),
                successors.getOrDefault(code, Set.of())));
        if (inForce.contains(code) || spans.containsKey(code)) {
          departments.add(department(code));
        }
      }
      Optional<LocalDate> issued =
          graphs
              .longStream()
              .mapToObj(graph -> CommuneRegister.issued(ground, graph))
              .flatMap(Optional::stream)
              .max(LocalDate::compareTo);
      return new CommuneRegister(codes, departments, graphs, issued);
    }
  }
}
