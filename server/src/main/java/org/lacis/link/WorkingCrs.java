package org.lacis.link;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.link.rule.LinkRule;
import org.lacis.store.NodeIds;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/// Chooses the metric CRS that a rule's areas and distances are measured in, so that degrees are
/// never taken for metres.
///
/// Decided by a sample of the first things in the order of their IRIs, hence the same whatever the
/// order of loading.
final class WorkingCrs {
  private static final int SAMPLE = 1000;
  private static final int UTM_NORTH = 32600;
  private static final int UTM_SOUTH = 32700;

  private WorkingCrs() {}

  /// One side of a rule.
  record Side(Things things, Long2LongMap literals) {}

  /// The rule's own, else the sources' most frequent metric CRS, else the targets', else the UTM
  /// zone of the sources (areas right to 0.1 %); empty when no source has a readable shape.
  static Optional<Crs> choose(LinkRule rule, Side sources, Side targets, NodeIds ids) {
    if (rule.crs().isPresent()) {
      return rule.crs();
    }
    List<GeometryValue> sample = sample(sources, ids);
    return metric(sample).or(() -> metric(sample(targets, ids))).or(() -> utm(sample));
  }

  /// Whether one of some things may be in the sample of a side.
  ///
  /// @param side all its things; not each has a shape that counts, so twice the sample is looked at
  static boolean maySample(Set<String> names, SortedMap<String, Kept> side) {
    int shapes = 0;
    String last = "";
    for (Map.Entry<String, Kept> thing : side.entrySet()) {
      if (shapes == 2 * SAMPLE) {
        String end = last;
        return names.stream().anyMatch(name -> name.compareTo(end) <= 0);
      }
      shapes += thing.getValue().box().isPresent() ? 1 : 0;
      last = thing.getKey();
    }
    return true;
  }

  private static List<GeometryValue> sample(Side side, NodeIds ids) {
    List<GeometryValue> sample = new ArrayList<>();
    for (int i = 0; i < side.things.size() && sample.size() < SAMPLE; i++) {
      long thing = side.things.ids().getLong(i);
      if (side.literals.containsKey(thing)) {
        try {
          GeometryValue value =
              Wkt.parse(ids.node(side.literals.get(thing)).getLiteralLexicalForm());
          if (!value.shape().isEmpty()) {
            sample.add(value);
          }
        } catch (GeometryException _) {
          // Not lost: the layer reader meets it again and reports it.
        }
      }
    }
    return sample;
  }

  private static Optional<Crs> metric(List<GeometryValue> sample) {
    Map<String, Integer> counts = new TreeMap<>();
    for (GeometryValue value : sample) {
      if (value.crs().planar()) {
        counts.merge(value.crs().iri(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .map(entry -> Crs.of(entry.getKey()));
  }

  private static Optional<Crs> utm(List<GeometryValue> sample) {
    Envelope all = new Envelope();
    sample.forEach(value -> all.expandToInclude(value.lonLatEnvelope()));
    if (all.isNull()) {
      return Optional.empty();
    }
    Coordinate centre = all.centre();
    int zone = Math.clamp((long) Math.floor((centre.x + 180) / 6) + 1, 1, 60);
    return Optional.of(Crs.ofEpsg((centre.y >= 0 ? UTM_NORTH : UTM_SOUTH) + zone));
  }
}
