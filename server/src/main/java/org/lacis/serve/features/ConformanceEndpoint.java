package org.lacis.serve.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;

/// `/ogc/conformance`: what is conformed to (OGC API Features Part 1, 7.4).
record ConformanceEndpoint(FeatureDoor door, FeaturePages pages) implements Handler {
  @Override
  public void handle(Context ctx) {
    FeatureDoor.parameters(ctx, Set.of());
    if (Shape.asked(ctx, Shape.JSON, Shape.HTML) == Shape.HTML) {
      pages.conformance(ctx, door.words(ctx));
      return;
    }
    ObjectNode document = Document.object();
    ArrayNode classes = Document.strings(document, "conformsTo", Conformance.CLASSES);
    door.neighbours().forEach(other -> other.conformance().forEach(classes::add));
    Document.send(ctx, document, Shape.JSON);
  }
}
