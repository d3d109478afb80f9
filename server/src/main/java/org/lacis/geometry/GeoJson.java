package org.lacis.geometry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Geometries in GeoJSON (RFC 7946), and its older form with another CRS.
///
/// Positions are always longitude or easting first, whatever the CRS; a third number is the height,
/// further ones are passed over. Members may come in any order. One geometry is held in memory at a
/// time, never the document.
///
/// Functions of their arguments only; callable from any thread.
public final class GeoJson {
  private static final JsonFactory JSON = new JsonFactory();

  private GeoJson() {}

  /// Reads the geometry object at which the parser stands, and leaves the parser at its end,
  /// whether the geometry was sound or not.
  ///
  /// @param parser at the `{` of a geometry, or at `null`
  /// @param crs the system of the coordinates
  /// @return empty for `null`: a feature without geometry
  /// @throws GeometryException `geometry.malformed-geojson`
  /// @throws JacksonException when the document is no JSON; nothing more can be read of it
  /// @throws IOException when the document cannot be read further
  public static Optional<GeometryValue> parse(JsonParser parser, Crs crs) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    return Optional.of(new GeometryValue(new GeoJsonReader(parser).geometry(), crs));
  }

  /// The geometry of a `geo:geoJSONLiteral`, in CRS84.
  ///
  /// @throws GeometryException `geometry.malformed-geojson`, also for text that is no JSON
  public static GeometryValue parse(String literal) {
    try (JsonParser parser = JSON.createParser(literal)) {
      parser.nextToken();
      GeometryValue value =
          parse(parser, Crs.CRS84).orElseThrow(() -> malformed("null", "a geometry object"));
      if (parser.nextToken() != null) {
        throw malformed("more text", "nothing after the geometry");
      }
      return value;
    } catch (JacksonException e) {
      throw malformed(String.valueOf(e.getOriginalMessage()), "JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The geometry as a GeoJSON object in CRS84, transformed when it is in another system. Solids
  /// and surfaces become multi-polygons.
  ///
  /// @throws GeometryException `geometry.outside-crs`
  public static String write(GeometryValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// Writes the geometry as one GeoJSON object in CRS84.
  public static void write(GeometryValue value, JsonGenerator generator) throws IOException {
    new GeoJsonWriter(generator).write(value.to(Crs.CRS84).shape());
  }

  static GeometryException malformed(String found, String expected) {
    return new GeometryException(
        Finding.violation(
            "geometry.malformed-geojson",
            Place.of("GeoJSON geometry"),
            found,
            expected,
            "Correct the geometry at its source."));
  }
}
