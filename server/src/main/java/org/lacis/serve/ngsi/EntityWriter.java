package org.lacis.serve.ngsi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.lacis.geometry.GeoJson;
import org.lacis.geometry.GeometryValue;
import org.lacis.query.cql.Terms;
import org.lacis.query.cql.Value;
import org.lacis.vocabulary.Geo;

/// Writes entities in the representations of NGSI-LD (4.5): an IRI is the object of a Relationship,
/// texts with languages make a LanguageProperty, every other literal is the value of a Property.
///
/// Several instances of one attribute are told apart by `datasetId`: the graph that says so, with a
/// number where one graph says several things.
final class EntityWriter {
  /// How attributes are written.
  enum Format {
    NORMALIZED,
    CONCISE,
    /// `keyValues`
    SIMPLIFIED
  }

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 3;

  private final DatasetGraph data;
  private final Names.Writer names;
  private final Format format;
  private final Optional<String> language;
  private final Units units;

  /// @param language that texts are wanted in; empty for all of them
  EntityWriter(DatasetGraph data, Names.Writer names, Format format, Optional<String> language) {
    this.data = data;
    this.names = names;
    this.format = format;
    this.language = language;
    this.units = new Units(data);
  }

  /// One attribute of an entity, as it will be written.
  private record Member(String name, List<ObjectNode> instances) {}

  /// The entity as a JSON object, without `@context`.
  ObjectNode entity(Entity entity, List<Observations.Observed> observed) {
    ObjectNode json = head(entity);
    for (Member member : members(entity, observed)) {
      json.set(member.name(), written(member.instances()));
    }
    return json;
  }

  /// The entity as a GeoJSON feature (4.5.16).
  ObjectNode feature(Entity entity, List<Observations.Observed> observed) {
    ObjectNode properties = JSON.objectNode();
    properties.set("type", types(entity));
    for (Member member : members(entity, observed)) {
      properties.set(member.name(), written(member.instances()));
    }
    ObjectNode feature = JSON.objectNode();
    feature.put("id", entity.node().getURI());
    feature.put("type", "Feature");
    feature.set(
        "geometry",
        entity.places().isEmpty()
            ? JSON.nullNode()
            : geometry(entity.places().firstEntry().getValue()));
    feature.set("properties", properties);
    return feature;
  }

  private ObjectNode head(Entity entity) {
    ObjectNode json = JSON.objectNode();
    json.put("id", entity.node().getURI());
    json.set("type", types(entity));
    return json;
  }

  private JsonNode types(Entity entity) {
    List<String> types =
        entity.types().stream().map(type -> names.name(type.getURI())).sorted().toList();
    if (types.size() == 1) {
      return JSON.textNode(types.getFirst());
    }
    ArrayNode all = JSON.arrayNode();
    types.forEach(all::add);
    return all;
  }

  private List<Member> members(Entity entity, List<Observations.Observed> observed) {
    Map<String, List<ObjectNode>> members = new TreeMap<>();
    if (!entity.places().isEmpty()) {
      List<ObjectNode> places = new ArrayList<>();
      entity
          .places()
          .forEach((dataset, shape) -> {
            ObjectNode place = JSON.objectNode();
            place.put("type", "GeoProperty");
            place.set("value", geometry(shape));
            told(place, dataset, places.size());
            places.add(place);
          });
      members.put("location", places);
    }
    // What an observation says was observed when it was made.
    Optional<String> time =
        List.of(Observations.RESULT_TIME, Observations.PHENOMENON_TIME).stream()
            .flatMap(predicate ->
                entity.attributes().getOrDefault(predicate.getURI(), List.of()).stream())
            .flatMap(instance -> instance.values().stream())
            .flatMap(value -> org.lacis.query.feature.Interval.of(value).stream())
            .map(interval -> interval.from().toString())
            .findFirst();
    entity
        .attributes()
        .forEach((predicate, instances) -> {
          List<ObjectNode> all = new ArrayList<>();
          boolean when =
              predicate.equals(Observations.RESULT_TIME.getURI())
                  || predicate.equals(Observations.PHENOMENON_TIME.getURI());
          for (Entity.Instance instance : instances) {
            Optional<String> at = when ? Optional.empty() : instance.observed().or(() -> time);
            add(all, instance.dataset(), instance.values(), at, unit(predicate, instance.unit()));
          }
          members.put(names.name(predicate), all);
        });
    Map<String, Observations.Observed> latest = new LinkedHashMap<>();
    observed.forEach(one -> latest.put(one.attribute(), one)); // the latest comes last
    latest.forEach((attribute, one) -> {
      List<ObjectNode> all = new ArrayList<>();
      add(all, "", List.of(one.value()), Optional.of(one.time()), unit(attribute, one.unit()));
      members.putIfAbsent(names.name(attribute), all);
    });
    List<Member> list = new ArrayList<>();
    members.forEach((name, instances) -> list.add(new Member(name, instances)));
    return list;
  }

  private Optional<String> unit(String predicate, Optional<String> own) {
    return own.map(Units::code).or(() -> units.of(predicate));
  }

  /// Every instance of an attribute at its moment (5.7.4, temporal representation).
  ObjectNode history(
      Entity entity, Map<String, List<Observations.Observed>> observed, boolean pairs) {
    ObjectNode json = head(entity);
    observed.forEach((attribute, list) -> {
      String name = names.name(attribute);
      if (pairs) {
        ObjectNode property = JSON.objectNode();
        property.put("type", "Property");
        ArrayNode values = property.putArray("values");
        for (Observations.Observed one : list) {
          values.addArray().add(value(one.value(), 0)).add(one.time());
        }
        json.set(name, property);
        return;
      }
      ArrayNode all = json.putArray(name);
      for (Observations.Observed one : list) {
        List<ObjectNode> instances = new ArrayList<>();
        add(
            instances,
            "",
            List.of(one.value()),
            Optional.of(one.time()),
            unit(attribute, one.unit()));
        for (ObjectNode instance : instances) {
          if (!one.observation().isEmpty()) {
            instance.put("instanceId", one.observation());
          }
          all.add(format == Format.CONCISE ? concise(instance) : instance);
        }
      }
    });
    return json;
  }

  private void add(
      List<ObjectNode> out,
      String dataset,
      List<Node> values,
      Optional<String> observed,
      Optional<String> unit) {
    Map<String, List<Node>> texts = new TreeMap<>();
    List<Node> literals = new ArrayList<>();
    for (Node value : values) {
      if (value.isURI()) {
        ObjectNode relationship = JSON.objectNode();
        relationship.put("type", "Relationship");
        relationship.put("object", value.getURI());
        finish(out, relationship, dataset, observed, Optional.empty());
      } else if (value.isLiteral() && !value.getLiteralLanguage().isEmpty()) {
        texts.computeIfAbsent(value.getLiteralLanguage(), _ -> new ArrayList<>()).add(value);
      } else {
        literals.add(value);
      }
    }
    if (!literals.isEmpty()) {
      ObjectNode property = JSON.objectNode();
      property.put("type", "Property");
      property.set("value", values(literals));
      boolean number = literals.stream().allMatch(one -> Terms.value(one) instanceof Value.Numeral);
      finish(out, property, dataset, observed, number ? unit : Optional.empty());
    }
    if (!texts.isEmpty()) {
      finish(out, texts(texts), dataset, observed, Optional.empty());
    }
  }

  private ObjectNode texts(Map<String, List<Node>> texts) {
    ObjectNode property = JSON.objectNode();
    if (language.isPresent()) {
      String tag =
          texts.keySet().stream()
              .filter(one -> one.equalsIgnoreCase(language.get()))
              .findFirst()
              .orElse(texts.keySet().iterator().next());
      property.put("type", "Property");
      property.set("value", values(texts.getOrDefault(tag, List.of())));
      property.put("lang", tag);
      return property;
    }
    property.put("type", "LanguageProperty");
    ObjectNode map = property.putObject("languageMap");
    texts.forEach((tag, values) -> map.set(tag, values(values)));
    return property;
  }

  private static void finish(
      List<ObjectNode> out,
      ObjectNode instance,
      String dataset,
      Optional<String> observed,
      Optional<String> unit) {
    unit.ifPresent(code -> instance.put("unitCode", code));
    observed.ifPresent(time -> instance.put("observedAt", time));
    told(instance, dataset, out.size());
    for (ObjectNode other : out) {
      if (!dataset.isEmpty() && other.path("datasetId").asText("").equals(dataset)) {
        instance.put("datasetId", dataset + "#" + (out.size() + 1));
      }
    }
    out.add(instance);
  }

  /// At most one instance of an attribute has no dataset (4.5.5).
  private static void told(ObjectNode instance, String dataset, int before) {
    if (!dataset.isEmpty()) {
      instance.put("datasetId", dataset);
    } else if (before > 0) {
      instance.put("datasetId", "urn:ngsi-ld:Dataset:" + (before + 1));
    }
  }

  private JsonNode written(List<ObjectNode> instances) {
    if (format == Format.SIMPLIFIED) {
      if (instances.size() == 1) {
        return simplified(instances.getFirst());
      }
      ArrayNode all = JSON.arrayNode();
      instances.forEach(instance -> all.add(simplified(instance)));
      return all;
    }
    if (instances.size() == 1) {
      return format == Format.CONCISE ? concise(instances.getFirst()) : instances.getFirst();
    }
    ArrayNode all = JSON.arrayNode();
    instances.forEach(instance -> all.add(format == Format.CONCISE ? concise(instance) : instance));
    return all;
  }

  private static JsonNode simplified(ObjectNode instance) {
    JsonNode object = instance.get("object");
    JsonNode value = instance.get("value");
    if (object != null) {
      return object;
    }
    if (value != null) {
      return value;
    }
    ObjectNode map = JSON.objectNode();
    map.set("languageMap", instance.path("languageMap"));
    return map;
  }

  private static JsonNode concise(ObjectNode instance) {
    ObjectNode less = instance.deepCopy();
    boolean geo = less.path("type").asText("").equals("GeoProperty");
    less.remove("type");
    JsonNode value = less.get("value");
    return less.size() == 1 && value != null && (geo || !value.isObject()) ? value : less;
  }

  private JsonNode values(List<Node> values) {
    if (values.size() == 1) {
      return value(values.getFirst(), 0);
    }
    ArrayNode all = JSON.arrayNode();
    values.forEach(value -> all.add(value(value, 0)));
    return all;
  }

  private JsonNode value(Node node, int depth) {
    if (node.isURI()) {
      return JSON.textNode(node.getURI());
    }
    if (node.isBlank()) {
      return structure(node, depth);
    }
    String text = node.getLiteralLexicalForm();
    return switch (Terms.value(node)) {
      case Value.Numeral numeral -> number(numeral, text);
      case Value.Bool bool -> JSON.booleanNode(bool.value());
      case Value.Time _ -> time(node, text);
      case Value.Text _, Value.Shape _ -> JSON.textNode(text);
    };
  }

  private static JsonNode number(Value.Numeral numeral, String text) {
    if (!Double.isFinite(numeral.number())) {
      return JSON.textNode(text);
    }
    BigDecimal exact =
        numeral.exact().orElseGet(() -> BigDecimal.valueOf(numeral.number())).stripTrailingZeros();
    return exact.scale() <= 0 && exact.precision() - exact.scale() <= 18
        ? JSON.numberNode(exact.longValueExact())
        : JSON.numberNode(exact);
  }

  /// Times are typed values (4.6.3); years and months, which NGSI-LD does not know, are text.
  private static JsonNode time(Node node, String text) {
    String type = Ngsi.local(node.getLiteralDatatypeURI());
    String kind =
        switch (type) {
          case "date" -> "Date";
          case "dateTime", "dateTimeStamp" -> "DateTime";
          default -> "";
        };
    if (kind.isEmpty()) {
      return JSON.textNode(text);
    }
    ObjectNode typed = JSON.objectNode();
    typed.put("@type", kind);
    typed.put("@value", text);
    return typed;
  }

  /// What is said of a blank node, as an object.
  private JsonNode structure(Node node, int depth) {
    ObjectNode object = JSON.objectNode();
    if (depth == DEEPEST) {
      return object;
    }
    Iterator<Quad> quads = data.findNG(Node.ANY, node, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      object.set(names.name(quad.getPredicate().getURI()), value(quad.getObject(), depth + 1));
    }
    return object;
  }

  private static JsonNode geometry(GeometryValue shape) {
    try {
      return Ngsi.MAPPER.readTree(GeoJson.write(shape));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a geometry that is no JSON: " + Geo.AS_GEOJSON, e);
    }
  }
}
