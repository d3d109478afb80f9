package org.lacis.serve.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lacis.query.feature.FeatureJson.Link;
import org.lacis.serve.page.Words;

/// `/ogc`: where the features begin (OGC API Features Part 1, 7.2).
record LandingEndpoint(FeatureDoor door, FeaturePages pages) implements Handler {
  @Override
  public void handle(Context ctx) {
    FeatureDoor.parameters(ctx, Set.of());
    Shape shape = Shape.asked(ctx, Shape.JSON, Shape.HTML);
    Words words = door.words(ctx);
    Addresses at = Addresses.of(ctx);
    if (shape == Shape.HTML) {
      pages.landing(ctx, words, door.book().collections());
      return;
    }
    ObjectNode document = Document.object();
    document.put("title", FeatureDoor.in(door.title(), words));
    document.put("description", FeatureDoor.in(door.description(), words));
    List<Link> links =
        new ArrayList<>(
            at.selves(at.at(""), Map.of(), Shape.JSON, List.of(Shape.JSON, Shape.HTML)));
    links.add(
        new Link(
            at.at("/api"), "service-desc", Shape.OPENAPI.mediaType(), words.get("ogc.definition")));
    links.add(
        new Link(at.at("/api?f=html"), "service-doc", "text/html", words.get("ogc.definition")));
    links.add(
        new Link(
            at.at("/conformance"),
            "conformance",
            Shape.JSON.mediaType(),
            words.get("ogc.conformance")));
    links.add(
        new Link(
            at.at("/collections"), "data", Shape.JSON.mediaType(), words.get("ogc.collections")));
    links.add(
        new Link(
            at.at("/functions"),
            "http://www.opengis.net/def/rel/ogc/1.0/functions",
            Shape.JSON.mediaType(),
            words.get("ogc.functions")));
    Document.links(document, links);
    Document.send(ctx, document, Shape.JSON);
  }
}
