package org.lacis.lift.function;

import static org.lacis.lift.function.Signature.idlab;
import static org.lacis.lift.function.Signature.lf;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of functions: our own (`lf:`, `https://w3id.org/lacis/fn#`) and those of GREL and the
/// FnO catalogue that mappings of others use most.
///
/// Parameters of ours are `lf:value` first and then what the entry names; a name with `?` may be
/// left out, one with `*` may be repeated.
public final class Functions {
  private static final Map<String, LiftFunction> BY_IRI =
      Stream.concat(
              List.of(
                  lf("slug", "Lower case letters, digits and hyphens only", Texts::slug, "value"),
                  lf("upper", "In capitals", Texts::upper, "value"),
                  lf("lower", "In small letters", Texts::lower, "value"),
                  lf("trim", "Without spaces at both ends", Texts::trim, "value"),
                  lf("concat", "One after the other", Texts::concat, "value*", "separator?"),
                  lf(
                      "replace",
                      "Every find by replacement",
                      Texts::replace,
                      "value",
                      "find",
                      "replacement"),
                  lf(
                      "replacePattern",
                      "Every match of a regular expression by replacement",
                      Texts::replacePattern,
                      "value",
                      "pattern",
                      "replacement"),
                  lf(
                      "substring",
                      "From an index (0 is the first), of a length",
                      Texts::substring,
                      "value",
                      "from",
                      "length?"),
                  lf(
                      "match",
                      "What a group of a regular expression matches first (group 1 when there is one)",
                      Texts::match,
                      "value",
                      "pattern",
                      "group?"),
                  lf("split", "The pieces between separators", Texts::split, "value", "separator"),
                  lf(
                      "pad",
                      "Filled up on the left (with 0) to a length",
                      Texts::pad,
                      "value",
                      "length",
                      "with?"),
                  lf(
                      "unescapeDoubleUtf8",
                      "UTF-8 that was read as Latin-1 and written as UTF-8 again, mended",
                      Texts::unescapeDoubleUtf8,
                      "value"),
                  lf(
                      "cadastralParcel",
                      "The 14 characters of a parcel: BU_69381AS107 is 69381000AS0107",
                      Texts::cadastralParcel,
                      "value"),
                  lf(
                      "number",
                      "A decimal, also with spaces and comma as in 1 234,5",
                      Conversions::number,
                      "value"),
                  lf(
                      "integer",
                      "A whole number, also with spaces, rounded half up",
                      Conversions::integer,
                      "value"),
                  lf(
                      "date",
                      "A date, read by a pattern (dd/MM/yyyy; ISO without one)",
                      Conversions::date,
                      "value",
                      "pattern?"),
                  lf(
                      "dateTime",
                      "A date and time, read by a pattern (ISO without one)",
                      Conversions::dateTime,
                      "value",
                      "pattern?",
                      "zone?"),
                  lf(
                      "boolean",
                      "true or false, also of oui, non, o, n, yes, no, 1, 0",
                      Conversions::bool,
                      "value"),
                  lf(
                      "divide",
                      "A number divided by another, as a decimal",
                      Conversions::divide,
                      "value",
                      "by"),
                  lf(
                      "multiply",
                      "A number times another, as a decimal",
                      Conversions::multiply,
                      "value",
                      "by"),
                  lf(
                      "translate",
                      "The `to` that stands where the value stands among the `from`; no value for others",
                      Choices::translate,
                      "value",
                      "from*",
                      "to*"),
                  lf("coalesce", "The first value there is", Choices::coalesce, "value?*"),
                  lf(
                      "if",
                      "then when the condition is true, otherwise else",
                      Choices::choose,
                      "condition",
                      "then?",
                      "else?"),
                  lf("equal", "Whether both texts are the same", Choices::equal, "value", "other"),
                  lf("notEqual", "Whether both texts differ", Choices::notEqual, "value", "other"),
                  lf("in", "Whether the text is one of the others", Choices::in, "value", "other*"),
                  lf(
                      "matches",
                      "Whether a regular expression is found in the text",
                      Choices::matches,
                      "value",
                      "pattern"),
                  lf(
                      "present",
                      "Whether there is a value and it is not blank",
                      Choices::present,
                      "value?"),
                  lf(
                      "absent",
                      "Whether there is no value, or a blank one",
                      Choices::absent,
                      "value?"),
                  lf("not", "true for anything but true", Choices::not, "value?"),
                  lf("and", "Whether all are true", Choices::and, "value*"),
                  lf("or", "Whether one is true", Choices::or, "value?*"),
                  lf(
                      "greater",
                      "Whether a number is greater than another",
                      Choices::greater,
                      "value",
                      "than"),
                  lf(
                      "less",
                      "Whether a number is less than another",
                      Choices::less,
                      "value",
                      "than"),
                  lf(
                      "footprint",
                      "What a shape covers on the ground, in 2D",
                      ShapeFunctions::footprint,
                      "value"),
                  lf(
                      "transform",
                      "The shape in another CRS",
                      ShapeFunctions::transform,
                      "value",
                      "crs"),
                  lf(
                      "centroid",
                      "The middle of a shape, in its CRS",
                      ShapeFunctions::centroid,
                      "value"),
                  lf("height", "Highest less lowest z, metres", ShapeFunctions::height, "value"),
                  lf("zMin", "Lowest z, metres", ShapeFunctions::zMin, "value"),
                  lf("zMax", "Highest z, metres", ShapeFunctions::zMax, "value"),
                  lf("area", "Area of the footprint, square metres", ShapeFunctions::area, "value"),
                  lf(
                      "point",
                      "A point of east (or longitude) and north (or latitude) in a CRS",
                      ShapeFunctions::point,
                      "x",
                      "y",
                      "crs"),
                  lf(
                      "wkt",
                      "The shape that WKT says, in a CRS (CRS84 without one)",
                      ShapeFunctions::wkt,
                      "value",
                      "crs?"),
                  lf("asWKT", "The shape as geo:wktLiteral", ShapeFunctions::asWkt, "value"),
                  lf(
                      "asGeoJSON",
                      "The shape in CRS84 as geo:geoJSONLiteral",
                      ShapeFunctions::asGeoJson,
                      "value"),
                  lf("asGML", "The shape as geo:gmlLiteral", ShapeFunctions::asGml, "value"),
                  lf("length", "Length of lines, metres", ShapeFunctions::length, "value"),
                  lf(
                      "perimeter",
                      "Length around areas, metres",
                      ShapeFunctions::perimeter,
                      "value"),
                  lf(
                      "pointOnSurface",
                      "A point that lies on the shape for sure",
                      ShapeFunctions::pointOnSurface,
                      "value"),
                  lf("envelope", "The box around the shape", ShapeFunctions::envelope, "value"),
                  lf(
                      "convexHull",
                      "The smallest convex area around it",
                      ShapeFunctions::convexHull,
                      "value"),
                  lf(
                      "simplify",
                      "With fewer vertices, at most the tolerance away, in the unit of the CRS",
                      ShapeFunctions::simplify,
                      "value",
                      "tolerance"),
                  lf("x", "East, or longitude, of the middle", ShapeFunctions::x, "value"),
                  lf("y", "North, or latitude, of the middle", ShapeFunctions::y, "value"),
                  lf(
                      "longitude",
                      "Longitude of the middle, degrees",
                      ShapeFunctions::longitude,
                      "value"),
                  lf(
                      "latitude",
                      "Latitude of the middle, degrees",
                      ShapeFunctions::latitude,
                      "value"),
                  lf(
                      "geometryType",
                      "Point, Polygon, MultiPolygon …",
                      ShapeFunctions::type,
                      "value"),
                  lf(
                      "isValid",
                      "Whether rings close and do not cross",
                      ShapeFunctions::valid,
                      "value"),
                  lf(
                      "hash",
                      "Digest in hexadecimal: SHA-256, or the algorithm that is named",
                      in -> Texts.hash(in, in.text(1, "SHA-256")),
                      "value",
                      "algorithm?"),
                  lf(
                      "frenchAddress",
                      "An address in one form: small letters, no accents, abbreviations in full",
                      French::address,
                      "value"),
                  lf(
                      "frenchName",
                      "A name in capitals and small letters, particles small",
                      French::name,
                      "value"),
                  lf("frenchPhone", "A telephone number as +33…", French::phone, "value"),
                  lf(
                      "department",
                      "The department of an INSEE or postal code",
                      French::department,
                      "value"),
                  lf("siren", "The SIREN of a SIRET", French::siren, "value"),
                  idlab("alwaysReturnsABC", _ -> Texts.of("ABC")),
                  idlab("toUpperCaseURL", Texts::upperUrl, "str"),
                  idlab("equal", Choices::equal, "valueParam", "valueParam2"),
                  idlab("notEqual", Choices::notEqual, "valueParam", "valueParam2"),
                  idlab("trueCondition", Choices::whenTrue, "strBoolean", "str"))
                  .stream(),
              Grel.all().stream())
          .collect(Collectors.toUnmodifiableMap(LiftFunction::iri, Function.identity()));

  private Functions() {}

  public static Optional<LiftFunction> find(String iri) {
    return Optional.ofNullable(BY_IRI.get(iri));
  }

  /// All of them, in no order.
  public static Collection<LiftFunction> all() {
    return BY_IRI.values();
  }
}
