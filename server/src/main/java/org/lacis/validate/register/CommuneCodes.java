package org.lacis.validate.register;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Severity;

/// The code of a commune that a description names exists, at the day that the description is of.
///
/// Whether it does is told by the twin's own copy of the official geographic code
/// ([CommuneRegister]). Without its history a code that was given up is doubtful at most: nobody
/// knows since when.
record CommuneCodes() implements RegisterCheck {
  /// Units of other levels have codes of their own.
  private static final Set<String> OTHER_LEVELS =
      Set.of("Arrondissement", "Department", "Region", "CommuneState", "CommuneChange");

  @Override
  public String name() {
    return "commune-code";
  }

  @Override
  public long run(Ground ground, Problems problems) {
    CommuneRegister register = ground.communes();
    if (register.codes().isEmpty()) {
      return 0;
    }
    LongSet other = new LongOpenHashSet();
    OTHER_LEVELS.forEach(level -> other.add(ground.id(Lacis.term(level))));
    long[] judged = {0};
    ground.said(
        CommuneRegister.INSEE_CODE,
        (graph, subject, object) -> {
          if (register.graphs().contains(graph)
              || ground.types(graph, subject).longStream().anyMatch(other::contains)) {
            return;
          }
          Node value = ground.node(object);
          if (value.isLiteral() && judge(ground, graph, subject, value, problems)) {
            judged[0]++;
          }
        });
    return judged[0];
  }

  private static boolean judge(
      Ground ground, long graph, long subject, Node value, Problems problems) {
    String code = value.getLiteralLexicalForm();
    // What is no code at all breaks a shape.
    if (!CommuneRegister.CODE.matcher(code).matches()) {
      return false;
    }
    CommuneRegister register = ground.communes();
    Optional<LocalDate> day = CommuneRegister.day(ground, graph, subject);
    CommuneRegister.Standing standing = register.at(code, day);
    switch (standing) {
      case IN_USE, NOT_JUDGED -> {}
      case UNKNOWN ->
          tell(problems, ground, subject, value, "commune-unknown", Severity.VIOLATION, code);
      case NOT_THEN ->
          tell(
              problems,
              ground,
              subject,
              value,
              "commune-not-then",
              Severity.VIOLATION,
              code,
              day.or(register::issued).map(LocalDate::toString).orElse("…"),
              spans(register.codes().get(code)),
              successors(register, code));
      case GIVEN_UP ->
          tell(
              problems,
              ground,
              subject,
              value,
              "commune-given-up",
              Severity.WARNING,
              code,
              successors(register, code));
      case GIVEN_UP_SINCE ->
          tell(
              problems,
              ground,
              subject,
              value,
              "commune-given-up-since",
              Severity.INFO,
              code,
              successors(register, code),
              day.orElseThrow());
    }
    return standing != CommuneRegister.Standing.NOT_JUDGED;
  }

  private static void tell(
      Problems problems,
      Ground ground,
      long subject,
      Node value,
      String kind,
      Severity severity,
      Object... details) {
    problems.tell(kind, severity, ground.node(subject), CommuneRegister.INSEE_CODE, value, details);
  }

  /// What became of a code, in words; also for those who meet it within an IRI.
  static Problems.Words successors(CommuneRegister register, String code) {
    Set<String> next = register.successors(code);
    return next.isEmpty()
        ? new Problems.Words("commune.no-successor")
        : new Problems.Words("commune.successor", String.join(", ", next));
  }

  private static String spans(CommuneRegister.Known known) {
    return Stream.ofNullable(known)
        .flatMap(one -> one.spans().stream())
        .sorted((a, b) -> a.from().compareTo(b.from()))
        .map(span -> day(span.from()) + " – " + day(span.to()))
        .collect(Collectors.joining(", "));
  }

  private static String day(LocalDate day) {
    return day.equals(LocalDate.MIN) || day.equals(LocalDate.MAX) ? "…" : day.toString();
  }
}
