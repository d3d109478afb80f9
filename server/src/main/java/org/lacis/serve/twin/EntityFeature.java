package org.lacis.serve.twin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.lacis.geometry.GeoJson;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Geo;

/// One thing as a feature of GeoJSON (RFC 7946): its geometry in CRS84, and what is said of it in
/// plain members, named as the local names of their properties.
public final class EntityFeature {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<Node> WAYS = List.of(Geo.HAS_DEFAULT_GEOMETRY, Geo.HAS_GEOMETRY);
  private static final List<Node> FORMS = List.of(Geo.AS_WKT, Geo.AS_GEOJSON, Geo.AS_GML);

  private EntityFeature() {}

  /// The first readable geometry of a thing, its default geometry before others; its footprint
  /// where it is a solid.
  public static Optional<GeometryValue> geometry(DatasetGraph data, Node thing) {
    for (Node way : WAYS) {
      Iterator<Quad> geometries = data.findNG(Node.ANY, thing, way, Node.ANY);
      while (geometries.hasNext()) {
        Node geometry = geometries.next().getObject();
        for (Node form : FORMS) {
          Optional<GeometryValue> value = read(data.findNG(Node.ANY, geometry, form, Node.ANY));
          if (value.isPresent()) {
            return value;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<GeometryValue> read(Iterator<Quad> literals) {
    while (literals.hasNext()) {
      Node literal = literals.next().getObject();
      try {
        if (literal.isLiteral()) {
          GeometryValue value =
              GeometryLiteral.parse(
                  literal.getLiteralLexicalForm(), literal.getLiteralDatatypeURI());
          return Optional.of(value.body() == GeometryValue.Body.SOLID ? value.footprint() : value);
        }
      } catch (GeometryException _) {
        // the build has reported it; another form may be readable
      }
    }
    return Optional.empty();
  }

  /// The feature as UTF-8.
  ///
  /// @param terms under which those who say it offer it
  public static byte[] of(
      DatasetGraph data, Node thing, GeometryValue geometry, Collection<Rights.Terms> terms) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "Feature");
      json.writeStringField("id", thing.getURI());
      json.writeFieldName("geometry");
      GeoJson.write(geometry, json);
      json.writeObjectFieldStart("properties");
      for (Map.Entry<String, Set<Node>> member : members(data, thing).entrySet()) {
        json.writeFieldName(member.getKey());
        values(json, member.getValue());
      }
      json.writeEndObject();
      List<String> licences =
          terms.stream()
              .flatMap(one -> one.licence().stream())
              .map(node -> node.isURI() ? node.getURI() : node.getLiteralLexicalForm())
              .distinct()
              .toList();
      list(json, "license", licences);
      list(json, "attribution", Rights.attributions(terms));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void list(JsonGenerator json, String name, List<String> words) throws IOException {
    if (!words.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String word : words) {
        json.writeString(word);
      }
      json.writeEndArray();
    }
  }

  private static Map<String, Set<Node>> members(DatasetGraph data, Node thing) {
    Map<String, Set<Node>> members = new LinkedHashMap<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, thing, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      if (!quad.getObject().isBlank() && !WAYS.contains(quad.getPredicate())) {
        members
            .computeIfAbsent(Labels.local(quad.getPredicate().getURI()), _ -> new LinkedHashSet<>())
            .add(quad.getObject());
      }
    }
    return members;
  }

  private static void values(JsonGenerator json, Set<Node> values) throws IOException {
    if (values.size() == 1) {
      value(json, values.iterator().next());
      return;
    }
    json.writeStartArray();
    for (Node value : values) {
      value(json, value);
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, Node node) throws IOException {
    if (!node.isLiteral()) {
      json.writeString(node.toString());
      return;
    }
    String text = node.getLiteralLexicalForm();
    switch (node.getLiteral().isWellFormed() ? node.getLiteralValue() : text) {
      case Boolean flag -> json.writeBoolean(flag);
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Float number when Float.isFinite(number) -> json.writeNumber(number);
      case Double _, Float _ -> json.writeString(text);
      case Number number -> json.writeNumber(number.toString());
      default -> json.writeString(text);
    }
  }
}
