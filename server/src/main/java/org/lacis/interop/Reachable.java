package org.lacis.interop;

import java.util.List;
import java.util.Set;
import org.lacis.interop.probe.Exchange;

/// `protocol.reachable`: the address answers, and leads to something that can be checked.
public final class Reachable implements Tester {
  private static final Check CHECK =
      Check.of(
          "protocol.reachable",
          Severity.BLOCKING,
          Set.of(),
          new Requirement(
              "IETF",
              "RFC 9110 (HTTP)",
              "15",
              "https://www.rfc-editor.org/rfc/rfc9110#section-15"));

  @Override
  public Check check() {
    return CHECK;
  }

  @Override
  public Result run(Examination exam) {
    Subject subject = exam.subject();
    Exchange first = subject.first();
    String asked = first.request().words();
    if (first.failure().isPresent()) {
      String words = first.failure().get().words();
      return CHECK.failed(Text.plain(words), asked, words, List.of(subject.asked().toString()));
    }
    if (subject.kind().isEmpty()) {
      return CHECK.failed(
          Text.of(
              "the address answers, but leads to no SPARQL endpoint, OGC API, RDF file, event"
                  + " stream or mapping",
              "l’adresse répond, mais ne mène ni à un point d’accès SPARQL, ni à une OGC API, ni à"
                  + " un fichier RDF, un flux d’événements ou un mapping"),
          asked,
          first.words(),
          List.of(subject.asked().toString()));
    }
    return CHECK.passed(asked, first.words());
  }
}
