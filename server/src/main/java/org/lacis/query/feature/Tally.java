package org.lacis.query.feature;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.Crs;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.locationtech.jts.geom.Envelope;

/// What is learnt of a collection from its features, one after the other.
final class Tally {
  /// Features whose system is looked at.
  private static final int LOOKED_AT = 1_000;

  /// Values of a property that are remembered, not to be looked at again.
  private static final int SEEN = 1 << 16;

  /// A rectangle that is said in another system is turned against this one. What it is turned by in
  /// the zones of France is less than this part of its longer side, so that an extent that is said
  /// in any of them still holds everything.
  private static final double MARGIN = 0.04;

  private static final double ROUNDING = 1e4;

  /// What is learnt of a property.
  static final class Values {
    final Set<Property.Kind> kinds = EnumSet.noneOf(Property.Kind.class);
    final Set<String> datatypes = new HashSet<>();
    final Set<String> languages = new HashSet<>();
    private final LongOpenHashSet seen = new LongOpenHashSet();
    boolean several;

    private void add(long object, NodeIds ids) {
      if (seen.contains(object)) {
        return;
      }
      if (seen.size() < SEEN) {
        seen.add(object);
      }
      Node node = ids.nodeOnce(object);
      kinds.add(Property.Kind.of(node));
      if (node.isLiteral()) {
        datatypes.add(node.getLiteralDatatypeURI());
        String language = node.getLiteralLanguage();
        if (!language.isEmpty()) {
          languages.add(language.toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  final Long2ObjectLinkedOpenHashMap<Values> properties = new Long2ObjectLinkedOpenHashMap<>();
  final Long2LongOpenHashMap datasets = new Long2LongOpenHashMap();
  final LongArrayList nowhere = new LongArrayList();
  private final Map<Crs, Integer> systems = new HashMap<>();
  private final Envelope box = new Envelope();
  private @Nullable Interval time;
  private int looked;
  long count;
  boolean blanks;

  /// @param spatial where its geometry lies
  void add(Feature feature, Vocabulary words, NodeIds ids, SpatialIndex spatial) {
    count++;
    long before = NodeIds.ABSENT;
    for (int i = 0; i < feature.statements(); i++) {
      long predicate = feature.predicate(i);
      if (!words.isStructure(predicate)) {
        Values values = properties.computeIfAbsent(predicate, _ -> new Values());
        values.several |= predicate == before;
        values.add(feature.object(i), ids);
        before = predicate;
      }
    }
    place(feature, spatial);
    feature
        .time()
        .ifPresent(found -> {
          Interval closed = closed(found);
          time = time == null ? closed : time.with(closed);
        });
  }

  /// An open end says nothing of when: what does is its other end.
  private static Interval closed(Interval one) {
    return new Interval(
        one.isOpenBefore() ? one.to() : one.from(), one.isOpenAfter() ? one.from() : one.to());
  }

  private void place(Feature feature, SpatialIndex spatial) {
    Optional<Feature.Shape> shape = feature.shape();
    if (shape.isEmpty()) {
      nowhere.add(feature.number());
      return;
    }
    Envelope one = spatial.box(shape.orElseThrow().literal());
    if (one.isNull()) {
      nowhere.add(feature.number());
      return;
    }
    box.expandToInclude(one);
    if (looked++ < LOOKED_AT) {
      systems.merge(shape.orElseThrow().value().crs(), 1, Integer::sum);
    }
  }

  /// Adds what another one learnt of other features.
  void add(Tally other) {
    count += other.count;
    blanks |= other.blanks;
    other.properties.forEach((predicate, values) -> {
      Values mine = properties.computeIfAbsent(predicate, _ -> new Values());
      mine.kinds.addAll(values.kinds);
      mine.datatypes.addAll(values.datatypes);
      mine.languages.addAll(values.languages);
      mine.several |= values.several;
    });
    other.datasets.forEach((long dataset, long features) -> datasets.addTo(dataset, features));
    nowhere.addAll(other.nowhere);
    other.systems.forEach((crs, features) -> systems.merge(crs, features, Integer::sum));
    box.expandToInclude(other.box);
    Interval theirs = other.time;
    if (theirs != null) {
      time = time == null ? theirs : time.with(theirs);
    }
  }

  boolean located() {
    return !box.isNull();
  }

  Optional<Extent> extent() {
    if (box.isNull()) {
      return Optional.empty();
    }
    double cosine = Math.max(0.01, Math.cos(Math.toRadians(box.centre().y)));
    double longer = Math.max(box.getHeight(), box.getWidth() * cosine) * MARGIN;
    double east = longer / cosine;
    return Optional.of(
        new Extent(
            Math.max(-180, Math.floor((box.getMinX() - east) * ROUNDING) / ROUNDING),
            Math.max(-90, Math.floor((box.getMinY() - longer) * ROUNDING) / ROUNDING),
            Math.min(180, Math.ceil((box.getMaxX() + east) * ROUNDING) / ROUNDING),
            Math.min(90, Math.ceil((box.getMaxY() + longer) * ROUNDING) / ROUNDING)));
  }

  Optional<Interval> time() {
    return Optional.ofNullable(time);
  }

  /// The system of most geometries; CRS84 where there are none.
  Crs storage() {
    return systems.entrySet().stream()
        .max(
            Map.Entry.<Crs, Integer>comparingByValue()
                .thenComparing(entry -> entry.getKey().iri(), Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .orElse(Crs.CRS84);
  }
}
