package org.lacis.bench.geo;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.time.Duration;
import java.util.ArrayList;
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

  private final OurStore ours;
  private final World world;
  private final Question box = Question.of(GeoQuestion.text("box", ".rq"), "box");

  Edits(OurStore ours, World world) {
    this.ours = ours;
    this.world = world;
  }

  private record Move(int building, Geometry home, Geometry away) {}

  /// From the start of each update until a query has found the building where it now is; as many
  /// for the way back.
  double[] milliseconds(int there) {
    List<Move> moves = moves(there);
    DoubleArrayList times = new DoubleArrayList(2 * there);
    long began = System.nanoTime();
    int made = 0;
    while (made < moves.size() && System.nanoTime() - began < PATIENCE.toNanos()) {
      Move move = moves.get(made++);
      times.add(edit(move.building, move.home, move.away));
    }
    for (Move move : moves.subList(0, made)) {
      times.add(edit(move.building, move.away, move.home));
    }
    return times.toDoubleArray();
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

  private double edit(int building, Geometry from, Geometry to) {
    long began = System.nanoTime();
    write(building, from, to);
    long[] found =
        ours.ask(box.with("area", Statements.literal(to.getEnvelope())), List.of("building"));
    double time = (System.nanoTime() - began) / 1e6;
    for (long row : found) {
      if (row == Rows.of(building, 0)) {
        return time;
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
