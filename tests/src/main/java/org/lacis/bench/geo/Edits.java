package org.lacis.bench.geo;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.UpdateExec;
import org.apache.jena.sparql.modify.request.QuadDataAcc;
import org.apache.jena.sparql.modify.request.UpdateDataDelete;
import org.apache.jena.sparql.modify.request.UpdateDataInsert;
import org.apache.jena.update.UpdateRequest;
import org.lacis.query.Question;
import org.lacis.store.TwinDataset;
import org.lacis.vocabulary.Geo;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;

/// Buildings that are moved one after the other by SPARQL Update, each in a transaction of its own,
/// and looked for at their new place; then back again.
final class Edits {
  /// Slow edits are not made all; there are enough of them before.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration WARM = Duration.ofSeconds(1);

  private final OurStore ours;
  private final World world;
  private final Question box = Question.of(GeoQuestion.text("box", ".rq"), "box");

  Edits(OurStore ours, World world) {
    this.ours = ours;
    this.world = world;
  }

  private record Move(int building, Geometry home, Geometry away) {}

  /// How long edits took, in milliseconds, once Java had warmed up as it does for the questions.
  ///
  /// @param first the very first one after the store was opened, until it was seen
  /// @param commit until the update was committed
  /// @param seen until a query, which began after that, had found the building where it now is
  @SuppressWarnings("ArrayRecordComponent") // figures of one run, handed on once
  record Times(double first, double[] commit, double[] seen) {
    /// @param share 0.5 for the median
    static double at(double[] times, double share) {
      double[] sorted = times.clone();
      Arrays.sort(sorted);
      return sorted[(int) (sorted.length * share)];
    }
  }

  /// Moves buildings one after the other, then all that were moved back again.
  Times made(int there) {
    List<Move> moves = moves(there);
    double first = warmedUp(moves);
    DoubleArrayList commit = new DoubleArrayList(2 * there);
    DoubleArrayList seen = new DoubleArrayList(2 * there);
    long began = System.nanoTime();
    int made = 0;
    while (made < moves.size() && System.nanoTime() - began < PATIENCE.toNanos()) {
      Move move = moves.get(made++);
      edit(move.building, move.home, move.away, commit, seen);
    }
    for (Move move : moves.subList(0, made)) {
      edit(move.building, move.away, move.home, commit, seen);
    }
    return new Times(first, commit.toDoubleArray(), seen.toDoubleArray());
  }

  /// Moves buildings there and back until enough time is over.
  ///
  /// @return what the first edit took
  private double warmedUp(List<Move> moves) {
    DoubleArrayList seen = new DoubleArrayList();
    long began = System.nanoTime();
    for (Move move : moves) {
      edit(move.building, move.home, move.away, new DoubleArrayList(), seen);
      edit(move.building, move.away, move.home, new DoubleArrayList(), seen);
      if (System.nanoTime() - began > WARM.toNanos()) {
        break;
      }
    }
    return seen.getDouble(0);
  }

  private List<Move> moves(int count) {
    int step = Math.max(1, world.count(Kind.BUILDING) / count);
    // Ten kilometres: nothing of the old place is near the new one.
    AffineTransformation east = AffineTransformation.translationInstance(10_000, 0);
    List<Move> moves = new ArrayList<>();
    world.features(
        Kind.BUILDING,
        building -> {
          if (building.id() % step == 0) {
            moves.add(new Move(building.id(), building.shape(), east.transform(building.shape())));
          }
        });
    return moves;
  }

  private void edit(
      int building, Geometry from, Geometry to, DoubleArrayList commit, DoubleArrayList seen) {
    long began = System.nanoTime();
    write(building, from, to);
    commit.add((System.nanoTime() - began) / 1e6);
    long[] found =
        ours.ask(box.with("area", Statements.literal(to.getEnvelope())), List.of("building"));
    seen.add((System.nanoTime() - began) / 1e6);
    for (long row : found) {
      if (row == Rows.of(building, 0)) {
        return;
      }
    }
    throw new IllegalStateException("building " + building + " is not where it was moved to");
  }

  private void write(int building, Geometry from, Geometry to) {
    UpdateRequest request =
        new UpdateRequest()
            .add(new UpdateDataDelete(data(building, from)))
            .add(new UpdateDataInsert(data(building, to)));
    TwinDataset dataset = ours.store().dataset();
    dataset.begin(TxnType.WRITE);
    try {
      UpdateExec.dataset(dataset).update(request).execute();
      dataset.commit();
    } finally {
      dataset.end();
    }
  }

  private static QuadDataAcc data(int building, Geometry shape) {
    Node graph = NodeFactory.createURI(Statements.BASE + "graph/" + Kind.BUILDING.graph());
    Node geometry =
        NodeFactory.createURI(Statements.iri(Kind.BUILDING, building).getURI() + "/geometry");
    QuadDataAcc data = new QuadDataAcc();
    data.addQuad(new Quad(graph, geometry, Geo.AS_WKT, Statements.literal(shape)));
    return data;
  }
}
