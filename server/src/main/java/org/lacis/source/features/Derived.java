package org.lacis.source.features;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lacis.geometry.GeometryValue;
import org.lacis.source.Value;
import org.lacis.source.file.Lexical;

/// The reserved references of formats with geometry, computed from the shape of a record.
public enum Derived {
  /// The shape as it stands.
  GEOMETRY("geometry"),
  /// What it covers of the ground.
  FOOTPRINT("geometry.footprint"),
  /// The surface or solid in three dimensions; nothing for points, lines and plain polygons.
  SOLID("geometry.solid"),
  /// Greatest less lowest height, in metres.
  HEIGHT("geometry.height"),
  /// The lowest height, in metres.
  Z_MIN("geometry.zMin"),
  /// The greatest height, in metres.
  Z_MAX("geometry.zMax");

  private final String reference;

  Derived(String reference) {
    this.reference = reference;
  }

  /// The reserved reference of this name; empty for the name of a property.
  public static Optional<Derived> of(String reference) {
    for (Derived one : values()) {
      if (one.reference.equals(reference)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /// The value for one shape.
  ///
  /// @throws org.lacis.geometry.GeometryException when it cannot be computed
  public List<Value> from(GeometryValue shape) {
    return switch (this) {
      case GEOMETRY -> List.of(new Value.Shape(shape));
      case FOOTPRINT -> List.of(new Value.Shape(shape.footprint()));
      case SOLID ->
          shape.body() == GeometryValue.Body.PLAIN ? List.of() : List.of(new Value.Shape(shape));
      case HEIGHT -> height(shape.minZ(), shape.maxZ());
      case Z_MIN -> metres(shape.minZ());
      case Z_MAX -> metres(shape.maxZ());
    };
  }

  private static List<Value> height(OptionalDouble low, OptionalDouble high) {
    if (low.isEmpty() || high.isEmpty()) {
      return List.of();
    }
    BigDecimal metres =
        BigDecimal.valueOf(high.getAsDouble()).subtract(BigDecimal.valueOf(low.getAsDouble()));
    return List.of(new Value.Text(Lexical.ofDecimal(metres), Lexical.DECIMAL));
  }

  private static List<Value> metres(OptionalDouble z) {
    return z.isEmpty()
        ? List.of()
        : List.of(
            new Value.Text(
                Lexical.ofDecimal(BigDecimal.valueOf(z.getAsDouble())), Lexical.DECIMAL));
  }
}
