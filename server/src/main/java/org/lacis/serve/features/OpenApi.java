package org.lacis.serve.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lacis.geometry.Crs;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.Property;
import org.lacis.serve.page.Words;

/// The definition of the interface in OpenAPI 3.0, with a path for each collection, since each has
/// parameters of its own (OGC API Features Part 1, 7.3 and requirement class oas30).
record OpenApi(Addresses at, Words words, String title, String description, String publisher) {
  private static final String VERSION = "1.0.0";

  /// @param collections in the order of their ids
  ObjectNode of(List<FeatureCollection> collections) {
    ObjectNode document = Document.object();
    document.put("openapi", "3.0.3");
    ObjectNode info = document.putObject("info");
    info.put("title", title.isEmpty() ? "Lacis" : title);
    info.put("description", description);
    info.put("version", VERSION);
    if (!publisher.isEmpty()) {
      info.putObject("contact").put("name", publisher);
    }
    document.putArray("servers").addObject().put("url", at.at(""));
    ArrayNode tags = document.putArray("tags");
    tags.addObject().put("name", "Capabilities");
    tags.addObject().put("name", "Data");
    ObjectNode paths = document.putObject("paths");
    capabilities(paths);
    collections.forEach(collection -> collection(paths, collection));
    components(document.putObject("components"));
    return document;
  }

  private void capabilities(ObjectNode paths) {
    get(paths, "/", "Capabilities", "getLandingPage", words.get("ogc.landing"))
        .json(Shape.JSON, "landingPage")
        .html()
        .parameters("f");
    get(paths, "/conformance", "Capabilities", "getConformance", words.get("ogc.conformance"))
        .json(Shape.JSON, "confClasses")
        .html()
        .parameters("f");
    get(paths, "/api", "Capabilities", "getDefinition", words.get("ogc.definition"))
        .json(Shape.OPENAPI, "any")
        .html()
        .parameters("f");
    get(paths, "/functions", "Capabilities", "getFunctions", words.get("ogc.functions"))
        .json(Shape.JSON, "any")
        .parameters("f");
    get(paths, "/collections", "Capabilities", "getCollections", words.get("ogc.collections"))
        .json(Shape.JSON, "collections")
        .html()
        .parameters("f", "lang");
  }

  private void collection(ObjectNode paths, FeatureCollection collection) {
    String name = FeatureDoor.title(collection, words);
    String path = "/collections/" + collection.id();
    String id = collection.id();
    get(paths, path, "Data", "describe_" + id, name)
        .json(Shape.JSON, "collection")
        .html()
        .notFound()
        .parameters("f", "lang");
    get(paths, path + "/queryables", "Data", "queryables_" + id, words.get("ogc.queryables"))
        .json(Shape.SCHEMA, "any")
        .html()
        .notFound()
        .parameters("f", "lang");
    get(paths, path + "/schema", "Data", "schema_" + id, words.get("ogc.schema"))
        .json(Shape.SCHEMA, "any")
        .html()
        .notFound()
        .parameters("f", "lang");
    Operation items =
        get(paths, path + "/items", "Data", "features_" + id, name)
            .json(Shape.GEOJSON, "featureCollection")
            .json(Shape.JSON_FG, "featureCollection")
            .html()
            .inSystem()
            .notFound()
            .parameters(
                "limit", "cursor", "bbox", "datetime", "filter", "filter-lang", "f", "lang");
    List<String> systems = Systems.of(collection).stream().map(Crs::iri).toList();
    for (String parameter : List.of("bbox-crs", "crs", "filter-crs")) {
      items.choice(parameter, words.get("ogc.parameter." + parameter), systems);
    }
    collection.properties().stream()
        .filter(property -> !ItemsRequest.RESERVED.contains(property.name()))
        .filter(property -> !Set.of("f", "lang").contains(property.name()))
        .forEach(items::property);
    get(paths, path + "/items/{featureId}", "Data", "feature_" + id, name)
        .json(Shape.GEOJSON, "feature")
        .json(Shape.JSON_FG, "feature")
        .html()
        .inSystem()
        .notFound()
        .featureId()
        .parameters("f", "lang")
        .choice("crs", words.get("ogc.parameter.crs"), systems);
  }

  private Operation get(
      ObjectNode paths, String path, String tag, String operation, String summary) {
    ObjectNode get = paths.putObject(path).putObject("get");
    Document.strings(get, "tags", tag);
    get.put("summary", summary);
    get.put("operationId", operation.replaceAll("[^A-Za-z0-9_]", "_"));
    return new Operation(get, words);
  }

  /// An operation in the making.
  private static final class Operation {
    private final Words words;
    private final ArrayNode parameters;
    private final ObjectNode found;
    private final ObjectNode content;
    private final ObjectNode responses;

    Operation(ObjectNode get, Words words) {
      this.words = words;
      this.parameters = get.putArray("parameters");
      this.responses = get.putObject("responses");
      this.found = responses.putObject("200").put("description", get.path("summary").asText());
      this.content = found.putObject("content");
      reference(responses, "400", "badRequest");
    }

    private static void reference(ObjectNode responses, String status, String name) {
      responses.putObject(status).put("$ref", "#/components/responses/" + name);
    }

    Operation json(Shape shape, String schema) {
      content
          .putObject(shape.mediaType())
          .putObject("schema")
          .put("$ref", "#/components/schemas/" + schema);
      return this;
    }

    Operation html() {
      content.putObject("text/html").putObject("schema").put("type", "string");
      return this;
    }

    Operation inSystem() {
      ObjectNode header = found.putObject("headers").putObject("Content-Crs");
      header.put("description", words.get("ogc.content-crs"));
      header.putObject("schema").put("type", "string");
      return this;
    }

    Operation notFound() {
      reference(responses, "404", "notFound");
      return this;
    }

    Operation parameters(String... names) {
      for (String name : names) {
        parameters.addObject().put("$ref", "#/components/parameters/" + name);
      }
      return this;
    }

    Operation featureId() {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", "featureId").put("in", "path").put("required", true);
      parameter.put("description", words.get("ogc.id"));
      parameter.putObject("schema").put("type", "string");
      return this;
    }

    Operation choice(String name, String description, List<String> values) {
      ObjectNode parameter = query(parameters.addObject(), name, description);
      ObjectNode schema = parameter.putObject("schema");
      schema.put("type", "string").put("format", "uri");
      Document.strings(schema, "enum", values);
      schema.put("default", values.getFirst());
      return this;
    }

    void property(Property property) {
      String title = FeatureDoor.in(property.title(), words);
      ObjectNode schema =
          query(parameters.addObject(), property.name(), title.isEmpty() ? property.name() : title)
              .putObject("schema");
      SchemaEndpoint.type(schema, property);
      if (!schema.has("type")) {
        schema.put("type", "string");
      }
    }
  }

  private static ObjectNode query(ObjectNode parameter, String name, String description) {
    return parameter
        .put("name", name)
        .put("in", "query")
        .put("description", description)
        .put("required", false)
        .put("style", "form")
        .put("explode", false);
  }

  // ---- components

  private void components(ObjectNode components) {
    parameters(components.putObject("parameters"));
    ObjectNode responses = components.putObject("responses");
    for (Map.Entry<String, String> entry :
        Map.of("badRequest", "problem.400", "notFound", "problem.404").entrySet()) {
      ObjectNode response = responses.putObject(entry.getKey());
      response.put("description", words.get(entry.getValue()));
      response
          .putObject("content")
          .putObject("application/problem+json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/problem");
    }
    schemas(components.putObject("schemas"));
  }

  private void parameters(ObjectNode parameters) {
    ObjectNode f = parameter(parameters, "f");
    f.put("type", "string");
    Document.strings(f, "enum", "json", "jsonfg", "html");
    ObjectNode lang = parameter(parameters, "lang");
    lang.put("type", "string");
    Document.strings(lang, "enum", "fr", "en");
    parameter(parameters, "limit")
        .put("type", "integer")
        .put("minimum", 1)
        .put("maximum", ItemsRequest.MOST)
        .put("default", ItemsRequest.DEFAULT_LIMIT);
    parameter(parameters, "cursor").put("type", "string");
    parameter(parameters, "bbox")
        .put("type", "array")
        .put("minItems", 4)
        .put("maxItems", 6)
        .putObject("items")
        .put("type", "number");
    parameter(parameters, "datetime").put("type", "string");
    parameter(parameters, "filter").put("type", "string");
    ObjectNode lang2 = parameter(parameters, "filter-lang");
    lang2.put("type", "string");
    Document.strings(lang2, "enum", "cql2-text", "cql2-json");
    lang2.put("default", "cql2-text");
  }

  private ObjectNode parameter(ObjectNode parameters, String name) {
    return query(parameters.putObject(name), name, words.get("ogc.parameter." + name))
        .putObject("schema");
  }

  private static void schemas(ObjectNode schemas) {
    schemas.putObject("any").put("type", "object");
    ObjectNode link = object(schemas, "link", "href", "rel", "type");
    for (String name : List.of("href", "rel", "type", "title")) {
      string(link, name);
    }
    landing(schemas);
    ObjectNode classes = object(schemas, "confClasses", "conformsTo");
    array(classes, "conformsTo").put("type", "string");
    ObjectNode collections = object(schemas, "collections", "links", "collections");
    links(collections);
    array(collections, "crs").put("type", "string");
    array(collections, "collections").put("$ref", "#/components/schemas/collection");
    collection(schemas);
    feature(schemas);
    ObjectNode problem = object(schemas, "problem", "status", "title", "code");
    for (String name : List.of("type", "title", "detail", "remedy", "code")) {
      string(problem, name);
    }
    problem.putObject("status").put("type", "integer");
  }

  private static void landing(ObjectNode schemas) {
    ObjectNode landing = object(schemas, "landingPage", "links");
    string(landing, "title");
    string(landing, "description");
    links(landing);
  }

  private static void collection(ObjectNode schemas) {
    ObjectNode collection = object(schemas, "collection", "id", "links");
    for (String name :
        List.of("id", "title", "description", "itemType", "storageCrs", "attribution")) {
      string(collection, name);
    }
    collection.putObject("numberOfFeatures").put("type", "integer");
    collection.putObject("extent").put("type", "object");
    array(collection, "crs").put("type", "string");
    array(collection, "datasets").put("type", "object");
    links(collection);
  }

  private static void feature(ObjectNode schemas) {
    ObjectNode feature = object(schemas, "feature", "type", "geometry", "properties");
    ObjectNode type = string(feature, "type");
    Document.strings(type, "enum", "Feature");
    string(feature, "id");
    feature.putObject("geometry").put("type", "object").put("nullable", true);
    feature.putObject("properties").put("type", "object").put("nullable", true);
    links(feature);
    ObjectNode features = object(schemas, "featureCollection", "type", "features");
    Document.strings(string(features, "type"), "enum", "FeatureCollection");
    array(features, "features").put("$ref", "#/components/schemas/feature");
    string(features, "timeStamp").put("format", "date-time");
    features.putObject("numberMatched").put("type", "integer").put("minimum", 0);
    features.putObject("numberReturned").put("type", "integer").put("minimum", 0);
    string(features, "attribution");
    links(features);
  }

  /// @return its properties
  private static ObjectNode object(ObjectNode schemas, String name, String... required) {
    ObjectNode schema = schemas.putObject(name);
    schema.put("type", "object");
    Document.strings(schema, "required", required);
    return schema.putObject("properties");
  }

  private static ObjectNode string(ObjectNode properties, String name) {
    return properties.putObject(name).put("type", "string");
  }

  /// @return its items
  private static ObjectNode array(ObjectNode properties, String name) {
    return properties.putObject(name).put("type", "array").putObject("items");
  }

  private static void links(ObjectNode properties) {
    array(properties, "links").put("$ref", "#/components/schemas/link");
  }
}
