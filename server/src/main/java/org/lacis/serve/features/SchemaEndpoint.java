package org.lacis.serve.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.Property;
import org.lacis.serve.page.Words;

/// `…/queryables` and `…/schema` of a collection: what its features have, as JSON Schema (OGC API
/// Features Part 3, 6.2, and Part 5).
///
/// @param queryables whether what filters may name is told; else what the features have
record SchemaEndpoint(FeatureDoor door, FeaturePages pages, boolean queryables) implements Handler {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  @Override
  public void handle(Context ctx) {
    FeatureDoor.parameters(ctx, Set.of());
    FeatureCollection collection = FeatureDoor.collection(ctx, door.book().collections());
    Shape shape = Shape.asked(ctx, Shape.SCHEMA, Shape.HTML);
    Words words = door.words(ctx);
    if (shape == Shape.HTML) {
      pages.collection(ctx, words, collection);
      return;
    }
    ObjectNode document = Document.object();
    document.put("$schema", DRAFT);
    document.put(
        "$id",
        Addresses.of(ctx).collection(collection.id()) + (queryables ? "/queryables" : "/schema"));
    document.put("type", "object");
    document.put("title", FeatureDoor.title(collection, words));
    ObjectNode properties = document.putObject("properties");
    ObjectNode id = properties.putObject("id");
    id.put("title", words.get("ogc.id")).put("type", "string");
    if (queryables) {
      id.put("format", "uri");
    }
    id.put("x-ogc-role", "id");
    properties
        .putObject("geometry")
        .put("title", words.get("ogc.geometry"))
        .put("format", "geometry-any")
        .put("x-ogc-role", "primary-geometry");
    if (queryables) {
      properties
          .putObject("time")
          .put("title", words.get("ogc.time"))
          .put("type", "string")
          .put("format", "date-time")
          .put("x-ogc-role", "primary-instant");
    } else {
      properties
          .putObject("iri")
          .put("title", words.get("ogc.iri"))
          .put("type", "string")
          .put("format", "uri");
    }
    for (Property property : collection.properties()) {
      if (!properties.has(property.name())) {
        describe(properties.putObject(property.name()), property, words, queryables);
      }
    }
    document.put("additionalProperties", false);
    Document.send(ctx, document, Shape.SCHEMA);
  }

  private static void describe(ObjectNode schema, Property property, Words words, boolean scalar) {
    String title = FeatureDoor.in(property.title(), words);
    schema.put("title", title.isEmpty() ? property.name() : title);
    String description = FeatureDoor.in(property.description(), words);
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    schema.put("x-ogc-property-iri", property.predicate().getURI());
    ObjectNode value = schema;
    if (property.several() && !scalar) {
      // One value stands alone, several are an array.
      var either = schema.putArray("oneOf");
      type(either.addObject(), property);
      value = either.addObject().put("type", "array").putObject("items");
    }
    type(value, property);
  }

  /// The type of a value; nothing where values differ.
  static void type(ObjectNode schema, Property property) {
    if (property.kinds().equals(Set.of(Property.Kind.INTEGER, Property.Kind.NUMBER))) {
      schema.put("type", "number");
      return;
    }
    if (property.kinds().size() != 1) {
      return;
    }
    switch (property.kinds().iterator().next()) {
      case INTEGER -> schema.put("type", "integer");
      case NUMBER -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case DATE -> schema.put("type", "string").put("format", "date");
      case DATE_TIME -> schema.put("type", "string").put("format", "date-time");
      case TEXT -> schema.put("type", "string");
      case THING -> schema.put("type", "string").put("format", "uri");
    }
  }
}
