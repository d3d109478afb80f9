package org.lacis.serve.features;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.geometry.Crs;
import org.lacis.query.feature.Collections;
import org.lacis.query.feature.Cursor;
import org.lacis.query.feature.Feature;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.FeatureFilter;
import org.lacis.query.feature.FeatureJson;
import org.lacis.query.feature.FeatureJson.Link;
import org.lacis.query.feature.FeaturePage;
import org.lacis.query.feature.FeatureQuery;
import org.lacis.query.feature.FeatureReader;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.ServeException;
import org.lacis.store.View;

/// `/ogc/collections/{id}/items` and `…/items/{feature}` (OGC API Features Part 1, 7.15 and 7.16).
///
/// @param limit how long it may take to find the next feature
record ItemsEndpoint(FeatureDoor door, FeaturePages pages, Duration limit) implements Handler {
  private static final List<Shape> SHAPES = List.of(Shape.GEOJSON, Shape.JSON_FG, Shape.HTML);

  @Override
  public void handle(Context ctx) {
    Collections collections = door.book().collections();
    FeatureCollection collection = FeatureDoor.collection(ctx, collections);
    Map<String, String> parameters = FeatureDoor.parameters(ctx, ItemsRequest.known(collection));
    Shape shape = Shape.asked(ctx, Shape.GEOJSON, Shape.JSON_FG, Shape.HTML);
    ItemsRequest request = ItemsRequest.of(parameters, collection);
    Words words = door.words(ctx);
    if (shape == Shape.HTML) {
      pages.items(ctx, words, collections, collection, request);
      return;
    }
    if (door.isKnown(ctx)) {
      return;
    }
    describe(ctx, shape, request.crs());
    Addresses at = Addresses.of(ctx);
    Answer.send(
        ctx,
        out ->
            door.store()
                .read(view -> {
                  write(view, collections, collection, request, shape, at, words, out);
                  return true;
                }));
  }

  private static void describe(Context ctx, Shape shape, Crs crs) {
    ctx.contentType(shape.mediaType());
    ctx.header("Content-Crs", "<" + crs.iri() + ">");
    ctx.header("Access-Control-Expose-Headers", "Content-Crs, Link, ETag");
  }

  private void write(
      View view,
      Collections collections,
      FeatureCollection collection,
      ItemsRequest request,
      Shape shape,
      Addresses at,
      Words words,
      OutputStream out) {
    FeatureJson json =
        new FeatureJson(out, collection, style(collection, shape, request.crs(), at, words));
    try {
      json.begin(Instant.now(), FeatureDoor.attributions(collection));
      Patience patience = new Patience(limit);
      FeatureReader reader = collections.reader(view, collection);
      FeaturePage page =
          reader.read(
              new FeatureQuery(
                  patience.watched(request.filter()), request.after(), request.limit()),
              feature -> {
                patience.rewarded();
                write(json, feature);
              });
      json.end(page.returned(), page.matched(), links(collection, request, page.next(), shape, at));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FeatureJson.Style style(
      FeatureCollection collection, Shape shape, Crs crs, Addresses at, Words words) {
    return new FeatureJson.Style(
        shape == Shape.JSON_FG ? FeatureJson.Form.JSON_FG : FeatureJson.Form.GEOJSON,
        crs,
        door.ids(),
        words.language().tag(),
        at.collection(collection.id()) + "/schema");
  }

  private static void write(FeatureJson json, Feature feature) {
    try {
      json.feature(feature);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Link> links(
      FeatureCollection collection,
      ItemsRequest request,
      Optional<Cursor> next,
      Shape shape,
      Addresses at) {
    String address = at.items(collection.id());
    Map<String, String> here = new LinkedHashMap<>(request.parameters());
    request.after().ifPresent(cursor -> here.put("cursor", cursor.text()));
    List<Link> links = new ArrayList<>(at.selves(address, here, shape, SHAPES));
    next.ifPresent(cursor -> {
      Map<String, String> there = new LinkedHashMap<>(request.parameters());
      there.put("cursor", cursor.text());
      there.put(Shape.PARAMETER, shape.key());
      links.add(new Link(Addresses.with(address, there), "next", shape.mediaType()));
    });
    links.add(new Link(at.collection(collection.id()), "collection", Shape.JSON.mediaType()));
    links.addAll(FeatureDoor.licences(collection));
    return links;
  }

  // ---- one feature

  /// `/ogc/collections/{id}/items/{feature}`.
  void one(Context ctx) {
    Collections collections = door.book().collections();
    FeatureCollection collection = FeatureDoor.collection(ctx, collections);
    Map<String, String> parameters = FeatureDoor.parameters(ctx, java.util.Set.of("crs"));
    Shape shape = Shape.asked(ctx, Shape.GEOJSON, Shape.JSON_FG, Shape.HTML);
    Crs crs = ItemsRequest.crs(parameters, "crs", collection);
    String id = ctx.pathParam("feature");
    Node thing = door.ids().iri(id).orElseThrow(() -> unknown(collection, id));
    Words words = door.words(ctx);
    Addresses at = Addresses.of(ctx);
    if (shape != Shape.HTML && door.isKnown(ctx)) {
      return;
    }
    describe(ctx, shape, crs);
    Answer.send(
        ctx,
        out ->
            door.store()
                .read(view -> {
                  Feature feature =
                      collections
                          .reader(view, collection)
                          .find(thing)
                          .orElseThrow(() -> unknown(collection, id));
                  if (shape == Shape.HTML) {
                    // The page of a thing is where its identifier leads.
                    ctx.redirect(
                        door.iri().page(feature.iri()), io.javalin.http.HttpStatus.SEE_OTHER);
                  } else {
                    write(feature, collection, crs, parameters, shape, at, words, out);
                  }
                  return true;
                }));
  }

  private void write(
      Feature feature,
      FeatureCollection collection,
      Crs crs,
      Map<String, String> parameters,
      Shape shape,
      Addresses at,
      Words words,
      OutputStream out) {
    String address = at.feature(collection.id(), door.ids().id(feature.iri()));
    List<Link> links = new ArrayList<>(at.selves(address, parameters, shape, SHAPES));
    links.add(new Link(at.collection(collection.id()), "collection", Shape.JSON.mediaType()));
    links.add(new Link(feature.iri(), "canonical", "text/html"));
    links.addAll(FeatureDoor.licences(collection));
    try {
      new FeatureJson(out, collection, style(collection, shape, crs, at, words))
          .single(feature, FeatureDoor.attributions(collection), links);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServeException unknown(FeatureCollection collection, String id) {
    return ServeException.of(
        404,
        "features.unknown-feature",
        "feature of " + collection.id(),
        id,
        "the id of a feature, as the items tell it",
        "Look for it among the items of the collection.");
  }

  /// How long a reader is given to find the next feature: filters may let few pass.
  private static final class Patience {
    private static final int ASKED = 0xFF;

    private final Duration limit;
    private long end;
    private int tests;

    Patience(Duration limit) {
      this.limit = limit;
      rewarded();
    }

    void rewarded() {
      end = System.nanoTime() + limit.toNanos();
    }

    FeatureFilter watched(FeatureFilter filter) {
      if (filter.isAll()) {
        return filter;
      }
      return new FeatureFilter(
          feature -> {
            if ((++tests & ASKED) == 0 && System.nanoTime() - end > 0) {
              throw org.lacis.serve.sparql.QueryLimit.exceeded(limit);
            }
            return filter.test().test(feature);
          },
          filter.near(),
          filter.nowhere(),
          filter.equalities());
    }
  }
}
