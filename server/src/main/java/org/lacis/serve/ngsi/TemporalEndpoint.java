package org.lacis.serve.ngsi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.lacis.query.feature.FeatureQuery;
import org.lacis.query.feature.Interval;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.ServeException;
import org.lacis.store.View;

/// `/temporal/entities` and `/temporal/entities/{id}` (6.18, 6.20): what was observed of entities,
/// at its moments.
record TemporalEndpoint(Door door) implements Handler {
  private static final Set<String> WHEN =
      Set.of("timerel", "timeAt", "endTimeAt", "timeproperty", "lastN", "options", "format");

  /// Of one entity.
  private static final int MOST_OBSERVATIONS = 20_000;

  /// @param after only what was observed later
  /// @param before only what was observed earlier
  /// @param last only so many of the latest of each attribute
  private record Times(Optional<Instant> after, Optional<Instant> before, int last) {
    boolean holds(Instant at) {
      return after.map(at::isAfter).orElse(true) && before.map(at::isBefore).orElse(true);
    }

    /// `between` has its first moment, but not its last (4.11).
    static Times of(Context ctx) {
      String relation = Ask.text(ctx, "timerel");
      String property = Ask.text(ctx, "timeproperty");
      if (!property.isEmpty() && !property.equals("observedAt")) {
        throw Ngsi.bad(
            "parameter timeproperty",
            property,
            "observedAt",
            "What is known of time here is when things were observed.");
      }
      int last = Ask.number(ctx, "lastN", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
      return switch (relation) {
        case "" -> {
          if (ctx.queryParam("timeAt") != null || ctx.queryParam("endTimeAt") != null) {
            throw Ngsi.bad("parameter timerel", "", "before, after or between", "Add timerel.");
          }
          yield new Times(Optional.empty(), Optional.empty(), last);
        }
        case "before" -> new Times(Optional.empty(), Optional.of(moment(ctx, "timeAt")), last);
        case "after" -> new Times(Optional.of(moment(ctx, "timeAt")), Optional.empty(), last);
        case "between" ->
            new Times(
                Optional.of(moment(ctx, "timeAt").minusNanos(1)),
                Optional.of(moment(ctx, "endTimeAt")),
                last);
        default ->
            throw Ngsi.bad(
                "parameter timerel", relation, "before, after or between", "Write one of these.");
      };
    }

    private static Instant moment(Context ctx, String name) {
      String text = Ask.text(ctx, name);
      return Optional.of(text)
          .filter(one -> one.indexOf('/') < 0 && one.length() > 10)
          .flatMap(Interval::parse)
          .map(Interval::from)
          .orElseThrow(() ->
              Ngsi.bad(
                  "parameter " + name, text, "2024-05-31T12:00:00Z", "Write date, T, time, Z."));
    }
  }

  @Override
  public void handle(Context ctx) {
    Set<String> names = new HashSet<>(WHEN);
    names.addAll(EntityQuery.PARAMETERS);
    names.addAll(Set.of("limit", "offset", "count"));
    Ngsi.known(ctx, names);
    Types.Known known = door.types().known();
    Contexts.Meaning meaning = door.contexts().of(ctx, known.names());
    Times times = Times.of(ctx);
    EntityQuery query = EntityQuery.of(ctx, meaning, false);
    if (!query.says() && query.attributes().isEmpty()) {
      throw Ngsi.bad(
          "request",
          "no condition",
          "at least one of type, id, attrs, q and georel",
          "Ask for a type, for one.");
    }
    int limit = Ask.number(ctx, "limit", EntitiesEndpoint.USUAL, 1, EntitiesEndpoint.MOST);
    int offset = Ask.number(ctx, "offset", 0, 0, EntitiesEndpoint.FARTHEST);
    boolean count = EntitiesEndpoint.counted(ctx);
    EntitiesEndpoint.Body body = form(ctx);
    EntityWriter.Format format = EntitiesEndpoint.format(ctx);
    boolean pairs = pairs(ctx);
    List<ObjectNode> entities = new ArrayList<>();
    Deadline deadline = Deadline.in(door.limit());
    long matched =
        door.store()
            .read(view -> {
              EntityWriter writer =
                  new EntityWriter(view.dataset(), meaning.writer(), format, Optional.empty());
              long[] number = {0};
              Set<Node> seen = new HashSet<>();
              each(
                  view,
                  known,
                  query,
                  deadline,
                  node -> {
                    boolean wanted = count || number[0] <= (long) offset + limit;
                    if (wanted && seen.add(node)) {
                      boolean write = number[0] >= offset && entities.size() < limit;
                      Optional<ObjectNode> history =
                          history(view, writer, node, query.attributes(), times, pairs);
                      if (history.isPresent()) {
                        number[0]++;
                        if (write) {
                          entities.add(history.get());
                        }
                      }
                    }
                    return wanted;
                  });
              return number[0];
            });
    if (count) {
      ctx.header("NGSILD-Results-Count", Long.toString(matched));
    }
    EntitiesEndpoint.links(ctx, offset, limit, matched > (long) offset + entities.size());
    EntitiesEndpoint.send(ctx, body, meaning, entities);
  }

  /// One entity over time.
  void one(Context ctx) {
    Set<String> names = new HashSet<>(WHEN);
    names.add("attrs");
    Ngsi.known(ctx, names);
    Contexts.Meaning meaning = door.contexts().of(ctx, door.types().known().names());
    Times times = Times.of(ctx);
    Set<String> attributes = new HashSet<>();
    EntityQuery.list(EntityQuery.text(ctx, "attrs"))
        .forEach(name -> attributes.add(meaning.expand(name)));
    EntitiesEndpoint.Body body = form(ctx);
    EntityWriter.Format format = EntitiesEndpoint.format(ctx);
    boolean pairs = pairs(ctx);
    Node node = EntitiesEndpoint.id(ctx);
    ObjectNode entity =
        door.store()
            .read(view ->
                history(
                    view,
                    new EntityWriter(view.dataset(), meaning.writer(), format, Optional.empty()),
                    node,
                    attributes,
                    times,
                    pairs))
            .orElseThrow(() ->
                Ngsi.missing(
                    "entity over time",
                    node.getURI(),
                    "Nothing with a time was observed of it then; see "
                        + Ngsi.ROOT
                        + "/entities."));
    if (body == EntitiesEndpoint.Body.JSON_LD) {
      entity.set("@context", meaning.body());
    } else {
      ctx.header("Link", meaning.link());
    }
    ctx.contentType(body.mediaType()).result(Ngsi.bytes(entity));
  }

  private static EntitiesEndpoint.Body form(Context ctx) {
    EntitiesEndpoint.Body body = EntitiesEndpoint.Body.of(ctx);
    return body == EntitiesEndpoint.Body.GEO_JSON ? EntitiesEndpoint.Body.JSON : body;
  }

  private static boolean pairs(Context ctx) {
    List<String> words = new ArrayList<>(EntityQuery.list(Ask.text(ctx, "options")));
    words.addAll(EntityQuery.list(Ask.text(ctx, "format")));
    return words.contains("temporalValues") || words.contains("simplified");
  }

  private static void each(
      View view,
      Types.Known known,
      EntityQuery query,
      Deadline deadline,
      java.util.function.Predicate<Node> node) {
    for (Types.Type type : known.types().values()) {
      if (!query.types().isEmpty() && !query.types().contains(type.node().getURI())) {
        continue;
      }
      var reader =
          known.collections().reader(view, type.collection().orElseGet(() -> Door.bare(type)));
      var filter = deadline.watching(query.filter(type));
      if (!query.ids().isEmpty()) {
        boolean more =
            query.ids().stream()
                .flatMap(id -> reader.find(id).stream())
                .filter(filter.test())
                .allMatch(feature -> node.test(feature.node()));
        if (!more) {
          return;
        }
      } else {
        try {
          reader.read(
              FeatureQuery.all(filter),
              feature -> {
                if (!node.test(feature.node())) {
                  throw new Enough();
                }
              });
        } catch (Enough _) {
          return;
        }
      }
    }
  }

  /// Ends a reading.
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  private Optional<ObjectNode> history(
      View view,
      EntityWriter writer,
      Node node,
      Set<String> attributes,
      Times times,
      boolean pairs) {
    List<Observations.Observed> all =
        new Observations(view.dataset(), door.iris())
            .of(node, MOST_OBSERVATIONS)
            .orElseThrow(() ->
                ServeException.of(
                    403,
                    "TooManyResults",
                    "entity " + node,
                    "more than " + MOST_OBSERVATIONS + " observations",
                    "fewer",
                    "Ask by SPARQL, which has no such limit."));
    Map<String, List<Observations.Observed>> kept = new TreeMap<>();
    for (Observations.Observed one : all) {
      if (times.holds(one.at()) && (attributes.isEmpty() || attributes.contains(one.attribute()))) {
        kept.computeIfAbsent(one.attribute(), _ -> new ArrayList<>()).add(one);
      }
    }
    kept.replaceAll((_, list) ->
        list.size() > times.last() ? list.subList(list.size() - times.last(), list.size()) : list);
    return kept.isEmpty()
        ? Optional.empty()
        : Entity.read(view.dataset(), door.iris(), node, _ -> false)
            .map(entity -> writer.history(entity, kept, pairs));
  }
}
