package org.lacis.validate.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lacis.store.View;
import org.lacis.validate.Validator;
import org.lacis.validate.register.Register;

/// What a twin is held against.
///
/// @param shapes empty for none
/// @param register the checks beyond shapes
/// @param checks names of those that are run
/// @param kept how many results are kept as they are
public record Validation(
    Optional<Validator> shapes, Register register, Set<String> checks, int kept) {
  public Validation {
    checks = Set.copyOf(checks);
  }

  /// Holds a view against all of it.
  public Report of(View view) {
    Report.Gathering gathering = new Report.Gathering(kept);
    long focusNodes =
        shapes.map(validator -> validator.results(view, gathering).focusNodes()).orElse(0L);
    List<Register.Outcome> outcomes = register.check(view, checks, gathering);
    return gathering.report(focusNodes, outcomes);
  }
}
