package org.lacis.interop.family;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.lacis.interop.Check;
import org.lacis.interop.Examination;
import org.lacis.interop.Kind;
import org.lacis.interop.Ours;
import org.lacis.interop.Requirement;
import org.lacis.interop.Result;
import org.lacis.interop.Severity;
import org.lacis.interop.Tester;
import org.lacis.interop.Text;

/// A test as a function.
record Trial(Check check, Work work) implements Tester {
  static final Set<Kind> SPARQL = Set.of(Kind.SPARQL);
  static final Set<Kind> FEATURES = Set.of(Kind.FEATURES);
  static final Set<Kind> STREAM = Set.of(Kind.LDES);
  static final Set<Kind> MAPPING = Set.of(Kind.MAPPING);

  /// Those that tell of things in RDF.
  static final Set<Kind> STATEMENTS = Set.of(Kind.SPARQL, Kind.DUMP, Kind.LDES);

  /// Those that tell of things.
  static final Set<Kind> THINGS = Set.of(Kind.SPARQL, Kind.DUMP, Kind.LDES, Kind.FEATURES);

  /// What a test does.
  @FunctionalInterface
  interface Work {
    Result run(Check check, Examination exam);
  }

  /// What a test of an endpoint does.
  @FunctionalInterface
  interface EndpointWork {
    Result run(Check check, Examination exam, URI endpoint);
  }

  /// What a test of a pair does.
  @FunctionalInterface
  interface PairWork {
    Result run(Check check, Examination exam, Ours ours);
  }

  @Override
  public Result run(Examination exam) {
    return work.run(check, exam);
  }

  static Trial of(
      String id, Severity severity, Set<Kind> kinds, Work work, Requirement... requirements) {
    return new Trial(Check.of(id, severity, kinds, requirements), work);
  }

  /// Not tested where the address is none of an endpoint after all.
  static Work endpoint(EndpointWork work) {
    return (check, exam) -> {
      Optional<URI> endpoint = exam.subject().sparql();
      return endpoint.isPresent()
          ? work.run(check, exam, endpoint.get())
          : check.untested(
              Text.of("no SPARQL endpoint answers", "aucun point d’accès SPARQL ne répond"));
    };
  }

  /// Speaks of nothing where there is no twin of ours to hold the partner against.
  static Work pair(PairWork work) {
    return (check, exam) -> {
      Optional<Ours> ours = exam.side();
      return ours.isPresent()
          ? work.run(check, exam, ours.get())
          : check.inapplicable(
              Text.of(
                  "no twin of ours is held against it",
                  "aucun jumeau des nôtres ne lui est confronté"));
    };
  }

  /// As a person would write it.
  static String get(URI address, String accept) {
    return "GET " + address + ", accept: " + accept;
  }
}
