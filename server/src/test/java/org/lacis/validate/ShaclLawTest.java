package org.lacis.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sys.JenaSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.store.TwinStore;

/// What we find is what jena-shacl finds: over random shapes and statements, in a store and in a
/// graph.
final class ShaclLawTest {
  static {
    JenaSystem.init();
  }

  private static final int WORLDS = Integer.getInteger("lacis.law.worlds", 150);

  @TestFactory
  Stream<DynamicTest> resultsAreThoseOfJenaShacl() {
    return IntStream.range(0, WORLDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(int seed) {
    Random random = new Random(seed);
    RandomShapes dice = new RandomShapes(random, seed % 3 == 0);
    String shapesText = dice.soundShapes();
    Graph shapes = graph(shapesText);
    Graph data = graph(dice.data(20 + random.nextInt(80)));
    Validator validator = new Validator(shapes, "en");
    Shapes parsed = Shapes.parse(shapes);
    assertThat(difference(ours(results -> validator.results(data, results)), theirs(parsed, data)))
        .as(shapesText)
        .isEmpty();
    try (TwinStore store = TwinStore.memory()) {
      Node name = NodeFactory.createURI("http://example/graph");
      Node other = NodeFactory.createURI("http://example/other");
      store.write(view -> {
        data.find()
            .forEachRemaining(t -> {
              view.add(name, t.getSubject(), t.getPredicate(), t.getObject());
              if (random.nextBoolean()) {
                view.add(other, t.getSubject(), t.getPredicate(), t.getObject());
              }
            });
        return true;
      });
      store.read(view -> {
        assertThat(
                difference(
                    ours(results -> validator.results(view, results)),
                    theirs(parsed, view.dataset().getDefaultGraph())))
            .as(shapesText)
            .isEmpty();
        return true;
      });
    }
  }

  /// What only one of them found, as often as it did.
  private static List<String> difference(List<String> ours, List<String> theirs) {
    Map<String, Integer> counts = new TreeMap<>();
    ours.forEach(line -> counts.merge(line, 1, Integer::sum));
    theirs.forEach(line -> counts.merge(line, -1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(entry -> (entry.getValue() > 0 ? "ours " : "theirs ") + entry.getKey())
        .toList();
  }

  private static List<String> ours(Consumer<Consumer<Result>> run) {
    List<String> lines = new ArrayList<>();
    run.accept(result ->
        lines.add(
            line(
                result.focus(),
                result.path(),
                result.value(),
                result.shape(),
                result.component(),
                result.severity(),
                result.messages())));
    return lines;
  }

  private static List<String> theirs(Shapes shapes, Graph data) {
    List<String> lines = new ArrayList<>();
    for (ReportEntry entry : ShaclValidator.get().validate(shapes, data).getEntries()) {
      lines.add(
          line(
              entry.focusNode(),
              entry.resultPath(),
              entry.value(),
              entry.source(),
              entry.sourceConstraintComponent(),
              entry.severity().level(),
              List.copyOf(entry.messages())));
    }
    return lines;
  }

  private static String line(
      Node focus,
      @Nullable Object path,
      @Nullable Node value,
      Node shape,
      Node component,
      Node severity,
      List<Node> messages) {
    String kind = component.getLocalName();
    // SHACL wants no value there (section 4.4.5); jena-shacl gives one.
    boolean withValue = !kind.startsWith("UniqueLang");
    // These tell sets, in no order, blank nodes, or the whole of a shape.
    boolean words =
        messages.size() > 1
            || !kind.matches("(Equals|Disjoint|HasValue|Not|Node|UniqueLang)Constraint.*");
    return focus
        + " | "
        + path
        + " | "
        + (withValue ? value : null)
        + " | "
        + shape
        + " | "
        + kind
        + " | "
        + severity
        + (words ? " | " + messages.stream().map(Node::toString).sorted().toList() : "");
  }

  static Graph graph(String turtle) {
    return RDFParser.create()
        .source(new StringReader(RandomShapes.PREFIXES + turtle))
        .lang(Lang.TURTLE)
        .errorHandler(ErrorHandlerFactory.errorHandlerNoLogging)
        .toGraph();
  }
}
