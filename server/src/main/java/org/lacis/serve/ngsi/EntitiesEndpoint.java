package org.lacis.serve.ngsi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.query.feature.FeatureQuery;
import org.lacis.query.feature.FeatureReader;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.ServeException;
import org.lacis.store.View;

/// `/entities` and `/entities/{id}` (6.4, 6.5).
record EntitiesEndpoint(Door door) implements Handler {
  private static final Set<String> OTHERS =
      Set.of("options", "format", "count", "limit", "offset", "lang", "geometryProperty");
  static final int USUAL = 20;
  static final int MOST = 1_000;
  static final int FARTHEST = 1_000_000;

  /// How many observations are read for what an entity was observed to be last.
  private static final int OBSERVATIONS = 1_000;

  @Override
  public void handle(Context ctx) {
    Set<String> names = new HashSet<>(OTHERS);
    names.addAll(EntityQuery.PARAMETERS);
    Ngsi.known(ctx, names);
    Types.Known known = door.types().known();
    Contexts.Meaning meaning = door.contexts().of(ctx, known.names());
    EntityQuery query = EntityQuery.of(ctx, meaning);
    if (!query.says()) {
      throw Ngsi.bad(
          "request",
          "no condition",
          "at least one of type, id, attrs, q and georel",
          "Ask for a type, for one; " + Ngsi.ROOT + "/types lists them.");
    }
    int limit = Ask.number(ctx, "limit", USUAL, 0, MOST);
    int offset = Ask.number(ctx, "offset", 0, 0, FARTHEST);
    boolean count = counted(ctx);
    if (limit == 0 && !count) {
      throw Ngsi.bad("parameter limit", "0", "at least 1", "A limit of 0 goes with count=true.");
    }
    Body body = Body.of(ctx);
    EntityWriter.Format format = format(ctx);
    Optional<String> language = Optional.of(Ask.text(ctx, "lang")).filter(s -> !s.isEmpty());
    Deadline deadline = Deadline.in(door.limit());
    Page page =
        door.store()
            .read(view -> {
              Found found = find(view, known, query, offset, limit, count, deadline);
              List<ObjectNode> written = new ArrayList<>();
              EntityWriter writer =
                  new EntityWriter(view.dataset(), meaning.writer(), format, language);
              for (Node node : found.nodes()) {
                write(view, writer, node, query.attributes(), body == Body.GEO_JSON)
                    .ifPresent(written::add);
              }
              return new Page(written, found.count(), found.more());
            });
    if (count) {
      ctx.header("NGSILD-Results-Count", Long.toString(page.count()));
    }
    links(ctx, offset, limit, page.more());
    send(ctx, body, meaning, page.entities());
  }

  /// @param count of all that match; of those that were looked at where nobody asked
  private record Found(List<Node> nodes, long count, boolean more) {}

  private record Page(List<ObjectNode> entities, long count, boolean more) {}

  /// One entity.
  void one(Context ctx) {
    Ngsi.known(ctx, Set.of("attrs", "options", "format", "lang", "geometryProperty", "type"));
    Contexts.Meaning meaning = door.contexts().of(ctx, door.types().known().names());
    Set<String> attributes = new HashSet<>();
    EntityQuery.list(EntityQuery.text(ctx, "attrs"))
        .forEach(name ->
            attributes.add(
                name.equals("location")
                    ? org.lacis.vocabulary.Geo.HAS_DEFAULT_GEOMETRY.getURI()
                    : meaning.expand(name)));
    Body body = Body.of(ctx);
    EntityWriter.Format format = format(ctx);
    Optional<String> language = Optional.of(Ask.text(ctx, "lang")).filter(s -> !s.isEmpty());
    Node node = id(ctx);
    ObjectNode entity =
        door.store()
            .read(view ->
                write(
                    view,
                    new EntityWriter(view.dataset(), meaning.writer(), format, language),
                    node,
                    attributes,
                    body == Body.GEO_JSON))
            .filter(found -> attributes.isEmpty() || found.size() > 2)
            .orElseThrow(() ->
                Ngsi.missing(
                    "entity",
                    node.getURI(),
                    "Look for it with " + Ngsi.ROOT + "/entities?type=…&q=… or /search."));
    if (body == Body.JSON) {
      ctx.header("Link", meaning.link());
    } else {
      entity.set("@context", meaning.body());
    }
    ctx.contentType(body.mediaType()).result(Ngsi.bytes(entity));
  }

  /// The IRI of an address, which has it escaped once, or as it is.
  static Node id(Context ctx) {
    String uri = ctx.req().getRequestURI();
    String path = uri.substring(uri.indexOf("/entities/") + "/entities/".length());
    String id = java.net.URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (!id.matches("[A-Za-z][A-Za-z0-9+.-]*:.+") || id.matches(".*[\\s<>\"{}|\\\\^`].*")) {
      throw Ngsi.bad("entity id", id, "an IRI", "Entities here are named by IRIs.");
    }
    return NodeFactory.createURI(id);
  }

  private Optional<ObjectNode> write(
      View view, EntityWriter writer, Node node, Set<String> attributes, boolean feature) {
    return Entity.read(
            view.dataset(),
            door.iris(),
            node,
            attributes.isEmpty() ? _ -> true : attributes::contains)
        .map(entity -> {
          List<Observations.Observed> observed =
              new Observations(view.dataset(), door.iris())
                  .of(node, OBSERVATIONS).orElse(List.of()).stream()
                      .filter(one -> attributes.isEmpty() || attributes.contains(one.attribute()))
                      .toList();
          return feature ? writer.feature(entity, observed) : writer.entity(entity, observed);
        });
  }

  private static Found find(
      View view,
      Types.Known known,
      EntityQuery query,
      int offset,
      int limit,
      boolean count,
      Deadline deadline) {
    List<Node> nodes = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    long[] matched = {0};
    List<Types.Type> types = new ArrayList<>();
    for (Types.Type type : known.types().values()) {
      if (query.types().isEmpty() || query.types().contains(type.node().getURI())) {
        types.add(type);
      }
    }
    boolean once = types.size() > 1;
    for (Types.Type type : types) {
      long enough = count ? Long.MAX_VALUE : (long) offset + limit + 1 - matched[0];
      if (enough <= 0) {
        break;
      }
      FeatureReader reader = door(known, view, type);
      java.util.function.Consumer<org.lacis.query.feature.Feature> take =
          feature -> {
            if (once && !seen.add(feature.node())) {
              return;
            }
            if (matched[0] >= offset && nodes.size() < limit) {
              nodes.add(feature.node());
            }
            matched[0]++;
          };
      if (!query.ids().isEmpty()) {
        var test = deadline.watching(query.filter(type)).test();
        query.ids().stream().flatMap(id -> reader.find(id).stream()).filter(test).forEach(take);
      } else {
        // Things of two types may have come before: then more of them has to be read.
        long most = once && !count ? enough + seen.size() : enough;
        reader.read(
            new FeatureQuery(deadline.watching(query.filter(type)), Optional.empty(), most), take);
      }
    }
    return new Found(nodes, matched[0], matched[0] > (long) offset + nodes.size());
  }

  private static FeatureReader door(Types.Known known, View view, Types.Type type) {
    return known.collections().reader(view, type.collection().orElseGet(() -> Door.bare(type)));
  }

  // ── parameters and headers ──

  static boolean counted(Context ctx) {
    return EntityQuery.list(Ask.text(ctx, "options")).contains("count")
        || Ask.text(ctx, "count").equals("true");
  }

  static EntityWriter.Format format(Context ctx) {
    EntityWriter.Format format = EntityWriter.Format.NORMALIZED;
    List<String> words = new ArrayList<>(EntityQuery.list(Ask.text(ctx, "options")));
    words.addAll(EntityQuery.list(Ask.text(ctx, "format")));
    for (String word : words) {
      switch (word.toLowerCase(Locale.ROOT)) {
        case "keyvalues", "simplified" -> format = EntityWriter.Format.SIMPLIFIED;
        case "concise" -> format = EntityWriter.Format.CONCISE;
        case "normalized" -> format = EntityWriter.Format.NORMALIZED;
        case "count", "temporalvalues" -> {}
        // When an entity was made and changed in the twin is told by its provenance, not here.
        case "sysattrs" -> {}
        default ->
            throw Ngsi.bad(
                "parameter options",
                word,
                "normalized, concise, keyValues, simplified, count, temporalValues, sysAttrs",
                "Leave it out.");
      }
    }
    return format;
  }

  static void links(Context ctx, int offset, int limit, boolean more) {
    List<String> links = new ArrayList<>();
    if (more && limit > 0) {
      links.add(link(ctx, offset + limit, limit, "next"));
    }
    if (offset > 0 && limit > 0) {
      links.add(link(ctx, Math.max(0, offset - limit), limit, "prev"));
    }
    if (!links.isEmpty()) {
      ctx.res().addHeader("Link", String.join(", ", links));
    }
  }

  private static String link(Context ctx, int offset, int limit, String relation) {
    Map<String, String> parameters = new LinkedHashMap<>();
    ctx.queryParamMap().forEach((name, values) -> parameters.put(name, values.getFirst()));
    parameters.put("limit", Integer.toString(limit));
    parameters.put("offset", Integer.toString(offset));
    StringJoiner query = new StringJoiner("&");
    parameters.forEach(
        (name, value) -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return "<"
        + ctx.path()
        + "?"
        + query
        + ">; rel=\""
        + relation
        + "\"; type=\""
        + Body.of(ctx).mediaType()
        + "\"";
  }

  /// The forms of an answer (6.3.6).
  enum Body {
    JSON(Ngsi.JSON),
    JSON_LD(Ngsi.JSON_LD),
    GEO_JSON(Ngsi.GEO_JSON);

    private final String mediaType;

    Body(String mediaType) {
      this.mediaType = mediaType;
    }

    String mediaType() {
      return mediaType;
    }

    /// @throws ServeException 406
    static Body of(Context ctx) {
      org.lacis.serve.web.Accept accept =
          org.lacis.serve.web.Accept.of(
              java.util.Objects.requireNonNullElse(ctx.header("Accept"), ""));
      Body best = JSON;
      double wanted = accept.quality(Ngsi.JSON);
      for (Body body : List.of(JSON_LD, GEO_JSON)) {
        if (accept.quality(body.mediaType) > wanted) {
          best = body;
          wanted = accept.quality(body.mediaType);
        }
      }
      if (wanted == 0) {
        throw ServeException.of(
            406,
            "BadRequestData",
            "header Accept",
            String.valueOf(ctx.header("Accept")),
            Ngsi.JSON + ", " + Ngsi.JSON_LD + " or " + Ngsi.GEO_JSON,
            "Ask for one of these.");
      }
      return best;
    }
  }

  static void send(Context ctx, Body body, Contexts.Meaning meaning, List<ObjectNode> entities) {
    ctx.contentType(body.mediaType());
    switch (body) {
      case JSON -> {
        ctx.res().addHeader("Link", meaning.link());
        ArrayNode all = Ngsi.MAPPER.createArrayNode();
        all.addAll(entities);
        ctx.result(Ngsi.bytes(all));
      }
      case JSON_LD -> {
        ArrayNode all = Ngsi.MAPPER.createArrayNode();
        for (ObjectNode entity : entities) {
          entity.set("@context", meaning.body());
          all.add(entity);
        }
        ctx.result(Ngsi.bytes(all));
      }
      case GEO_JSON -> {
        ObjectNode collection = Ngsi.MAPPER.createObjectNode();
        collection.put("type", "FeatureCollection");
        collection.putArray("features").addAll(entities);
        collection.set("@context", meaning.body());
        ctx.result(Ngsi.bytes(collection));
      }
    }
  }
}
