package org.lacis.serve.features;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.lacis.query.feature.Collections;
import org.lacis.query.feature.DatasetPart;
import org.lacis.query.feature.Feature;
import org.lacis.query.feature.FeatureCollection;
import org.lacis.query.feature.FeatureFilter;
import org.lacis.query.feature.FeaturePage;
import org.lacis.query.feature.FeatureQuery;
import org.lacis.query.feature.Members;
import org.lacis.query.feature.Property;
import org.lacis.serve.page.Drawing;
import org.lacis.serve.page.Entity;
import org.lacis.serve.page.FeatureMap;
import org.lacis.serve.page.FeatureSheet;
import org.lacis.serve.page.FeatureSheet.Part;
import org.lacis.serve.page.FeatureSheet.Row;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Listing;
import org.lacis.serve.page.ListingMaker;
import org.lacis.serve.page.TwinPart;
import org.lacis.serve.page.Words;
import org.lacis.store.View;

/// The pages below `/ogc`.
record FeaturePages(FeatureDoor door) {
  /// Things of a page, for people.
  private static final int SIZE = 25;

  private static final String ROOT = Addresses.ROOT;

  void landing(Context ctx, Words words, Collections collections) {
    all(ctx, words, collections, FeatureDoor.in(door.description(), words));
  }

  void collections(Context ctx, Words words, Collections collections) {
    all(ctx, words, collections, "");
  }

  private void all(Context ctx, Words words, Collections collections, String lead) {
    List<Row> rows =
        collections.all().stream()
            .map(collection ->
                new Row(
                    hues(collection),
                    FeatureDoor.title(collection, words),
                    at(collection.id()),
                    "",
                    words.number(collection.count())))
            .toList();
    String count = words.count("ogc.lead", collections.all().size());
    send(
        ctx,
        words,
        new FeatureSheet(
            words.get("ogc.title"),
            lead.isEmpty() ? count : lead + " " + count,
            List.of(new Entity.Link(words.get("nav.explore"), "/")),
            Optional.empty(),
            List.of(new Part(words.get("ogc.collections"), rows)),
            List.of(),
            List.of(
                link("JSON", ROOT + "/collections?f=json"),
                link(words.get("ogc.definition"), ROOT + "/api?f=html"),
                link(words.get("ogc.conformance"), ROOT + "/conformance?f=html")),
            words.get("ogc.hint"),
            Addresses.of(ctx).at(""),
            List.of()));
  }

  private static Entity.Link link(String text, String href) {
    return new Entity.Link(text, href);
  }

  private static String at(String collection) {
    return ROOT + "/collections/" + collection;
  }

  /// The twins that describe a collection, in the order to show them.
  private List<String> hues(FeatureCollection collection) {
    List<String> said = collection.datasets().stream().map(DatasetPart::twin).toList();
    return door.twins().stream().map(TwinPart::key).filter(said::contains).toList();
  }

  private List<Entity.Link> crumbs(Words words) {
    return List.of(
        link(words.get("nav.explore"), "/"), link(words.get("ogc.title"), ROOT + "/collections"));
  }

  // ---- one collection

  void collection(Context ctx, Words words, FeatureCollection collection) {
    String description = FeatureDoor.in(collection.description(), words);
    String count = words.count("things", collection.count());
    List<Row> properties =
        collection.properties().stream().map(property -> row(property, words)).toList();
    List<Row> datasets =
        collection.datasets().stream()
            .map(part ->
                new Row(
                    door.twins().stream().map(TwinPart::key).filter(part.twin()::equals).toList(),
                    name(part, words),
                    "/catalogue",
                    "",
                    words.number(part.count())))
            .toList();
    String address = at(collection.id());
    send(
        ctx,
        words,
        new FeatureSheet(
            FeatureDoor.title(collection, words),
            description.isEmpty() ? count + "." : count + ". " + Words.capital(description),
            crumbs(words),
            map(collection, words),
            List.of(
                new Part(
                    "",
                    List.of(new Row(List.of(), words.get("ogc.see"), address + "/items", "", ""))),
                new Part(words.get("ogc.queryables"), properties),
                new Part(words.get("home.datasets"), datasets)),
            List.of(),
            Stream.concat(
                    forms(address + "/items", Map.of()).stream(),
                    Stream.of(
                        link(words.get("ogc.queryables"), address + "/queryables?f=json"),
                        link(words.get("ogc.schema"), address + "/schema?f=json")))
                .toList(),
            words.get("ogc.hint"),
            Addresses.of(ctx).at(""),
            rights(collection, words)));
  }

  private static String name(DatasetPart part, Words words) {
    String title = FeatureDoor.in(part.title(), words);
    return title.isEmpty() ? part.graph().toString() : title;
  }

  private static Row row(Property property, Words words) {
    String title = FeatureDoor.in(property.title(), words);
    String kinds =
        property.kinds().stream()
            .sorted()
            .map(kind -> words.get("ogc.kind." + kind.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", "));
    return new Row(
        List.of(), property.name(), "", title.equals(property.name()) ? "" : title, kinds);
  }

  private List<Entity.Link> rights(FeatureCollection collection, Words words) {
    List<Entity.Link> rights = new ArrayList<>();
    for (DatasetPart part : collection.datasets()) {
      String who = part.attribution().isEmpty() ? part.publisher() : part.attribution();
      boolean address = part.licence().matches("https?://\\S+");
      String licence =
          address ? org.lacis.serve.page.Addresses.licence(part.licence()) : part.licence();
      String text =
          Stream.of(who, licence).filter(one -> !one.isEmpty()).collect(Collectors.joining(", "));
      Entity.Link right =
          link(text.isEmpty() ? words.get("ogc.no-licence") : text, address ? part.licence() : "");
      if (!rights.contains(right)) {
        rights.add(right);
      }
    }
    return rights;
  }

  private static List<Entity.Link> forms(String address, Map<String, String> parameters) {
    List<Entity.Link> forms = new ArrayList<>();
    Map.of("GeoJSON", "json", "JSON-FG", "jsonfg").entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(form -> {
          Map<String, String> all = new LinkedHashMap<>(parameters);
          all.put(Shape.PARAMETER, form.getValue());
          forms.add(link(form.getKey(), Addresses.with(address, all)));
        });
    return forms;
  }

  /// Some of its things, where they lie.
  private Optional<Drawing> map(FeatureCollection collection, Words words) {
    Collections collections = door.book().collections();
    return door.store()
        .read(view -> {
          Seen seen = new Seen();
          collections
              .reader(view, collection)
              .read(new FeatureQuery(FeatureFilter.ALL, Optional.empty(), SIZE), seen::add);
          return seen.map(view, FeatureDoor.title(collection, words), words);
        });
  }

  // ---- a page of features

  void items(
      Context ctx,
      Words words,
      Collections collections,
      FeatureCollection collection,
      ItemsRequest request) {
    boolean sized = request.parameters().containsKey("limit");
    int size = sized ? Math.min(request.limit(), 4 * SIZE) : SIZE;
    FeatureSheet sheet =
        door.store()
            .read(view -> {
              Seen seen = new Seen();
              FeaturePage page =
                  collections
                      .reader(view, collection)
                      .read(new FeatureQuery(request.filter(), request.after(), size), seen::add);
              return sheet(view, words, collection, request, seen, page);
            });
    ctx.header("Content-Crs", "<" + request.crs().iri() + ">");
    send(ctx, words, sheet);
  }

  private FeatureSheet sheet(
      View view,
      Words words,
      FeatureCollection collection,
      ItemsRequest request,
      Seen seen,
      FeaturePage page) {
    List<Listing.Row> found =
        new ListingMaker(view.dataset(), door.iri(), words, door.twins()).rows(seen.nodes());
    List<Row> rows =
        found.stream()
            .map(row ->
                new Row(
                    row.hue().isEmpty() ? List.of() : List.of(row.hue()),
                    row.text(),
                    row.href(),
                    row.detail(),
                    ""))
            .toList();
    String address = at(collection.id()) + "/items";
    List<Entity.Link> more = new ArrayList<>();
    if (request.after().isPresent()) {
      more.add(link(words.get("ogc.first"), Addresses.with(address, request.parameters())));
    }
    page.next()
        .ifPresent(cursor -> {
          Map<String, String> there = new LinkedHashMap<>(request.parameters());
          there.put("cursor", cursor.text());
          more.add(link(words.get("more.after"), Addresses.with(address, there)));
        });
    String lead =
        page.matched().isPresent()
            ? words.count("ogc.shown", page.matched().getAsLong(), page.returned())
            : words.count("things", page.returned());
    String title = FeatureDoor.title(collection, words);
    return new FeatureSheet(
        title,
        lead,
        Stream.concat(crumbs(words).stream(), Stream.of(link(title, at(collection.id())))).toList(),
        seen.map(view, title, words),
        List.of(new Part("", rows)),
        more,
        forms(address, request.parameters()),
        "",
        "",
        rights(collection, words));
  }

  /// The things of a page, as they are read.
  private static final class Seen {
    private final List<FeatureMap.Placed> things = new ArrayList<>();

    void add(Feature feature) {
      String twin =
          feature.graphs().stream()
              .map(Seen::twin)
              .filter(key -> !key.isEmpty())
              .findFirst()
              .orElse("");
      things.add(new FeatureMap.Placed(feature.node(), twin));
    }

    private static String twin(Node graph) {
      String[] parts = graph.toString().split("/graph/", 2);
      int slash = parts.length == 2 ? parts[1].indexOf('/') : -1;
      return slash < 0 ? "" : parts[1].substring(0, slash);
    }

    List<Node> nodes() {
      return things.stream().map(FeatureMap.Placed::thing).toList();
    }

    Optional<Drawing> map(View view, String title, Words words) {
      return FeatureMap.of(view, things, words.get("map.label", title));
    }
  }

  // ---- about the interface

  void conformance(Context ctx, Words words) {
    List<Row> rows =
        Conformance.CLASSES.stream().map(one -> new Row(List.of(), one, one, "", "")).toList();
    plain(
        ctx,
        words,
        words.get("ogc.conformance"),
        words.get("ogc.conformance.lead"),
        rows,
        List.of(link("JSON", ROOT + "/conformance?f=json")));
  }

  void api(Context ctx, Words words, Collections collections) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            List.of(), "/collections", ROOT + "/collections", words.get("ogc.collections"), ""));
    for (FeatureCollection collection : collections.all()) {
      String parameters =
          Stream.concat(
                  Stream.of("limit", "bbox", "datetime", "filter", "crs"),
                  collection.properties().stream()
                      .map(Property::name)
                      .filter(name -> !ItemsRequest.RESERVED.contains(name)))
              .collect(Collectors.joining(", "));
      rows.add(
          new Row(
              collection.members() instanceof Members.Named ? List.of() : hues(collection),
              "/collections/" + collection.id() + "/items",
              at(collection.id()) + "/items",
              parameters,
              ""));
    }
    plain(
        ctx,
        words,
        words.get("ogc.definition"),
        words.get("ogc.definition.lead"),
        rows,
        List.of(link("OpenAPI 3.0", ROOT + "/api?f=json")));
  }

  private void plain(
      Context ctx,
      Words words,
      String title,
      String lead,
      List<Row> rows,
      List<Entity.Link> takeaway) {
    send(
        ctx,
        words,
        new FeatureSheet(
            title,
            lead,
            crumbs(words),
            Optional.empty(),
            List.of(new Part("", rows)),
            List.of(),
            takeaway,
            "",
            "",
            List.of()));
  }

  private void send(Context ctx, Words words, FeatureSheet sheet) {
    List<Frame.Alternate> links =
        sheet.takeaway().stream()
            .filter(link -> link.href().contains("f=json"))
            .map(link -> new Frame.Alternate(link.href(), "application/json", link.text()))
            .toList();
    Frame frame = door.pages().frame(ctx, words, sheet.title(), "catalogue", links);
    door.pages().send(ctx, "features", frame, Map.of("sheet", sheet));
  }
}
