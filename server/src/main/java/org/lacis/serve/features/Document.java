package org.lacis.serve.features;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.List;
import org.lacis.query.feature.FeatureJson.Link;

/// JSON documents of some kilobytes.
final class Document {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Document() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static void links(ObjectNode document, Collection<Link> links) {
    ArrayNode array = document.putArray("links");
    for (Link link : links) {
      ObjectNode one = array.addObject();
      one.put("href", link.href()).put("rel", link.rel()).put("type", link.type());
      if (!link.title().isEmpty()) {
        one.put("title", link.title());
      }
    }
  }

  static ArrayNode strings(ObjectNode object, String name, Collection<String> values) {
    ArrayNode array = object.putArray(name);
    values.forEach(array::add);
    return array;
  }

  static ArrayNode strings(ObjectNode object, String name, String... values) {
    return strings(object, name, List.of(values));
  }

  static void send(Context ctx, ObjectNode document, Shape shape) {
    try {
      ctx.contentType(shape.mediaType()).result(JSON.writeValueAsBytes(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that is no JSON", e);
    }
  }
}
