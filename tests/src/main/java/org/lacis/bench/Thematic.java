package org.lacis.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.sys.StoreConnection;
import org.lacis.query.Answers;
import org.lacis.query.QuerySetup;
import org.lacis.query.Question;
import org.lacis.store.TwinStore;
import org.lacis.store.View;

/// Twelve questions without geometry over the union of named graphs: Lacis against plain TDB2 with
/// the same statements in its own six indexes, in one process, turn by turn, answers compared.
final class Thematic {
  /// Time that a template is given for each of the two, so that short ones are asked more often.
  private static final long WARM_NANOS = 1_500_000_000L;

  private static final long MEASURE_NANOS = 2_500_000_000L;

  /// Both share most of their code: what is asked first should not be asked coldest.
  private static final int WARM_ROUNDS = 3;

  private static final int MOST = 20_000;
  private static final int LEAST = 5;

  /// Medians of one template.
  ///
  /// @param ours milliseconds of Lacis
  /// @param plain milliseconds of plain TDB2
  /// @param rows of the first answer
  record Figure(String name, boolean scan, double ours, double plain, long rows) {
    double ratio() {
      return plain / ours;
    }
  }

  /// @param statements in the union, as quads
  /// @param differences templates whose answers differ, in words
  record Run(long statements, List<Figure> figures, List<String> differences) {
    Run {
      figures = List.copyOf(figures);
      differences = List.copyOf(differences);
    }

    double mean() {
      return mean(figures);
    }

    double scanMean() {
      return mean(figures.stream().filter(Figure::scan).toList());
    }

    private static double mean(List<Figure> figures) {
      return Math.exp(
          figures.stream().mapToDouble(f -> Math.log(f.ratio())).average().orElse(Double.NaN));
    }
  }

  private final ThematicWorld world;

  Thematic(int buildings) {
    this.world = new ThematicWorld(buildings, 42);
  }

  /// @param only names of templates; empty is all
  Run run(List<String> only) throws IOException {
    Path scratch = Files.createTempDirectory("lacis-thematic");
    Location place = Location.create(Files.createDirectories(scratch.resolve("plain")));
    try (TwinStore store = QuerySetup.equip(TwinStore.open(scratch.resolve("lacis")))) {
      tell("loading Lacis");
      long[] count = {0};
      store.write(view -> {
        world.write(quad -> {
          view.add(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
          count[0]++;
        });
        return true;
      });
      tell("loading plain TDB2");
      DatasetGraph plain = DatabaseMgr.connectDatasetGraph(place);
      plain.getContext().set(TDB2.symUnionDefaultGraph, true);
      Txn.executeWrite(plain, () -> world.write(plain::add));
      return measure(store, plain, only, count[0]);
    } finally {
      StoreConnection.internalExpel(place, true);
      delete(scratch);
    }
  }

  private Run measure(TwinStore store, DatasetGraph plain, List<String> only, long statements) {
    List<Figure> figures = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    List<Template> asked =
        Template.of(world).stream()
            .filter(template -> only.isEmpty() || only.contains(template.name()))
            .toList();
    for (int round = 0; round < WARM_ROUNDS; round++) {
      tell("warming");
      for (Template template : asked) {
        store.read(view ->
            Txn.calculateRead(plain, () -> turns(template, view, plain, WARM_NANOS / 5, 1)));
      }
    }
    for (Template template : asked) {
      tell(template.name());
      store.read(view ->
          Txn.calculateRead(
              plain,
              () -> {
                differences.addAll(differences(template, view, plain));
                turns(template, view, plain, WARM_NANOS, 2);
                return figures.add(turns(template, view, plain, MEASURE_NANOS, LEAST));
              }));
    }
    return new Run(statements, figures, differences);
  }

  private static List<String> differences(Template template, View view, DatasetGraph plain) {
    List<String> found = new ArrayList<>();
    for (Query query : template.queries()) {
      List<String> ours = words(ours(view, query));
      List<String> theirs = words(plain(plain, query));
      if (!template.ordered()) {
        ours.sort(Comparator.naturalOrder());
        theirs.sort(Comparator.naturalOrder());
      }
      if (!ours.equals(theirs)) {
        found.add(
            "%s: %d rows of Lacis, %d of TDB2, and they differ"
                .formatted(template.name(), ours.size(), theirs.size()));
      }
    }
    return found;
  }

  private static Figure turns(
      Template template, View view, DatasetGraph plain, long nanos, int least) {
    List<Query> queries = template.queries();
    double[] ours = new double[MOST];
    double[] theirs = new double[MOST];
    long[] spent = {0, 0};
    int turn = 0;
    long rows = 0;
    while (turn < least || (turn < MOST && Math.max(spent[0], spent[1]) < nanos)) {
      Query query = queries.get(turn % queries.size());
      // Who begins changes, since the second finds the caches of the processor warm or spoilt.
      for (int side = 0; side < 2; side++) {
        boolean us = (turn + side) % 2 == 0;
        long began = System.nanoTime();
        Supplier<List<Binding>> asked = us ? () -> ours(view, query) : () -> plain(plain, query);
        rows = asked.get().size();
        long took = System.nanoTime() - began;
        (us ? ours : theirs)[turn] = took / 1e6;
        spent[us ? 0 : 1] += took;
      }
      turn++;
    }
    return new Figure(
        template.name(), template.scan(), median(ours, turn), median(theirs, turn), rows);
  }

  private static double median(double[] times, int count) {
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
  }

  /// Through the door that everyone uses, its time limit included.
  private static List<Binding> ours(View view, Query query) {
    List<Binding> rows = new ArrayList<>();
    List<Var> columns = query.getProjectVars();
    new Answers()
        .rows(
            view,
            new Question(query, java.util.Map.of(), Question.LIMIT),
            row -> rows.add(touched(row, columns)));
    return rows;
  }

  private static List<Binding> plain(DatasetGraph dataset, Query query) {
    List<Binding> rows = new ArrayList<>();
    List<Var> columns = query.getProjectVars();
    try (QueryExec exec = QueryExec.dataset(dataset).query(query).build()) {
      RowSet found = exec.select();
      while (found.hasNext()) {
        rows.add(touched(found.next(), columns));
      }
    }
    return rows;
  }

  /// TDB2 looks a term up when it is asked for.
  private static Binding touched(Binding row, List<Var> columns) {
    for (Var column : columns) {
      Node _ = row.get(column);
    }
    return row;
  }

  private static List<String> words(List<Binding> rows) {
    List<String> words = new ArrayList<>(rows.size());
    for (Binding row : rows) {
      List<String> cells = new ArrayList<>();
      row.forEach((variable, node) -> cells.add(variable + "=" + word(node)));
      cells.sort(Comparator.naturalOrder());
      words.add(cells.toString());
    }
    return words;
  }

  /// Sums of doubles depend on the order they are summed in.
  private static String word(Node node) {
    if (node.isLiteral() && node.getLiteralValue() instanceof Double number && number % 1 != 0) {
      return new BigDecimal(number).round(new MathContext(9)).toString();
    }
    return node.toString();
  }

  private static void tell(String step) {
    System.err.println("thematic: " + step + "…");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
