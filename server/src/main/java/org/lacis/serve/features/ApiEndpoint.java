package org.lacis.serve.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;
import org.lacis.serve.page.Words;

/// `/ogc/api`: the definition of the interface, and a page about it.
record ApiEndpoint(FeatureDoor door, FeaturePages pages) implements Handler {
  @Override
  public void handle(Context ctx) {
    FeatureDoor.parameters(ctx, Set.of());
    Shape shape = Shape.asked(ctx, Shape.OPENAPI, Shape.HTML);
    Words words = door.words(ctx);
    if (shape == Shape.HTML) {
      pages.api(ctx, words, door.book().collections());
      return;
    }
    OpenApi definition =
        new OpenApi(
            Addresses.of(ctx),
            words,
            FeatureDoor.in(door.title(), words),
            FeatureDoor.in(door.description(), words),
            door.pages().publisher());
    ObjectNode document = definition.of(door.book().collections().all());
    ObjectNode paths = (ObjectNode) document.get("paths");
    door.neighbours().forEach(other -> other.define(paths));
    Document.send(ctx, document, Shape.OPENAPI);
  }
}
