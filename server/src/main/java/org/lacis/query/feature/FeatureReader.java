package org.lacis.query.feature;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongLists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.store.Delta;
import org.lacis.store.NodeIds;
import org.lacis.store.SpatialIndex;
import org.lacis.store.View;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Envelope;

/// Reads the features of one collection, in the order of the store's numbers: from the spatial
/// index, from the values that a filter asks for, or one after the other, whichever leaves least to
/// look at. What comes out is the same. Memory does not grow with what is read.
///
/// Belongs to the thread of its view.
public final class FeatureReader {
  /// Up to how many features are read beyond a page to tell how many match.
  static final long COUNTED = 20_000;

  /// How much dearer it is to look something up than to come across it.
  private static final int LOOK_UP = 4;

  private static final int TERMS = 1 << 12;

  private final FeatureCollection collection;
  private final Quads quads;
  private final NodeIds ids;
  private final SpatialIndex spatial;
  private final Vocabulary words;
  private final Quads.Scan things;
  private final Quads.Scan geometries;
  private final Quads.Scan objects;
  private final Quads.Lookup members;
  private final Long2ObjectOpenHashMap<Property> properties = new Long2ObjectOpenHashMap<>();
  private final Map<Property, Long> predicates = new HashMap<>();
  private final @Nullable Node[] terms = new Node[TERMS];
  private final long[] termIds = new long[TERMS];

  /// What was changed since the collection was described; empty when that cannot be told.
  private final Optional<LongList> touched;

  private final long type;
  private final LongArrayList rows = new LongArrayList();
  private final LongArrayList speakers = new LongArrayList();

  /// @param version that the collection was described at
  FeatureReader(View view, TwinIris iris, FeatureCollection collection, OptionalLong version) {
    this.collection = collection;
    this.quads = new Quads(view);
    this.ids = view.ids();
    this.spatial = view.spatial();
    this.words = new Vocabulary(ids, iris);
    this.things = quads.subjects();
    this.geometries = quads.subjects();
    this.objects = quads.objects();
    this.members = quads.lookup();
    for (Property property : collection.properties()) {
      long predicate = ids.id(property.predicate());
      predicates.put(property, predicate);
      properties.put(predicate, property);
    }
    this.type =
        switch (collection.members()) {
          case Members.OfClass of -> ids.id(of.type());
          case Members.Named _ -> NodeIds.ABSENT;
        };
    this.touched = touched(version);
  }

  public FeatureCollection collection() {
    return collection;
  }

  private Optional<LongList> touched(OptionalLong version) {
    OptionalLong now = quads.version();
    if (version.isPresent() && version.equals(now)) {
      return Optional.of(LongLists.emptyList());
    }
    Optional<Delta> delta =
        version.isEmpty() || now.isEmpty()
            ? Optional.empty()
            : quads.changesSince(version.getAsLong());
    return delta.map(change -> {
      LongArrayList subjects = new LongArrayList();
      for (int i = 0; i < change.size(); i++) {
        long subject = change.quads()[4 * i + 1];
        subjects.add(subject);
        if (words.serialization(change.quads()[4 * i + 2]) >= 0) {
          owners(subject, subjects);
        }
      }
      return subjects;
    });
  }

  // ---- one feature

  /// The feature that has an IRI; empty when the collection holds none.
  public Optional<Feature> find(Node thing) {
    long id = thing.isURI() ? ids.id(thing) : NodeIds.ABSENT;
    return id == NodeIds.ABSENT || !holds(id) ? Optional.empty() : Optional.of(load(id, thing));
  }

  private boolean holds(long id) {
    return switch (collection.members()) {
      case Members.OfClass of ->
          type != NodeIds.ABSENT
              && members.has(id, words.type, type, graph -> describes(graph, of.twin()));
      case Members.Named named -> isIn(named.ids(), id);
    };
  }

  private static boolean isIn(LongList ascending, long id) {
    int low = 0;
    int high = ascending.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending.getLong(middle) < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < ascending.size() && ascending.getLong(low) == id;
  }

  private boolean describes(long graph, String twin) {
    Vocabulary.Speaker speaker = words.speaker(graph);
    return speaker.data() && (twin.isEmpty() || speaker.twin().equals(twin));
  }

  Feature load(long id, @Nullable Node known) {
    rows.clear();
    speakers.clear();
    things.of(id, this::row);
    return new Feature(this, id, known, rows.toLongArray(), speakers.toLongArray());
  }

  private void row(long graph, long subject, long predicate, long object) {
    Vocabulary.Speaker speaker = words.speaker(graph);
    if (!speaker.counts()) {
      return;
    }
    if (speaker.data() && !speakers.contains(graph)) {
      speakers.add(graph);
    }
    int size = rows.size();
    boolean said =
        size > 0 && rows.getLong(size - 1) == object && rows.getLong(size - 2) == predicate;
    if (!said) {
      rows.add(predicate);
      rows.add(object);
    }
  }

  /// The shape that a geometry node has.
  Optional<Feature.Shape> shape(long geometry) {
    long[] best = {NodeIds.ABSENT, Integer.MAX_VALUE};
    geometries.of(
        geometry,
        (graph, _, predicate, object) -> {
          int rank = words.serialization(predicate);
          if (rank >= 0 && rank < best[1] && words.speaker(graph).data()) {
            best[0] = object;
            best[1] = rank;
          }
        });
    if (best[0] == NodeIds.ABSENT) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Feature.Shape(best[0], spatial.geometry(best[0])));
    } catch (GeometryException _) {
      return Optional.empty(); // told when it was lifted; a feature without a geometry here
    }
  }

  Vocabulary words() {
    return words;
  }

  long predicate(Property property) {
    Long predicate = predicates.get(property);
    return predicate == null ? ids.id(property.predicate()) : predicate;
  }

  @Nullable Property property(long predicate) {
    return properties.get(predicate);
  }

  /// A term that others may have too.
  Node term(long id) {
    int at = (int) ((id * 0x9E3779B97F4A7C15L) >>> 52);
    Node known = terms[at];
    if (known != null && termIds[at] == id) {
      return known;
    }
    Node node = ids.nodeOnce(id);
    terms[at] = node;
    termIds[at] = id;
    return node;
  }

  Node once(long id) {
    return ids.nodeOnce(id);
  }

  // ---- many

  /// How many features the collection has now.
  public long count() {
    OptionalLong now = quads.version();
    if (touched.filter(List::isEmpty).isPresent() && now.isPresent()) {
      return collection.count();
    }
    long[] count = {0};
    members(
        NodeIds.ABSENT,
        _ -> {
          count[0]++;
          return true;
        });
    return count[0];
  }

  /// Hands on features, each as soon as it is found.
  ///
  /// @param out may throw to stop
  /// @throws FeatureException `features.foreign-cursor` when the cursor is of another store
  public FeaturePage read(FeatureQuery query, Consumer<? super Feature> out) {
    query
        .after()
        .filter(cursor -> !cursor.isOf(ids))
        .ifPresent(_ -> {
          throw FeatureException.of(
              "features.foreign-cursor",
              "cursor",
              "a place of another state of the data",
              "a cursor that this server gave lately",
              "Begin again at the first page.");
        });
    long after = query.after().map(Cursor::id).orElse(NodeIds.ABSENT);
    Optional<LongArrayList> candidates = candidates(query.filter());
    boolean all = query.filter().isAll();
    boolean counting =
        !all && (candidates.isPresent() || collection.count() <= COUNTED || after < 0);
    Reading reading = new Reading(query, after, counting, out);
    if (candidates.isPresent()) {
      for (long id : candidates.orElseThrow()) {
        if (holds(id) && isNamed(id) && !reading.take(id)) {
          break;
        }
      }
    } else {
      members(counting ? NodeIds.ABSENT : after, reading::take);
    }
    return reading.page(all);
  }

  /// One page in the making.
  private final class Reading {
    private final FeatureQuery query;
    private final long after;
    private final boolean counting;
    private final Consumer<? super Feature> out;
    private long returned;
    private long matched;
    private long beyond;
    private boolean more;
    private boolean whole = true;
    private @Nullable Feature last;

    Reading(FeatureQuery query, long after, boolean counting, Consumer<? super Feature> out) {
      this.query = query;
      this.after = after;
      this.counting = counting;
      this.out = out;
    }

    /// @return whether more is wanted
    boolean take(long id) {
      boolean before = after != NodeIds.ABSENT && id <= after;
      if (before && !counting) {
        return true;
      }
      if (returned == query.limit() && ++beyond > COUNTED) {
        // Whether there are more is for the next page to tell.
        more = true;
        whole = false;
        return false;
      }
      Feature feature = load(id, null);
      if (!query.filter().isAll() && !query.filter().test().test(feature)) {
        return true;
      }
      matched++;
      if (before) {
        return true;
      }
      if (returned < query.limit()) {
        returned++;
        last = feature;
        out.accept(feature);
        return true;
      }
      more = true;
      whole &= counting;
      return counting;
    }

    FeaturePage page(boolean all) {
      OptionalLong found =
          all
              ? OptionalLong.of(count())
              : counting && whole ? OptionalLong.of(matched) : OptionalLong.empty();
      Feature end = last;
      Optional<Cursor> next =
          more && end != null
              ? Optional.of(Cursor.behind(end.number(), end.node()))
              : Optional.empty();
      return new FeaturePage(returned, found, next);
    }
  }

  /// Takes a member.
  @FunctionalInterface
  interface Taker {
    /// @return whether more is wanted
    boolean take(long id);
  }

  /// Every member behind one, ascending.
  void members(long after, Taker member) {
    switch (collection.members()) {
      case Members.OfClass of -> {
        if (type != NodeIds.ABSENT) {
          long[] last = {NodeIds.ABSENT};
          quads.subjects(
              words.type,
              type,
              after,
              (subject, graph) -> {
                if (subject == last[0] || !describes(graph, of.twin())) {
                  return true;
                }
                last[0] = subject;
                // Blank nodes have no address.
                return !isNamed(subject) || member.take(subject);
              });
        }
      }
      case Members.Named named -> {
        for (long id : named.ids()) {
          if (id > after && !member.take(id)) {
            return;
          }
        }
      }
    }
  }

  private boolean isNamed(long id) {
    boolean sure = !collection.blanks() && touched.filter(List::isEmpty).isPresent();
    return sure || once(id).isURI();
  }

  // ---- where to start

  /// What may pass, ascending, each once; empty when it is better to look at every member.
  private Optional<LongArrayList> candidates(FeatureFilter filter) {
    if (touched.isEmpty()) {
      return Optional.empty();
    }
    long bound = collection.count() / LOOK_UP;
    long near = filter.near().map(boxes -> nearby(filter, boxes)).orElse(Long.MAX_VALUE);
    FeatureFilter.@Nullable Equality best = null;
    long least = Long.MAX_VALUE;
    for (FeatureFilter.Equality equality : filter.equalities()) {
      long estimate = estimate(equality);
      if (estimate < least) {
        least = estimate;
        best = equality;
      }
    }
    if (Math.min(near, least) > bound) {
      return Optional.empty();
    }
    LongArrayList found = new LongArrayList(touched.orElseThrow());
    if (best != null && least <= near) {
      long predicate = ids.id(best.predicate());
      for (Node value : best.values()) {
        long object = ids.id(value);
        if (predicate != NodeIds.ABSENT && object != NodeIds.ABSENT) {
          quads.subjects(predicate, object, NodeIds.ABSENT, (subject, _) -> found.add(subject));
        }
      }
    } else {
      LongArrayList literals = new LongArrayList();
      for (Envelope box : filter.near().orElseThrow()) {
        spatial.search(box, literals::add);
      }
      holders(literals, found);
      if (filter.nowhere()) {
        found.addAll(collection.nowhere());
      }
    }
    return Optional.of(ascending(found));
  }

  private long nearby(FeatureFilter filter, List<Envelope> boxes) {
    long estimate = filter.nowhere() ? collection.nowhere().size() : 0;
    for (Envelope box : boxes) {
      estimate += spatial.estimate(box);
    }
    return estimate;
  }

  private long estimate(FeatureFilter.Equality equality) {
    long predicate = ids.id(equality.predicate());
    long estimate = 0;
    for (Node value : equality.values()) {
      long object = ids.id(value);
      if (predicate != NodeIds.ABSENT && object != NodeIds.ABSENT) {
        estimate += quads.estimate(predicate, object);
      }
    }
    return estimate;
  }

  /// Adds the things that have a geometry with one of these literals.
  private void holders(LongArrayList literals, LongArrayList things) {
    LongArrayList nodes = new LongArrayList(literals.size());
    // In the order of the index, each step after the first is a short one.
    for (long literal : ascending(literals)) {
      objects.of(
          literal,
          (_, subject, predicate, _) -> {
            if (words.serialization(predicate) >= 0) {
              nodes.add(subject);
            }
          });
    }
    for (long node : ascending(nodes)) {
      owners(node, things);
    }
  }

  /// Adds the things that a geometry node belongs to.
  private void owners(long geometry, LongArrayList things) {
    objects.of(
        geometry,
        (_, subject, predicate, _) -> {
          if (words.isGeometry(predicate)) {
            things.add(subject);
          }
        });
  }

  /// The same ids, sorted, each once.
  static LongArrayList ascending(LongArrayList ids) {
    ids.sort(null);
    int kept = 0;
    for (int i = 0; i < ids.size(); i++) {
      if (kept == 0 || ids.getLong(kept - 1) != ids.getLong(i)) {
        ids.set(kept++, ids.getLong(i));
      }
    }
    ids.size(kept);
    return ids;
  }
}
