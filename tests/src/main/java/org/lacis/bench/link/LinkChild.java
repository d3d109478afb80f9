package org.lacis.bench.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lacis.link.relate.Candidates;
import org.lacis.link.relate.FlatShapes;
import org.lacis.link.relate.Matrix;
import org.lacis.link.relate.Related;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;

/// What `lacis bench link` measures in a process of its own: `link-relate SIDE URL KEYS` (URL `-`:
/// without PostGIS), `link-naive SIDE`, `link-grow SIDE`, `link-write FOLDER SIDE SHARE`
/// (statements into a file), `link-twin FOLDER` (from the file to links in a store), `link-load
/// FOLDER` (without the links), `link-again FOLDER` (the links alone) and `link-change FOLDER`
/// (changes that links follow).
public final class LinkChild {
  static final long SEED = 1;
  private static final int TIMES = 7;

  /// What takes longer, in seconds, is done once.
  private static final double LONG = 8;

  private final Map<String, Double> figures = new HashMap<>();

  private LinkChild() {}

  /// @return the figures
  public static Map<String, Double> run(List<String> command) {
    LinkChild child = new LinkChild();
    try {
      switch (command.getFirst()) {
        case "link-relate" ->
            child.relate(town(command.get(1)), command.get(2), List.of(command.get(3).split(",")));
        case "link-naive" -> child.naive(town(command.get(1)));
        case "link-grow" -> child.grow(town(command.get(1)));
        case "link-write" ->
            LinkTwin.write(
                Path.of(command.get(1)), town(command.get(2)), Integer.parseInt(command.get(3)));
        case "link-twin" -> child.figures.putAll(new LinkTwin(Path.of(command.get(1))).all());
        case "link-load" -> child.figures.putAll(new LinkTwin(Path.of(command.get(1))).load());
        case "link-change" -> child.figures.putAll(new LinkTwin(Path.of(command.get(1))).changes());
        case "link-again" -> child.figures.putAll(new LinkTwin(Path.of(command.get(1))).link());
        default -> throw new IllegalArgumentException(command.getFirst());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return child.figures;
  }

  private static Quarter town(String side) {
    return new Quarter(SEED, Integer.parseInt(side));
  }

  /// What a run over two layers has done.
  private record Tally(long candidates, long related, long byLibrary) {}

  private static Tally join(FlatShapes first, FlatShapes second, Pool pool) {
    long[] tally = new long[3];
    Candidates.visit(
        first,
        second,
        0,
        pool,
        () -> new Related(first, second),
        related -> {
          tally[0] += related.candidates();
          tally[1] += related.size();
          tally[2] += related.byLibrary();
        });
    return new Tally(tally[0], tally[1], tally[2]);
  }

  private static Relations relations(FlatShapes first, FlatShapes second, Pool pool) {
    Relations relations = new Relations();
    Candidates.visit(
        first,
        second,
        0,
        pool,
        () -> new Related(first, second),
        related -> {
          for (int i = 0; i < related.size(); i++) {
            relations.add(related.source(i), related.target(i), related.matrix(i));
          }
        });
    return relations;
  }

  private void relate(Quarter town, String url, List<String> keys) throws SQLException {
    for (Pairing pairing : Pairing.ALL) {
      if (keys.contains(pairing.key())) {
        System.err.printf("link: %s%n", pairing.words());
        List<Geometry> first = pairing.first().shapes(town);
        List<Geometry> second = pairing.second().shapes(town);
        figures.put(pairing.key() + ".first", (double) first.size());
        figures.put(pairing.key() + ".second", (double) second.size());
        FlatShapes ours = FlatShapes.of(first);
        FlatShapes theirs = FlatShapes.of(second);
        if (!url.equals("-")) {
          try (LinkTables tables = new LinkTables(url)) {
            tables.load(pairing.first().table(), first);
            tables.load(pairing.second().table(), second);
            compare(pairing, ours, theirs, tables);
          }
        }
        measure(pairing, ours, theirs);
      }
    }
  }

  private void compare(Pairing pairing, FlatShapes first, FlatShapes second, LinkTables tables)
      throws SQLException {
    // The first question warms what the second finds in memory.
    Relations expected = tables.relations(pairing);
    try (Pool pool = new Pool(1)) {
      figures.put(
          pairing.key() + ".differences",
          (double) relations(first, second, pool).differences(expected));
    }
    double best = tables.seconds(pairing);
    for (int i = 1; i < 3 && best < LONG; i++) {
      best = Math.min(best, tables.seconds(pairing));
    }
    figures.put(pairing.key() + ".postgis", best);
  }

  /// On one thread and on two, by turns.
  private void measure(Pairing pairing, FlatShapes first, FlatShapes second) {
    double[] one = new double[TIMES];
    double[] two = new double[TIMES];
    Tally tally = new Tally(0, 0, 0);
    try (Pool alone = new Pool(1);
        Pool pair = new Pool(2)) {
      for (int i = -2; i < TIMES; i++) {
        long began = System.nanoTime();
        tally = join(first, second, alone);
        long between = System.nanoTime();
        join(first, second, pair);
        long ended = System.nanoTime();
        if (i >= 0) {
          one[i] = (between - began) / 1e9;
          two[i] = (ended - between) / 1e9;
        }
      }
    }
    figures.put(pairing.key() + ".candidates", (double) tally.candidates);
    figures.put(pairing.key() + ".related", (double) tally.related);
    figures.put(pairing.key() + ".library", (double) tally.byLibrary);
    figures.put(pairing.key() + ".ours", median(one));
    figures.put(pairing.key() + ".two", median(two));
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  /// Every pair of a small town by JTS, without any index.
  private void naive(Quarter town) {
    for (Pairing pairing : Pairing.ALL) {
      List<Geometry> first = pairing.first().shapes(town);
      List<Geometry> second = pairing.second().shapes(town);
      Relations expected = new Relations();
      for (int i = 0; i < first.size(); i++) {
        for (int j = 0; j < second.size(); j++) {
          expected.add(i, j, Matrix.of(RelateNG.relate(first.get(i), second.get(j))));
        }
      }
      try (Pool pool = new Pool(2)) {
        Relations found = relations(FlatShapes.of(first), FlatShapes.of(second), pool);
        figures.merge("naive.differences", (double) found.differences(expected), Double::sum);
        figures.merge("naive.related", (double) expected.size(), Double::sum);
        figures.merge("naive.pairs", (double) first.size() * second.size(), Double::sum);
      }
    }
  }

  /// One pairing of each sort on one thread; the first of a process is not worth its time.
  private void grow(Quarter town) {
    for (Pairing pairing : Pairing.ALL) {
      FlatShapes first = FlatShapes.of(pairing.first().shapes(town));
      FlatShapes second = FlatShapes.of(pairing.second().shapes(town));
      try (Pool pool = new Pool(1)) {
        double spent = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TIMES || spent < 1.5; i++) {
          long began = System.nanoTime();
          join(first, second, pool);
          double seconds = (System.nanoTime() - began) / 1e9;
          spent += seconds;
          best = Math.min(best, seconds);
        }
        figures.put(pairing.key() + ".grow", best);
      }
    }
  }
}
