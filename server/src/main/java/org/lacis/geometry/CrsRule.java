package org.lacis.geometry;

import java.util.Optional;
import java.util.regex.Pattern;

/// How a reader of GML learns the CRS, the axis order and the number of ordinates of what it reads:
/// from the text, or from what a mapping declares about the source.
///
/// @param inherited `srsName` of an element around the geometry (an envelope, a collection); empty
///   when there is none
/// @param missing the CRS where no `srsName` stands
/// @param always the CRS whatever `srsName` says
/// @param axes the order of ordinates
/// @param dimension ordinates of a position where no `srsDimension` stands; 0 to tell from the CRS
///   and the number of ordinates
public record CrsRule(
    String inherited, Optional<Crs> missing, Optional<Crs> always, AxisOrder axes, int dimension) {

  /// The order of the first two ordinates in a text.
  public enum AxisOrder {
    /// as the form of `srsName` has it: `EPSG:4326` and `…/epsg.xml#4326` are longitude first by
    /// custom of their time, URNs and OGC IRIs keep the authority's order; the authority's order
    /// also where the CRS is declared and no `srsName` stands
    BY_NAME,
    /// latitude or northing first, whatever the CRS
    NORTH_FIRST,
    /// longitude or easting first, whatever the CRS
    EAST_FIRST
  }

  /// What a reader needs to know of a geometry.
  ///
  /// @param crs the CRS
  /// @param northFirst whether the text has latitude or northing first
  record Frame(Crs crs, boolean northFirst) {}

  private static final Pattern EAST_FIRST_FORM =
      Pattern.compile(
          "EPSG:+\\d+|https?://www\\.opengis\\.net/gml/srs/epsg\\.xml#\\d+",
          Pattern.CASE_INSENSITIVE);

  /// Everything as the text says; a geometry without `srsName` is refused.
  public static CrsRule bySrsName() {
    return new CrsRule("", Optional.empty(), Optional.empty(), AxisOrder.BY_NAME, 0);
  }

  /// The same rule inside an element that has this `srsName`.
  public CrsRule within(String srsName) {
    return new CrsRule(srsName, missing, always, axes, dimension);
  }

  public CrsRule whenMissing(Crs crs) {
    return new CrsRule(inherited, Optional.of(crs), always, axes, dimension);
  }

  public CrsRule always(Crs crs) {
    return new CrsRule(inherited, missing, Optional.of(crs), axes, dimension);
  }

  public CrsRule axes(AxisOrder order) {
    return new CrsRule(inherited, missing, always, order, dimension);
  }

  public CrsRule dimension(int ordinates) {
    return new CrsRule(inherited, missing, always, axes, ordinates);
  }

  /// What holds for a geometry with this `srsName`, empty for none; no answer when neither the text
  /// nor the rule tells.
  ///
  /// @throws GeometryException `geometry.unknown-crs`
  Optional<Frame> frame(String srsName) {
    String name = srsName.isEmpty() ? inherited : srsName;
    return always
        .or(() -> name.isEmpty() ? missing : Optional.of(Crs.of(name)))
        .map(crs -> new Frame(crs, northFirst(crs, name)));
  }

  private boolean northFirst(Crs crs, String name) {
    return switch (axes) {
      case BY_NAME -> crs.northFirst() && !EAST_FIRST_FORM.matcher(name.strip()).matches();
      case NORTH_FIRST -> true;
      case EAST_FIRST -> false;
    };
  }
}
