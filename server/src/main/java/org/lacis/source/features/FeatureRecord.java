package org.lacis.source.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;
import org.locationtech.jts.geom.TopologyException;

/// A feature: properties by reference, and a shape whose derived values are computed when they are
/// asked for. One object serves a whole reading.
public final class FeatureRecord implements SourceRecord {
  private final List<Optional<Derived>> derived = new ArrayList<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<List<Value>> values = new ArrayList<>();
  private final List<Boolean> computed = new ArrayList<>();
  private final boolean wantsShape;
  private final String source;
  private final FindingSink findings;
  private @Nullable GeometryValue shape;
  private long number;

  public FeatureRecord(String source, List<String> references, FindingSink findings) {
    this.source = source;
    this.findings = findings;
    for (int i = 0; i < references.size(); i++) {
      Optional<Derived> one = Derived.of(references.get(i));
      derived.add(one);
      values.add(List.of());
      computed.add(false);
      if (one.isEmpty()) {
        slots.put(references.get(i), i);
      }
    }
    this.wantsShape = slots.size() < references.size();
  }

  /// Whether any reference needs the shape.
  public boolean wantsShape() {
    return wantsShape;
  }

  /// Whether some reference is this property.
  public boolean wants(String property) {
    return slots.containsKey(property);
  }

  /// Forgets the record before.
  public void clear() {
    shape = null;
    for (int i = 0; i < values.size(); i++) {
      values.set(i, List.of());
      computed.set(i, false);
    }
  }

  /// Gives the record the next number.
  public void count() {
    number++;
  }

  /// Adds values of a property; those of a property that nobody asked for are dropped.
  public void add(String property, List<Value> more) {
    Integer slot = slots.get(property);
    if (slot != null && !more.isEmpty()) {
      List<Value> before = values.get(slot);
      if (before.isEmpty()) {
        values.set(slot, more);
      } else {
        List<Value> both = new ArrayList<>(before);
        both.addAll(more);
        values.set(slot, both);
      }
    }
  }

  /// Sets the values of a property in place of what it had.
  public void put(String property, List<Value> only) {
    Integer slot = slots.get(property);
    if (slot != null) {
      values.set(slot, only);
    }
  }

  /// Whether the property has a value in this record.
  public boolean has(String property) {
    Integer slot = slots.get(property);
    return slot != null && !values.get(slot).isEmpty();
  }

  public void shape(GeometryValue value) {
    shape = value;
  }

  /// Tells that the shape of this record cannot be used; the record goes on without it.
  public void broken(GeometryException cause) {
    Finding told = cause.finding();
    findings.report(
        new Finding(
            told.code(),
            told.severity(),
            place().field("geometry"),
            told.found(),
            told.expected(),
            told.remedy()));
  }

  @Override
  public List<Value> values(int reference) {
    Optional<Derived> how = derived.get(reference);
    if (how.isPresent() && !computed.get(reference)) {
      computed.set(reference, true);
      values.set(reference, compute(how.get()));
    }
    return values.get(reference);
  }

  private List<Value> compute(Derived how) {
    GeometryValue known = shape;
    if (known == null || known.shape().isEmpty()) {
      return List.of();
    }
    try {
      return how.from(known);
    } catch (GeometryException cause) {
      broken(cause);
      return List.of();
    } catch (TopologyException cause) {
      findings.report(
          Finding.violation(
              "source.bad-geometry",
              place().field("geometry"),
              String.valueOf(cause.getMessage()),
              "a shape that can be seen from above",
              "Mend the geometry."));
      return List.of();
    }
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public Place place() {
    return Place.record(source, number);
  }
}
