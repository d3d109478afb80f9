package org.lacis.validate.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.lacis.store.View;
import org.lacis.validate.Result;
import org.lacis.vocabulary.TwinIris;

/// All checks of a register, over one view. Immutable and thread-safe.
///
/// @param iris how the twin names its graphs and things
public record Register(TwinIris iris) {
  private static final List<RegisterCheck> CHECKS =
      List.of(
          new CommuneCodes(),
          new UnitOfPlace(),
          new PlausiblePlace(),
          new UniqueIdentifiers(),
          new PlausibleValues(),
          new PresentEnds(),
          new SoundIntervals());

  /// What one check did.
  ///
  /// @param check its name
  /// @param judged statements or things it could judge
  /// @param told how many problems it met
  public record Outcome(String check, long judged, long told) {}

  /// The names of all checks, in their order.
  public static List<String> names() {
    return CHECKS.stream().map(RegisterCheck::name).toList();
  }

  /// Runs every check.
  ///
  /// @param results told of what is wrong, one after the other on this thread
  public List<Outcome> check(View view, Consumer<Result> results) {
    return check(view, Set.copyOf(names()), results);
  }

  /// Runs the checks of these names.
  public List<Outcome> check(View view, Set<String> wanted, Consumer<Result> results) {
    Ground ground = new Ground(view, iris);
    List<Outcome> outcomes = new ArrayList<>();
    for (RegisterCheck check : CHECKS) {
      if (wanted.contains(check.name())) {
        Problems problems = new Problems(check.name(), results);
        long judged = check.run(ground, problems);
        outcomes.add(new Outcome(check.name(), judged, problems.told()));
      }
    }
    return outcomes;
  }
}
