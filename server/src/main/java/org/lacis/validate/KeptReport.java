package org.lacis.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.jena.graph.Triple;
import org.lacis.store.Delta;
import org.lacis.store.View;
import org.lacis.validate.shacl.Evaluation;
import org.lacis.validate.shacl.Facts;
import org.lacis.validate.shacl.Keeping;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// What breaks the shapes in a store, kept in step with it: after a change only those nodes are
/// checked that may fare otherwise, and what is kept then is what a full run would find.
///
/// Everything that is wrong stands in memory, some 300 bytes a result. When there are more results
/// than may be kept, the properties of shapes that have most of them are given up: [#findings]
/// names them, and what is said of the others stays exact. Not safe for threads.
public final class KeptReport {
  /// Results that are kept unless told otherwise: about 100 MB.
  public static final int MOST = 300_000;

  private final Validator validator;
  private final Keeping keeping;
  private final int most;

  private KeptReport(Validator validator, int most) {
    this.validator = validator;
    this.most = most;
    this.keeping = new Keeping(validator.plan(), most);
  }

  /// What a change did.
  ///
  /// @param gone results that are no more
  /// @param come results that were not there before
  /// @param checked nodes that were checked; one counts for each property of a shape
  public record Change(List<Result> gone, List<Result> come, long checked) {
    public Change {
      gone = List.copyOf(gone);
      come = List.copyOf(come);
    }
  }

  /// Runs everything once.
  public static KeptReport of(Validator validator, View view) {
    return of(validator, view, MOST);
  }

  /// @param most results to keep
  public static KeptReport of(Validator validator, View view, int most) {
    KeptReport report = new KeptReport(validator, most);
    report.keeping.begin(report.evaluation(Facts.of(view), view));
    return report;
  }

  private Evaluation evaluation(Facts facts, View view) {
    return new Evaluation(validator.plan(), facts, view.dataset().getDefaultGraph());
  }

  /// Carries on what is kept.
  ///
  /// @param view the store after the change, inferences in step; it may be the one that is being
  ///   written
  /// @param delta everything that was added or removed since the state that is kept; numbers of the
  ///   same store
  public Change change(View view, Delta delta) {
    List<long[]> statements = new ArrayList<>(delta.size());
    long[] quads = delta.quads();
    for (int i = 0; i < quads.length; i += 4) {
      statements.add(new long[] {quads[i + 1], quads[i + 2], quads[i + 3]});
    }
    return change(view, Facts.of(view), statements);
  }

  /// As [#change(View,Delta)].
  ///
  /// @param changed everything that was added or removed, in whatever graph
  public Change change(View view, Collection<Triple> changed) {
    Facts facts = Facts.of(view);
    return change(view, facts, facts.numbers(changed));
  }

  private Change change(View view, Facts facts, List<long[]> statements) {
    List<Result> gone = new ArrayList<>();
    List<Result> come = new ArrayList<>();
    long checked = keeping.change(evaluation(facts, view), statements, gone::add, come::add);
    return new Change(without(gone, come), without(come, gone), checked);
  }

  /// The results of one list that the other has not, as often as it has them more: what is wrong
  /// with a node in a node may go with one that leads to it, and come with another.
  private static List<Result> without(List<Result> some, List<Result> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some;
    }
    Map<Result, Integer> counts = new HashMap<>();
    others.forEach(other -> counts.merge(other, 1, Integer::sum));
    List<Result> left = new ArrayList<>();
    for (Result result : some) {
      if (counts.merge(result, -1, Integer::sum) < 0) {
        left.add(result);
      }
    }
    return left;
  }

  /// Everything that is kept, in no order.
  public void results(Consumer<Result> results) {
    keeping.results(results);
  }

  /// What was given up (`validate.too-many-results`), and what is wrong with the shapes themselves.
  /// Where this is empty, what is kept is everything.
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(validator.shapeFindings());
    for (Keeping.GivenUp part : keeping.givenUp()) {
      findings.add(
          Finding.warning(
              "validate.too-many-results",
              Place.of(part.shape().toString()).field(Validator.name(part.path())),
              part.count() + " results",
              "at most " + most + " of all shapes together",
              "These results are not kept: check the whole to see them, and whether the shape means"
                  + " what it says."));
    }
    return findings;
  }
}
