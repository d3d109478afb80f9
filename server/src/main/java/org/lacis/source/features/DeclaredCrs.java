package org.lacis.source.features;

import java.util.List;
import java.util.Optional;
import org.lacis.geometry.Crs;
import org.lacis.geometry.CrsRule;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryValue;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.file.Nearest;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// What the description says of coordinates: options `crs` and `axisOrder`.
///
/// @param source the dataset, for findings
/// @param crs the declared system; empty when none is declared
/// @param axes the declared order of ordinates
public record DeclaredCrs(String source, Optional<Crs> crs, CrsRule.AxisOrder axes) {

  /// @throws SourceException `source.unknown-crs`, `source.unknown-option`
  public static DeclaredCrs of(SourceDescription description) {
    String source = description.location();
    String name = description.options().getOrDefault("crs", "");
    Optional<Crs> crs = name.isEmpty() ? Optional.empty() : Optional.of(known(source, name));
    String order = description.options().getOrDefault("axisOrder", "");
    return new DeclaredCrs(
        source,
        crs,
        switch (order) {
          case "" -> CrsRule.AxisOrder.BY_NAME;
          case "northFirst" -> CrsRule.AxisOrder.NORTH_FIRST;
          case "eastFirst" -> CrsRule.AxisOrder.EAST_FIRST;
          default -> throw badOrder(source, order);
        });
  }

  private static SourceException badOrder(String source, String order) {
    List<String> words = List.of("northFirst", "eastFirst");
    return new SourceException(
        Finding.violation(
            "source.unknown-option",
            Place.of(source).field("axisOrder"),
            order,
            String.join(", ", words),
            Nearest.remedy(order, words)));
  }

  /// The system of this name.
  ///
  /// @throws SourceException `source.unknown-crs`
  public static Crs known(String source, String name) {
    try {
      return Crs.of(name);
    } catch (GeometryException cause) {
      throw new SourceException(
          Finding.violation(
              "source.unknown-crs",
              Place.of(source),
              name,
              cause.finding().expected(),
              "Declare the CRS of the source (lacis:crs), for example EPSG:2154."),
          cause);
    }
  }

  /// The declared system, or else a refusal that asks for one.
  public Crs required(String found) {
    return crs.orElseThrow(() ->
        new SourceException(
            Finding.violation(
                "source.undeclared-crs",
                Place.of(source),
                found,
                "a coordinate reference system",
                "Declare the CRS of the source (lacis:crs), for example EPSG:2154.")));
  }

  /// The shape of a format that puts east first, mended when the description says otherwise.
  public GeometryValue oriented(GeometryValue value) {
    return axes == CrsRule.AxisOrder.NORTH_FIRST ? value.swapped() : value;
  }

  /// The rule for GML: `srsName` decides, the declared system where there is none.
  public CrsRule gml() {
    CrsRule rule = CrsRule.bySrsName().axes(axes);
    return crs.map(rule::whenMissing).orElse(rule);
  }
}
