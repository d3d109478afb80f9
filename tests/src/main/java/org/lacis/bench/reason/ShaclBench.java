package org.lacis.bench.reason;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.store.TwinStore;
import org.lacis.validate.Result;
import org.lacis.validate.Validator;

/// SHACL on universities: a full run beside jena-shacl, whose results must be the same, and what a
/// change of 100 statements costs.
public final class ShaclBench {
  private static final Node GRAPH = NodeFactory.createURI("http://example.org/graph/universities");
  private static final int RUNS = 5;

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
        return null;
      });
      lines.add(new Line("statements", memory.size(), 0));
      Validator validator = new Validator(shapes, "en");
      Shapes parsed = Shapes.parse(shapes);
      Timed<List<Result>> ours =
          time(
              () ->
                  store.read(view -> {
                    List<Result> results = new ArrayList<>();
                    validator.results(view, results::add);
                    return results;
                  }));
      Timed<List<ReportEntry>> theirs =
          time(() -> List.copyOf(ShaclValidator.get().validate(parsed, memory).getEntries()));
      if (!counts(ours.answer.stream().map(ShaclBench::line).toList())
          .equals(counts(theirs.answer.stream().map(ShaclBench::line).toList()))) {
        throw new IllegalStateException("results differ from those of jena-shacl");
      }
      lines.add(new Line("results", ours.answer.size(), 0));
      lines.add(
          new Line(
              "full run, ms", ours.milliseconds, theirs.milliseconds / ours.milliseconds));
      lines.add(new Line("jena-shacl in memory, ms", theirs.milliseconds, 0));
    }
    return lines;
  }

  /// @param milliseconds the median of some runs
  private record Timed<T>(T answer, double milliseconds) {}

  private static <T> Timed<T> time(Supplier<T> run) {
    double[] taken = new double[RUNS];
    T answer = run.get();
    for (int i = 0; i < RUNS; i++) {
      long began = System.nanoTime();
      answer = run.get();
      taken[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(taken);
    System.err.println(Arrays.toString(taken));
    return new Timed<>(answer, taken[RUNS / 2]);
  }

  private static Map<String, Integer> counts(List<String> lines) {
    Map<String, Integer> counts = new HashMap<>();
    lines.forEach(line -> counts.merge(line, 1, Integer::sum));
    return counts;
  }

  private static String line(Result result) {
    return result.focus() + " " + result.path() + " " + result.value() + " " + result.shape() + " "
        + result.component();
  }

  private static String line(ReportEntry entry) {
    return entry.focusNode() + " " + entry.resultPath() + " " + entry.value() + " " + entry.source()
        + " " + entry.sourceConstraintComponent();
  }
}
