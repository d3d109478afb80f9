package org.lacis.query.feature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.store.NodeIds;

/// One thing of a collection, as a view has it: what was said and linked about it, not what was
/// inferred. Terms and shapes are read when they are asked for. Good as long as the view is open,
/// on its thread.
public final class Feature {
  private final FeatureReader reader;
  private final long id;
  private final @Nullable Node known;

  /// Predicate and object of each statement, in the order of their numbers, each pair once.
  private final long[] statements;

  private final int count;

  /// The graphs that describe it, each once.
  private final long[] graphs;

  // Null until it was looked for.
  @SuppressWarnings("NullableOptional")
  private @Nullable Optional<Shape> shape;

  private @Nullable GeometryValue transformed;

  /// A geometry, with the number of its literal.
  record Shape(long literal, GeometryValue value) {}

  Feature(FeatureReader reader, long id, @Nullable Node known, long[] statements, long[] graphs) {
    this.reader = reader;
    this.id = id;
    this.known = known;
    this.statements = statements;
    this.count = statements.length / 2;
    this.graphs = graphs;
  }

  long number() {
    return id;
  }

  /// Its IRI, as a term.
  public Node node() {
    return known != null ? known : reader.once(id);
  }

  public String iri() {
    return node().getURI();
  }

  /// What is said of it under a predicate of the collection, each value once, in no stated order;
  /// empty when nothing is.
  public List<Node> values(Property property) {
    return values(reader.predicate(property));
  }

  private List<Node> values(long predicate) {
    List<Node> values = List.of();
    for (int i = 0; i < count; i++) {
      if (statements[2 * i] == predicate) {
        values = with(values, reader.term(statements[2 * i + 1]));
      }
    }
    return values;
  }

  private static List<Node> with(List<Node> values, Node value) {
    if (values.isEmpty()) {
      return List.of(value);
    }
    List<Node> more = values.size() == 1 ? new ArrayList<>(values) : values;
    more.add(value);
    return more;
  }

  /// Tells every property that it has, with its values.
  public void properties(BiConsumer<? super Property, ? super List<Node>> property) {
    int i = 0;
    while (i < count) {
      long predicate = statements[2 * i];
      int end = i + 1;
      while (end < count && statements[2 * end] == predicate) {
        end++;
      }
      Property known = reader.property(predicate);
      if (known != null) {
        property.accept(known, terms(i, end));
      }
      i = end;
    }
  }

  private List<Node> terms(int from, int to) {
    if (to == from + 1) {
      return List.of(reader.term(statements[2 * from + 1]));
    }
    List<Node> values = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      values.add(reader.term(statements[2 * i + 1]));
    }
    return values;
  }

  /// The classes that it is said to be of.
  public List<Node> types() {
    return values(reader.words().type);
  }

  /// The graphs that describe it.
  public Set<Node> graphs() {
    Set<Node> named = new LinkedHashSet<>();
    for (long graph : graphs) {
      named.add(reader.term(graph));
    }
    return named;
  }

  /// Its geometry, in the system that it is kept in: the default one where it has one, else the
  /// first of the others that can be read. Shared: not to be changed.
  public Optional<GeometryValue> geometry() {
    return shape().map(Shape::value);
  }

  /// Its geometry in another system; empty where it has none, or none that exists there.
  public Optional<GeometryValue> geometry(Crs crs) {
    GeometryValue before = transformed;
    if (before != null && before.crs().equals(crs)) {
      return Optional.of(before);
    }
    try {
      Optional<GeometryValue> value = geometry().map(shape -> shape.to(crs));
      transformed = value.orElse(null);
      return value;
    } catch (GeometryException _) {
      return Optional.empty();
    }
  }

  /// The shape of its volume, where one is told beside the geometry.
  public Optional<GeometryValue> solid() {
    return shape(reader.words().solid)
        .map(Shape::value)
        // A text says that it is a surface, the statement that it closes a volume.
        .map(value ->
            value.body() == GeometryValue.Body.SURFACE
                ? new GeometryValue(value.shape(), value.crs(), GeometryValue.Body.SOLID)
                : value);
  }

  Optional<Shape> shape() {
    Optional<Shape> found = shape;
    if (found == null) {
      found = shape(reader.words().defaultGeometry).or(() -> shape(reader.words().geometry));
      shape = found;
    }
    return found;
  }

  private Optional<Shape> shape(long predicate) {
    if (predicate == NodeIds.ABSENT) {
      return Optional.empty();
    }
    for (int i = 0; i < count; i++) {
      if (statements[2 * i] == predicate) {
        Optional<Shape> found = reader.shape(statements[2 * i + 1]);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /// When it holds: from `lacis:validFrom` to before `lacis:validTo`, or where it has neither, when
  /// it was observed (`sosa:phenomenonTime`, `sosa:resultTime`). Empty when nothing is said.
  public Optional<Interval> time() {
    Vocabulary words = reader.words();
    Interval valid = Interval.ALWAYS;
    @Nullable Interval moments = null;
    for (int i = 0; i < count; i++) {
      long predicate = statements[2 * i];
      boolean begin = predicate == words.validFrom;
      boolean end = predicate == words.validTo;
      if (!begin && !end && !words.isMoment(predicate)) {
        continue;
      }
      Optional<Interval> read = Interval.of(reader.term(statements[2 * i + 1]));
      if (read.isPresent()) {
        Interval one = read.orElseThrow();
        if (begin) {
          boolean first = valid.isOpenBefore() || one.from().isBefore(valid.from());
          valid = first ? new Interval(one.from(), valid.to()) : valid;
        } else if (end) {
          boolean last = valid.isOpenAfter() || one.from().isAfter(valid.to());
          valid = last ? new Interval(valid.from(), one.from().minusNanos(1)) : valid;
        } else {
          moments = moments == null ? one : moments.with(one);
        }
      }
    }
    return valid.isOpenBefore() && valid.isOpenAfter()
        ? Optional.ofNullable(moments)
        : Optional.of(valid);
  }

  void eachGraph(LongConsumer graph) {
    for (long one : graphs) {
      graph.accept(one);
    }
  }

  // For what counts and gathers by number.

  int statements() {
    return count;
  }

  long predicate(int i) {
    return statements[2 * i];
  }

  long object(int i) {
    return statements[2 * i + 1];
  }
}
