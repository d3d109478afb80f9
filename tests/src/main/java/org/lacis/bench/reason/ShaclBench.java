package org.lacis.bench.reason;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.store.Delta;
import org.lacis.store.TwinStore;
import org.lacis.validate.KeptReport;
import org.lacis.validate.Result;
import org.lacis.validate.Validator;

/// SHACL on universities: a full run beside jena-shacl, whose results must be the same, and what a
/// change of 100 statements costs.
public final class ShaclBench {
  private static final Node GRAPH = NodeFactory.createURI("http://example.org/graph/universities");
  private static final int RUNS = 7;

  /// Runs of jena-shacl, which takes much longer.
  private static final int FEW_RUNS = 3;

  private static final int CHANGES = 200;
  private static final int WARM = 50;

  /// Of the statements of a change.
  private static final int HALF = 50;

  private ShaclBench() {}

  /// One figure.
  ///
  /// @param value milliseconds, or a count
  /// @param ratio how many times longer jena-shacl takes; 0 where there is nothing to compare
  public record Line(String name, double value, double ratio) {}

  /// @param folder empty, for the store
  /// @param universities of about 127,000 statements each; 10 for the table
  /// @throws IllegalStateException when results differ
  public static List<Line> run(Path folder, int universities) {
    List<Line> lines = new ArrayList<>();
    Graph shapes = UniversityShapes.shapes();
    Graph memory = GraphFactory.createDefaultGraph();
    UniversityShapes.classes().find().forEachRemaining(memory::add);
    Universities.tell(universities, 1, memory::add);
    try (TwinStore store = TwinStore.open(folder)) {
      store.write(view -> {
        memory
            .find()
            .forEachRemaining(
                t -> view.add(GRAPH, t.getSubject(), t.getPredicate(), t.getObject()));
        return true;
      });
      lines.add(new Line("statements", memory.size(), 0));
      Validator validator = new Validator(shapes, "en");
      Shapes parsed = Shapes.parse(shapes);
      Timed<List<Result>> ours =
          time(
              RUNS,
              () ->
                  store.read(view -> {
                    List<Result> results = new ArrayList<>();
                    validator.results(view, results::add);
                    return results;
                  }));
      Timed<List<ReportEntry>> theirs =
          time(
              FEW_RUNS,
              () -> List.copyOf(ShaclValidator.get().validate(parsed, memory).getEntries()));
      if (!counts(ours.answer.stream().map(ShaclBench::line).toList())
          .equals(counts(theirs.answer.stream().map(ShaclBench::line).toList()))) {
        throw new IllegalStateException("results differ from those of jena-shacl");
      }
      lines.add(new Line("results", ours.answer.size(), 0));
      lines.add(
          new Line("full run, ms", ours.milliseconds, theirs.milliseconds / ours.milliseconds));
      lines.add(new Line("jena-shacl in memory, ms", theirs.milliseconds, 0));
      lines.addAll(changes(store, validator, memory, theirs.milliseconds));
    }
    return lines;
  }

  /// Changes of 100 statements, half of them removed, half of them put back: what is kept is
  /// carried on each time, and in the end is what a full run finds.
  private static List<Line> changes(
      TwinStore store, Validator validator, Graph memory, double theirs) {
    Random dice = new Random(1);
    List<Triple> all = memory.find().toList();
    KeptReport kept = store.read(view -> KeptReport.of(validator, view));
    Deque<List<Triple>> removed = new ArrayDeque<>();
    double[] taken = new double[CHANGES];
    long checked = 0;
    for (int i = -WARM; i < CHANGES; i++) {
      List<Triple> gone = new ArrayList<>();
      for (int j = 0; j < HALF; j++) {
        gone.add(all.get(dice.nextInt(all.size())));
      }
      List<Triple> back = removed.size() < 2 ? List.of() : removed.removeFirst();
      int round = i;
      long version = store.version();
      store.write(view -> {
        gone.forEach(t -> view.delete(GRAPH, t.getSubject(), t.getPredicate(), t.getObject()));
        back.forEach(t -> view.add(GRAPH, t.getSubject(), t.getPredicate(), t.getObject()));
        return true;
      });
      removed.addLast(gone);
      KeptReport.Change change =
          store.read(view -> {
            Delta delta = store.dataset().changesSince(version).orElseThrow();
            long began = System.nanoTime();
            KeptReport.Change told = kept.change(view, delta);
            if (round >= 0) {
              taken[round] = (System.nanoTime() - began) / 1e6;
            }
            return told;
          });
      checked += change.checked();
    }
    Map<String, Integer> fresh =
        store.read(view -> {
          List<String> lines = new ArrayList<>();
          validator.results(view, result -> lines.add(line(result)));
          return counts(lines);
        });
    List<String> carried = new ArrayList<>();
    kept.results(result -> carried.add(line(result)));
    if (!counts(carried).equals(fresh)) {
      throw new IllegalStateException("what is kept differs from a full run");
    }
    Arrays.sort(taken);
    double median = taken[CHANGES / 2];
    return List.of(
        new Line("100 statements changed, p50, ms", median, theirs / median),
        new Line("100 statements changed, p99, ms", taken[CHANGES * 99 / 100], 0),
        new Line("nodes checked a change", (double) checked / (CHANGES + WARM), 0));
  }

  /// @param milliseconds the median of some runs
  private record Timed<T>(T answer, double milliseconds) {}

  private static <T> Timed<T> time(int runs, Supplier<T> run) {
    double[] taken = new double[runs];
    T answer = run.get();
    for (int i = 0; i < runs; i++) {
      long began = System.nanoTime();
      answer = run.get();
      taken[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(taken);
    return new Timed<>(answer, taken[runs / 2]);
  }

  private static Map<String, Integer> counts(List<String> lines) {
    Map<String, Integer> counts = new HashMap<>();
    lines.forEach(line -> counts.merge(line, 1, Integer::sum));
    return counts;
  }

  private static String line(Result result) {
    return result.focus()
        + " "
        + result.path()
        + " "
        + result.value()
        + " "
        + result.shape()
        + " "
        + result.component();
  }

  private static String line(ReportEntry entry) {
    return entry.focusNode()
        + " "
        + entry.resultPath()
        + " "
        + entry.value()
        + " "
        + entry.source()
        + " "
        + entry.sourceConstraintComponent();
  }
}
