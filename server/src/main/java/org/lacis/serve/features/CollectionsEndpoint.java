package org.lacis.serve.features;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lacis.geometry.Crs;
import org.lacis.query.feature.Collections;
import org.lacis.query.feature.DatasetPart;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.FeatureJson.Link;
import org.lacis.serve.page.Words;

/// `/ogc/collections` and `/ogc/collections/{id}`: what there is (OGC API Features Part 1, 7.13 and
/// 7.14, Part 2, 6.2).
record CollectionsEndpoint(FeatureDoor door, FeaturePages pages) implements Handler {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<Shape> SHAPES = List.of(Shape.JSON, Shape.HTML);

  @Override
  public void handle(Context ctx) {
    FeatureDoor.parameters(ctx, Set.of());
    Shape shape = Shape.asked(ctx, Shape.JSON, Shape.HTML);
    Words words = door.words(ctx);
    Addresses at = Addresses.of(ctx);
    Collections collections = door.book().collections();
    if (shape == Shape.HTML) {
      pages.collections(ctx, words, collections);
      return;
    }
    ObjectNode document = Document.object();
    Document.links(document, at.selves(at.at("/collections"), Map.of(), Shape.JSON, SHAPES));
    Document.strings(document, "crs", Systems.GLOBAL.stream().map(Crs::iri).toList());
    ArrayNode array = document.putArray("collections");
    for (FeatureCollection collection : collections.all()) {
      List<String> systems = new ArrayList<>(List.of(Systems.REFERENCE));
      Systems.of(collection).stream()
          .filter(crs -> !Systems.GLOBAL.contains(crs))
          .map(Crs::iri)
          .forEach(systems::add);
      array.add(describe(collection, at, words, systems));
    }
    door.neighbours()
        .forEach(other -> array.add(other.describe(at.at(""), words.language().tag())));
    Document.send(ctx, document, Shape.JSON);
  }

  /// `/ogc/collections/{id}`.
  void one(Context ctx) {
    FeatureDoor.parameters(ctx, Set.of());
    Shape shape = Shape.asked(ctx, Shape.JSON, Shape.HTML);
    FeatureCollection collection = FeatureDoor.collection(ctx, door.book().collections());
    Words words = door.words(ctx);
    if (shape == Shape.HTML) {
      pages.collection(ctx, words, collection);
      return;
    }
    ObjectNode document =
        describe(
            collection,
            Addresses.of(ctx),
            words,
            Systems.of(collection).stream().map(Crs::iri).toList());
    Document.send(ctx, document, Shape.JSON);
  }

  private static ObjectNode describe(
      FeatureCollection collection, Addresses at, Words words, List<String> systems) {
    ObjectNode document = Document.object();
    document.put("id", collection.id());
    document.put("title", FeatureDoor.title(collection, words));
    String description = FeatureDoor.in(collection.description(), words);
    if (!description.isEmpty()) {
      document.put("description", description);
    }
    document.put("itemType", "feature");
    document.put("numberOfFeatures", collection.count());
    extent(document, collection);
    Document.strings(document, "crs", systems);
    document.put("storageCrs", collection.storage().iri());
    List<String> attributions = FeatureDoor.attributions(collection);
    if (!attributions.isEmpty()) {
      document.put("attribution", String.join(" ; ", attributions));
    }
    ArrayNode datasets = document.putArray("datasets");
    collection.datasets().forEach(part -> dataset(datasets.addObject(), part, words));
    Document.links(document, links(collection, at, words));
    return document;
  }

  private static void extent(ObjectNode document, FeatureCollection collection) {
    if (collection.extent().isEmpty() && collection.time().isEmpty()) {
      return;
    }
    ObjectNode extent = document.putObject("extent");
    collection
        .extent()
        .ifPresent(place -> {
          ObjectNode spatial = extent.putObject("spatial");
          spatial
              .putArray("bbox")
              .addArray()
              .add(place.west())
              .add(place.south())
              .add(place.east())
              .add(place.north());
          spatial.put("crs", Crs.CRS84.iri());
        });
    collection
        .time()
        .ifPresent(time -> {
          ObjectNode temporal = extent.putObject("temporal");
          temporal
              .putArray("interval")
              .addArray()
              .add(TIME.format(time.from()))
              .add(TIME.format(time.to()));
          temporal.put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
        });
  }

  private static void dataset(ObjectNode dataset, DatasetPart part, Words words) {
    dataset.put("iri", part.graph().toString());
    String title = FeatureDoor.in(part.title(), words);
    if (!title.isEmpty()) {
      dataset.put("title", title);
    }
    dataset.put("numberOfFeatures", part.count());
    put(dataset, "twin", part.twin());
    put(dataset, "license", part.licence());
    put(dataset, "attribution", part.attribution());
    put(dataset, "publisher", part.publisher());
  }

  private static void put(ObjectNode object, String name, String value) {
    if (!value.isEmpty()) {
      object.put(name, value);
    }
  }

  private static List<Link> links(FeatureCollection collection, Addresses at, Words words) {
    String address = at.collection(collection.id());
    List<Link> links = new ArrayList<>(at.selves(address, Map.of(), Shape.JSON, SHAPES));
    for (Shape shape : List.of(Shape.GEOJSON, Shape.JSON_FG, Shape.HTML)) {
      links.add(
          new Link(
              at.items(collection.id()) + "?f=" + shape.key(),
              "items",
              shape.mediaType(),
              FeatureDoor.title(collection, words)));
    }
    links.add(
        new Link(
            address + "/queryables",
            "http://www.opengis.net/def/rel/ogc/1.0/queryables",
            Shape.SCHEMA.mediaType(),
            words.get("ogc.queryables")));
    links.add(
        new Link(
            address + "/schema",
            "http://www.opengis.net/def/rel/ogc/1.0/schema",
            Shape.SCHEMA.mediaType(),
            words.get("ogc.schema")));
    links.add(
        new Link(
            at.origin() + "/catalogue", "describedby", "text/html", words.get("catalogue.title")));
    links.addAll(FeatureDoor.licences(collection));
    return links;
  }
}
