package org.lacis.source.cityjson;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.lacis.source.Value;

/// A city object as it was read.
///
/// @param id its key
/// @param type `Building`, `BuildingPart`, `Road` …
/// @param parents keys of the objects it belongs to
/// @param attributes the values of each reference, in the order of the references
/// @param drawings its geometries
record CityThing(
    String id,
    String type,
    List<String> parents,
    List<List<Value>> attributes,
    List<Drawing> drawings) {

  CityThing {
    parents = List.copyOf(parents);
    attributes = List.copyOf(attributes);
    drawings = List.copyOf(drawings);
  }

  /// A geometry of some level of detail.
  ///
  /// @param type `MultiSurface`, `Solid` …
  /// @param lod level of detail; empty where none is named
  record Drawing(String type, Optional<BigDecimal> lod, Boundaries boundaries) {
    boolean isSolid() {
      return type.endsWith("Solid");
    }

    /// How deep lists of this type are nested; -1 for a type that is not read.
    int depth() {
      return switch (type) {
        case "MultiPoint" -> 1;
        case "MultiLineString" -> 2;
        case "MultiSurface", "CompositeSurface" -> 3;
        case "Solid" -> 4;
        case "MultiSolid", "CompositeSolid" -> 5;
        default -> -1;
      };
    }

    boolean isSound() {
      return !boundaries.isMalformed() && (boundaries.isEmpty() || boundaries.depth() == depth());
    }
  }

  boolean isPart() {
    return type.endsWith("Part");
  }

  /// The highest level of detail with a shape.
  Optional<BigDecimal> lod() {
    return drawn().stream().flatMap(one -> one.lod().stream()).max(BigDecimal::compareTo);
  }

  /// The sound geometries of the highest level of detail: the solids, where there are any.
  List<Drawing> best() {
    Optional<BigDecimal> highest = lod();
    List<Drawing> best =
        drawn().stream()
            .filter(one ->
                highest.isEmpty()
                    || (one.lod().isPresent() && one.lod().get().compareTo(highest.get()) == 0))
            .toList();
    List<Drawing> solids = best.stream().filter(Drawing::isSolid).toList();
    return solids.isEmpty() ? best : solids;
  }

  private List<Drawing> drawn() {
    return drawings.stream().filter(one -> one.isSound() && !one.boundaries().isEmpty()).toList();
  }
}
