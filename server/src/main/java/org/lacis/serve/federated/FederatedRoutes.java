package org.lacis.serve.federated;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lacis.federate.Federation;
import org.lacis.federate.Inquiry;
import org.lacis.federate.Partner;
import org.lacis.serve.sparql.Fuseki;
import org.lacis.serve.web.Problem;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;

/// `/federated/sparql`: SPARQL over this twin and its partners; `/federated/partners`: who they are
/// and how they fare; `/federated/findings/ID`: what an answer lacks.
///
/// An answer says in `Lacis-Sources` whose statements are in it, and in `Lacis-Partial` which
/// partners could not be heard; `Link` (rel `describedby`), and the head of SPARQL results in JSON
/// and XML, lead to the reasons.
public final class FederatedRoutes {
  private static final String PATH = "/federated/sparql";
  private static final String FINDINGS = "/federated/findings/";
  private static final String INQUIRY = "org.lacis.serve.inquiry";
  private static final int KEPT = 1_000;

  private final Fuseki fuseki;
  private final Federation federation;
  private final Cache<String, Problem> findings =
      Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(Duration.ofHours(1)).build();

  private FederatedRoutes(Fuseki fuseki, Federation federation) {
    this.fuseki = fuseki;
    this.federation = federation;
  }

  /// Adds the routes.
  public static void add(
      RoutesConfig routes, Fuseki fuseki, Federation federation, TwinStore store) {
    fuseki.federated(PATH, federation, store.dataset());
    FederatedRoutes federated = new FederatedRoutes(fuseki, federation);
    routes.get(PATH, federated::ask);
    routes.head(PATH, federated::ask);
    routes.post(PATH, federated::ask);
    routes.get("/federated/partners", federated::partners);
    routes.get(FINDINGS + "{id}", federated::finding);
  }

  private void ask(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Encoding");
    ctx.header("Cache-Control", "no-store");
    ctx.header("Access-Control-Expose-Headers", "Lacis-Sources, Lacis-Partial, Link");
    if (ctx.method().name().equals("GET") && ctx.queryString() == null) {
      throw ServeException.of(
          400, "serve.no-query", "parameter query", "nothing", "a query", "Ask ?query=SPARQL.");
    }
    fuseki.federated(ctx, new LinkedResponse(ctx.res(), told(ctx)));
  }

  /// Tells in headers what is known of the answer once, when it begins.
  private Supplier<Optional<String>> told(Context ctx) {
    List<Optional<String>> known = new ArrayList<>();
    return () -> {
      @Nullable Inquiry inquiry = (Inquiry) ctx.req().getAttribute(INQUIRY);
      if (known.isEmpty() && inquiry != null) {
        ctx.res().setHeader("Lacis-Sources", String.join(", ", inquiry.sources()));
        if (inquiry.missing().isEmpty()) {
          known.add(Optional.empty());
        } else {
          String id = UUID.randomUUID().toString();
          findings.put(id, problem(inquiry));
          String address = ctx.url().replaceFirst(PATH + "$", FINDINGS) + id;
          ctx.res().setHeader("Lacis-Partial", String.join(", ", inquiry.missing().keySet()));
          ctx.res()
              .setHeader(
                  "Link",
                  "<" + address + ">; rel=\"describedby\"; type=\"" + Problem.MEDIA_TYPE + "\"");
          known.add(Optional.of(address));
        }
      }
      return known.isEmpty() ? Optional.empty() : known.getFirst();
    };
  }

  private static Problem problem(Inquiry inquiry) {
    List<Map<String, String>> partners = new ArrayList<>();
    inquiry
        .missing()
        .forEach((name, finding) -> {
          Map<String, String> one = new LinkedHashMap<>();
          one.put("partner", name);
          one.put("code", finding.code());
          one.put("found", finding.found());
          one.put("expected", finding.expected());
          one.put("remedy", finding.remedy());
          partners.add(one);
        });
    return new Problem(
        502,
        "federate.partial",
        "The answer lacks what "
            + String.join(", ", inquiry.missing().keySet())
            + " would have said; where a question negates or counts, it may hold what would not be"
            + " there.",
        "Ask again later, or with partial=refuse for a whole answer or none.",
        Map.of("partners", partners));
  }

  private void finding(Context ctx) {
    @Nullable Problem problem = findings.getIfPresent(ctx.pathParam("id"));
    if (problem == null) {
      throw new NotFoundResponse();
    }
    ctx.contentType(Problem.MEDIA_TYPE).result(problem.body());
  }

  private void partners(Context ctx) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Federation.State state : federation.states()) {
      Partner partner = state.partner();
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("key", partner.name());
      row.put("iri", federation.iri(partner).getURI());
      row.put("label", partner.label());
      row.put("endpoint", partner.endpoint().toString());
      row.put("kind", partner.kind().name().toLowerCase(java.util.Locale.ROOT));
      row.put("trust", partner.trust().name().toLowerCase(java.util.Locale.ROOT));
      row.put("licence", partner.licence());
      row.put("state", state.resting().isPresent() ? "resting" : "open");
      state.resting().ifPresent(until -> row.put("restingUntil", until.toString()));
      if (!state.trouble().isEmpty()) {
        row.put("trouble", state.trouble());
      }
      state
          .summary()
          .ifPresent(said -> {
            row.put("statements", said.statements());
            row.put("properties", said.properties());
            row.put("classes", said.classes());
            row.put("described", said.read().toString());
          });
      rows.add(row);
    }
    ctx.header("Cache-Control", "no-store");
    ctx.json(Map.of("partners", rows));
  }
}
