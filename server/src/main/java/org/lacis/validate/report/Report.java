package org.lacis.validate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.lacis.validate.Result;
import org.lacis.validate.register.Register;
import org.lacis.vocabulary.Severity;

/// What a validation came to. Immutable.
///
/// @param focusNodes how many objects the shapes were held against; one that several shapes target
///   counts for each
/// @param checks what each check of the register judged
/// @param counts how many results there are of each severity
/// @param groups results by what they break, the worst and most frequent first
/// @param results the first results as they are, in the order they were met
/// @param whole whether `results` are all there are
public record Report(
    long focusNodes,
    List<Register.Outcome> checks,
    Map<Severity, Long> counts,
    List<Group> groups,
    List<Result> results,
    boolean whole) {
  /// How many examples a group keeps.
  public static final int EXAMPLES = 3;

  /// How many results a report keeps as they are, unless told otherwise: about 20 MB of Turtle.
  public static final int KEPT = 50_000;

  /// Results that break one thing.
  ///
  /// @param target the shape whose target the focus nodes are, or the check
  /// @param shape the shape that has the constraint, or the kind of problem
  /// @param path of the first result, in the syntax of SPARQL; empty for none
  /// @param count how many there are
  /// @param examples the first of them
  public record Group(
      Node target, Node shape, String path, Severity severity, long count, List<Result> examples) {
    public Group {
      examples = List.copyOf(examples);
    }
  }

  public Report {
    checks = List.copyOf(checks);
    counts = Map.copyOf(counts);
    groups = List.copyOf(groups);
    results = List.copyOf(results);
  }

  /// Whether there is no result at all (SHACL, section 3.6.1.1).
  public boolean conforms() {
    return counts.isEmpty();
  }

  public long count(Severity severity) {
    return counts.getOrDefault(severity, 0L);
  }

  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Whether there is a result of this severity or a higher one.
  public boolean reaches(Severity severity) {
    return counts.keySet().stream().anyMatch(met -> met.compareTo(severity) >= 0);
  }

  /// Gathers results while they are met. For one thread.
  public static final class Gathering implements Consumer<Result> {
    private record Key(Node target, Node shape, String path, Severity severity) {}

    private static final class Count {
      private long number;
      private final List<Result> examples = new ArrayList<>();
    }

    private final int most;
    private final Map<Key, Count> groups = new LinkedHashMap<>();
    private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    private final List<Result> results = new ArrayList<>();
    private boolean whole = true;

    /// @param most how many results are kept as they are
    public Gathering(int most) {
      this.most = most;
    }

    @Override
    public void accept(Result result) {
      Severity severity = result.level();
      counts.merge(severity, 1L, Long::sum);
      if (results.size() < most) {
        results.add(result);
      } else {
        whole = false;
      }
      String path = result.path() == null ? "" : result.path().toString();
      Count count =
          groups.computeIfAbsent(
              new Key(result.target(), result.shape(), path, severity), _ -> new Count());
      count.number++;
      if (count.examples.size() < EXAMPLES) {
        count.examples.add(result);
      }
    }

    /// The report of what was gathered.
    public Report report(long focusNodes, List<Register.Outcome> checks) {
      List<Group> sorted = new ArrayList<>();
      groups.forEach((key, count) ->
          sorted.add(
              new Group(
                  key.target, key.shape, key.path, key.severity, count.number, count.examples)));
      sorted.sort(
          Comparator.comparing(Group::severity)
              .reversed()
              .thenComparing(Group::count, Comparator.reverseOrder()));
      return new Report(focusNodes, checks, counts, sorted, results, whole);
    }
  }
}
