package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.store.NodeIds;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/// The neighbours of what a map shows: default geometries of things of one kind, and of one twin,
/// since two twins that draw the same town would cover each other.
final class Surroundings {
  /// Wider than this, metres, a building is less than a dot.
  private static final double TOWN = 1_500;

  private static final int LOOKED_AT = 6_000;
  private static final int POINTS = 3_600;

  private final NodeIds ids;
  private final View view;
  private final long asWkt;
  private final long defaultGeometry;
  private final long type;

  Surroundings(View view) {
    this.view = view;
    this.ids = view.ids();
    this.asWkt = ids.id(Geo.AS_WKT);
    this.defaultGeometry = ids.id(Geo.HAS_DEFAULT_GEOMETRY);
    this.type = ids.id(RDF.type.asNode());
  }

  /// Shapes in CRS84, the large ones first, coarse enough for the eye and few enough for a page.
  ///
  /// @param seen envelope of the map, degrees
  /// @param side of the map, metres
  /// @param own literals that the map shows already
  /// @param kinds of what the map shows; the neighbours of a town are towns
  List<Geometry> around(Envelope seen, double side, Set<Node> own, Set<Node> kinds) {
    if (asWkt == NodeIds.ABSENT || defaultGeometry == NodeIds.ABSENT) {
      return List.of();
    }
    Set<Long> wanted = new HashSet<>();
    for (Node kind : side < TOWN ? Set.of(Lacis.BUILDING) : kinds) {
      wanted.add(ids.id(kind));
    }
    wanted.remove(NodeIds.ABSENT);
    Set<Long> shown = new HashSet<>();
    own.forEach(literal -> shown.add(ids.id(literal)));
    List<Long> near = new ArrayList<>();
    view.spatial()
        .search(
            seen,
            id -> {
              if (near.size() < LOOKED_AT && !shown.contains(id)) {
                near.add(id);
              }
            });
    Map<Long, List<Long>> byGraph = new HashMap<>();
    near.forEach(literal -> place(literal, wanted, byGraph));
    return byGraph.values().stream()
        .max(Comparator.comparingInt(List::size))
        .map(literals -> coarse(literals, seen.getHeight() / Drawing.SIDE))
        .orElse(List.of());
  }

  // a literal is a neighbour when it is the default geometry of a thing of a kind that is wanted
  private void place(long literal, Set<Long> wanted, Map<Long, List<Long>> byGraph) {
    Set<Long> graphs = new HashSet<>();
    ids.find(
        NodeIds.ABSENT,
        NodeIds.ABSENT,
        asWkt,
        literal,
        (_, geometry, _, _) ->
            ids.find(
                NodeIds.ABSENT,
                NodeIds.ABSENT,
                defaultGeometry,
                geometry,
                (graph, thing, _, _) ->
                    ids.find(
                        graph,
                        thing,
                        type,
                        NodeIds.ABSENT,
                        (_, _, _, kind) -> {
                          if (wanted.contains(kind)) {
                            graphs.add(graph);
                          }
                        })));
    graphs.forEach(graph -> byGraph.computeIfAbsent(graph, _ -> new ArrayList<>()).add(literal));
  }

  private List<Geometry> coarse(List<Long> literals, double dot) {
    List<Geometry> flat = new ArrayList<>();
    for (long literal : literals) {
      GeometryValue value = view.spatial().geometry(literal);
      if (value.shape().getDimension() == 2) {
        flat.add(value.footprint().to(Crs.CRS84).shape());
      }
    }
    flat.sort(Comparator.comparingDouble(Geometry::getArea).reversed());
    List<Geometry> some = List.of();
    for (double tolerance : new double[] {0.4, 1, 2}) {
      some = fewer(flat, tolerance * dot);
      if (some.size() == flat.size()) {
        break;
      }
    }
    return some;
  }

  private static List<Geometry> fewer(List<Geometry> shapes, double tolerance) {
    List<Geometry> some = new ArrayList<>();
    int points = 0;
    for (Geometry shape : shapes) {
      DouglasPeuckerSimplifier simplifier = new DouglasPeuckerSimplifier(shape);
      simplifier.setDistanceTolerance(tolerance);
      simplifier.setEnsureValid(false); // for the eye alone
      Geometry simple = simplifier.getResultGeometry();
      points += simple.getNumPoints();
      if (points > POINTS) {
        break;
      }
      if (!simple.isEmpty()) {
        some.add(simple.norm()); // shells and holes turn opposite ways: overlaps stay filled
      }
    }
    return some;
  }
}
