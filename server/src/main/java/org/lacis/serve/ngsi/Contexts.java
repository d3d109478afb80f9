package org.lacis.serve.ngsi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lacis.outbound.Call;
import org.lacis.outbound.Outbound;
import org.lacis.outbound.OutboundException;
import org.lacis.outbound.Reply;
import org.lacis.serve.web.ServeException;

/// The `@context` of a request (6.3.5): the twin's own and the core context are known here; another
/// one is fetched by the guarded client, where the server has one, and kept for an hour. Safe for
/// threads.
final class Contexts {
  static final String PATH = Ngsi.ROOT + "/jsonldContexts/twin";

  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final String RELATION = "http://www.w3.org/ns/json-ld#context";
  private static final int KEPT = 100;
  private static final int LARGEST = 1 << 20;
  private static final int DEEPEST = 4;

  private final Optional<Outbound> outbound;
  private final Cache<String, JsonNode> fetched =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(Duration.ofHours(1)).build();

  Contexts(Optional<Outbound> outbound) {
    this.outbound = outbound;
  }

  /// What names mean in a request and its answer.
  ///
  /// @param asked names of the request's own context; empty when it names none
  /// @param twin the twin's own
  /// @param addresses of the contexts, for the answer
  record Meaning(Optional<Names> asked, Names twin, List<String> addresses) {
    /// The IRI of a name: by the request's context, else by the twin's own, so that its short names
    /// are understood whatever context a request comes with.
    String expand(String name) {
      return asked
          .flatMap(names -> names.expand(name))
          .or(() -> twin.expand(name))
          .or(() -> asked.flatMap(names -> names.byVocab(name)))
          .orElse(Names.NGSI + "default-context/" + name);
    }

    Names.Writer writer() {
      return asked.orElse(twin).new Writer();
    }

    String link() {
      return "<"
          + addresses.getFirst()
          + ">; rel=\""
          + RELATION
          + "\"; type=\""
          + Ngsi.JSON_LD
          + "\"";
    }

    /// The `@context` of a body.
    ArrayNode body() {
      ArrayNode body = Ngsi.MAPPER.createArrayNode();
      addresses.forEach(body::add);
      body.add(Names.CORE);
      return body;
    }
  }

  /// @throws ServeException 400 for two contexts, 503 for one that cannot be had
  Meaning of(Context ctx, Names twin) {
    String own = Ngsi.origin(ctx) + PATH;
    List<String> named = new ArrayList<>();
    for (String header : java.util.Collections.list(ctx.req().getHeaders("Link"))) {
      Matcher matcher = LINK.matcher(header);
      while (matcher.find()) {
        if (matcher.group(2).contains(RELATION)) {
          named.add(matcher.group(1));
        }
      }
    }
    if (named.size() > 1) {
      throw Ngsi.bad(
          "header Link",
          named.size() + " contexts",
          "one",
          "Make one context of them: an array of addresses.");
    }
    if (named.isEmpty() || named.getFirst().equals(own) || core(named.getFirst())) {
      return new Meaning(Optional.empty(), twin, List.of(own));
    }
    String address = named.getFirst();
    Names names = address(address, twin, own, Names.NONE, 0);
    return new Meaning(Optional.of(names), twin, List.of(address));
  }

  private static boolean core(String address) {
    return address.startsWith(Names.NGSI);
  }

  private Names address(String address, Names twin, String own, Names before, int depth) {
    if (core(address)) {
      return before;
    }
    if (address.equals(own)) {
      Map<String, String> both = new java.util.HashMap<>(before.terms());
      both.putAll(twin.terms());
      return new Names(both, before.vocab());
    }
    if (depth > DEEPEST) {
      throw unavailable(address, "contexts within contexts", "Name the terms in one document.");
    }
    return read(fetch(address).path("@context"), address, twin, own, before, depth);
  }

  private Names read(
      JsonNode context, String from, Names twin, String own, Names before, int depth) {
    if (context.isArray()) {
      Names names = before;
      for (JsonNode one : context) {
        names = read(one, from, twin, own, names, depth);
      }
      return names;
    }
    if (context.isTextual()) {
      try {
        String next = URI.create(from).resolve(context.textValue()).toString();
        return address(next, twin, own, before, depth + 1);
      } catch (IllegalArgumentException _) {
        throw unavailable(from, context.textValue(), "Give absolute addresses.");
      }
    }
    if (context.isObject()) {
      return Names.read(context, before);
    }
    throw unavailable(from, "no member @context", "Give the address of a JSON-LD context.");
  }

  private JsonNode fetch(String address) {
    JsonNode known = fetched.getIfPresent(address);
    if (known != null) {
      return known;
    }
    Outbound client =
        outbound.orElseThrow(() ->
            unavailable(
                address,
                "a context of another server, which this one does not fetch",
                "Ask without it: the names of "
                    + PATH
                    + " are understood, and full IRIs are; or have its host named under egress.allow"
                    + " in twin.yaml."));
    try {
      Reply reply = client.send(Call.get(URI.create(address)).withHeader("Accept", Ngsi.JSON_LD));
      if (reply.status() != 200 || reply.body().length > LARGEST) {
        throw unavailable(
            address, "an answer " + reply.status() + " of " + reply.body().length + " bytes", "");
      }
      JsonNode body = Ngsi.MAPPER.readTree(reply.text());
      fetched.put(address, body);
      return body;
    } catch (OutboundException e) {
      throw unavailable(address, e.finding().found(), e.finding().remedy());
    } catch (JsonProcessingException | IllegalArgumentException _) {
      throw unavailable(
          address, "no JSON, or no address", "Give the address of a JSON-LD context.");
    }
  }

  private static ServeException unavailable(String address, String found, String remedy) {
    return ServeException.of(
        503,
        "LdContextNotAvailable",
        "context " + address,
        found,
        "a JSON-LD context",
        remedy.isEmpty() ? "Ask its owner, or leave the context out." : remedy);
  }
}
