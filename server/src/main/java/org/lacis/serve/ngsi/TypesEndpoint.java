package org.lacis.serve.ngsi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lacis.serve.web.Ask;
import org.lacis.vocabulary.Geo;

/// `/types`, `/types/{type}`, `/attributes`, `/attributes/{attribute}` (6.25 to 6.28).
record TypesEndpoint(Door door) {
  private static final String LOCATION = Geo.HAS_DEFAULT_GEOMETRY.getURI();

  private record Asked(Types.Known known, Contexts.Meaning meaning, Names.Writer names) {
    String name(String iri) {
      return iri.equals(LOCATION) ? "location" : names.name(iri);
    }
  }

  private Asked asked(Context ctx, String... parameters) {
    Ngsi.known(ctx, Set.of(parameters));
    Types.Known known = door.types().known();
    Contexts.Meaning meaning = door.contexts().of(ctx, known.names());
    return new Asked(known, meaning, meaning.writer());
  }

  void types(Context ctx) {
    Asked asked = asked(ctx, "details");
    if (Ask.text(ctx, "details").equals("true")) {
      ArrayNode all = Ngsi.MAPPER.createArrayNode();
      for (Types.Type type : asked.known().types().values()) {
        ObjectNode one = all.addObject();
        one.put("id", type.node().getURI());
        one.put("type", "EntityType");
        one.put("typeName", asked.name(type.node().getURI()));
        ArrayNode attributes = one.putArray("attributeNames");
        type.attributes().keySet().forEach(iri -> attributes.add(asked.name(iri)));
      }
      send(ctx, asked, all);
      return;
    }
    ObjectNode list = Ngsi.MAPPER.createObjectNode();
    list.put("id", "urn:ngsi-ld:EntityTypeList:twin");
    list.put("type", "EntityTypeList");
    ArrayNode names = list.putArray("typeList");
    asked.known().types().keySet().forEach(iri -> names.add(asked.name(iri)));
    send(ctx, asked, list);
  }

  void type(Context ctx) {
    Asked asked = asked(ctx);
    String iri = asked.meaning().expand(name(ctx, "/types/"));
    Types.Type type = asked.known().types().get(iri);
    if (type == null) {
      throw Ngsi.missing("type", iri, Ngsi.ROOT + "/types lists those that there are.");
    }
    ObjectNode one = Ngsi.MAPPER.createObjectNode();
    one.put("id", iri);
    one.put("type", "EntityTypeInformation");
    one.put("typeName", asked.name(iri));
    one.put("entityCount", type.count());
    ArrayNode details = one.putArray("attributeDetails");
    type.attributes()
        .forEach((attribute, kinds) -> {
          ObjectNode detail = details.addObject();
          detail.put("id", attribute);
          detail.put("type", "Attribute");
          detail.put("attributeName", asked.name(attribute));
          ArrayNode all = detail.putArray("attributeTypes");
          kinds.forEach(all::add);
        });
    send(ctx, asked, one);
  }

  /// Names of types by attribute.
  private static Map<String, Set<String>> attributes(Asked asked) {
    Map<String, Set<String>> attributes = new TreeMap<>();
    asked
        .known()
        .types()
        .values()
        .forEach(type ->
            type.attributes()
                .keySet()
                .forEach(attribute ->
                    attributes
                        .computeIfAbsent(attribute, _ -> new TreeSet<>())
                        .add(asked.name(type.node().getURI()))));
    return attributes;
  }

  void attributes(Context ctx) {
    Asked asked = asked(ctx, "details");
    Map<String, Set<String>> attributes = attributes(asked);
    if (Ask.text(ctx, "details").equals("true")) {
      ArrayNode all = Ngsi.MAPPER.createArrayNode();
      attributes.forEach((attribute, types) -> {
        ObjectNode one = all.addObject();
        one.put("id", attribute);
        one.put("type", "Attribute");
        one.put("attributeName", asked.name(attribute));
        ArrayNode names = one.putArray("typeNames");
        types.forEach(names::add);
      });
      send(ctx, asked, all);
      return;
    }
    ObjectNode list = Ngsi.MAPPER.createObjectNode();
    list.put("id", "urn:ngsi-ld:AttributeList:twin");
    list.put("type", "AttributeList");
    ArrayNode names = list.putArray("attributeList");
    attributes.keySet().forEach(attribute -> names.add(asked.name(attribute)));
    send(ctx, asked, list);
  }

  void attribute(Context ctx) {
    Asked asked = asked(ctx);
    String name = name(ctx, "/attributes/");
    String iri = name.equals("location") ? LOCATION : asked.meaning().expand(name);
    Set<String> types = attributes(asked).get(iri);
    if (types == null) {
      throw Ngsi.missing("attribute", iri, Ngsi.ROOT + "/attributes lists those that there are.");
    }
    Set<String> kinds = new TreeSet<>();
    asked
        .known()
        .types()
        .values()
        .forEach(type -> kinds.addAll(type.attributes().getOrDefault(iri, Set.of())));
    ObjectNode one = Ngsi.MAPPER.createObjectNode();
    one.put("id", iri);
    one.put("type", "Attribute");
    one.put("attributeName", asked.name(iri));
    ArrayNode all = one.putArray("attributeTypes");
    kinds.forEach(all::add);
    ArrayNode names = one.putArray("typeNames");
    types.forEach(names::add);
    send(ctx, asked, one);
  }

  /// The twin's own context: every class and attribute by its local name.
  void context(Context ctx) {
    Ngsi.known(ctx, Set.of());
    ObjectNode body = Ngsi.MAPPER.createObjectNode();
    ObjectNode terms = body.putObject("@context");
    new TreeMap<>(door.types().known().names().terms()).forEach(terms::put);
    ctx.contentType(Ngsi.JSON_LD).result(Ngsi.bytes(body));
  }

  private static String name(Context ctx, String before) {
    String uri = ctx.req().getRequestURI();
    return java.net.URLDecoder.decode(
        uri.substring(uri.indexOf(before) + before.length()).replace("+", "%2B"),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void send(Context ctx, Asked asked, com.fasterxml.jackson.databind.JsonNode body) {
    EntitiesEndpoint.Body form = EntitiesEndpoint.Body.of(ctx);
    if (form == EntitiesEndpoint.Body.JSON_LD) {
      (body.isArray() ? body : Ngsi.MAPPER.createArrayNode().add(body))
          .forEach(one -> ((ObjectNode) one).set("@context", asked.meaning().body()));
      ctx.contentType(Ngsi.JSON_LD);
    } else {
      ctx.res().addHeader("Link", asked.meaning().link());
      ctx.contentType(Ngsi.JSON);
    }
    ctx.result(Ngsi.bytes(body));
  }
}
