package org.lacis.serve;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.eclipse.jetty.io.EofException;
import org.lacis.search.Sought;
import org.lacis.serve.limits.Exchange;
import org.lacis.serve.page.Entity;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.ListingMaker;
import org.lacis.serve.page.Trouble;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.web.Accept;
import org.lacis.serve.web.Problem;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.LacisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns everything that goes wrong into an answer: a page for a browser, a problem document for
/// everyone else. A bug is logged here, once, under the id that the answer shows.
record Failures(Site site) {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /// A partner that failed, too much for now, a circle of twins: no fault of ours.
  private static final Set<Integer> EXPECTED = Set.of(502, 503, 508);

  void install(RoutesConfig routes) {
    routes.exception(ServeException.class, this::refused);
    routes.exception(LacisException.class, this::unmet);
    routes.exception(HttpResponseException.class, this::unrouted);
    routes.exception(Exception.class, this::bug);
  }

  private void unmet(LacisException e, Context ctx) {
    int status = e.finding().code().equals("store.disk-full") ? 507 : 400;
    send(ctx, Problem.of(status, e.finding(), Problem.at(e.finding().place())));
  }

  private void refused(ServeException refusal, Context ctx) {
    Optional<Problem> unread = unread(ctx);
    if (unread.isPresent()) {
      send(ctx, unread.get());
      return;
    }
    refusal.headers().forEach(ctx::header);
    if (refusal.status() >= 500 && !EXPECTED.contains(refusal.status())) {
      LOG.error("{} {}: {}", ctx.method(), ctx.path(), refusal.getMessage());
    }
    send(ctx, Problem.of(refusal));
  }

  private void unrouted(HttpResponseException e, Context ctx) {
    String remedy =
        switch (e.getStatus()) {
          case 404 -> "Start from the home page, or search by name or identifier.";
          case 405 -> "Use GET; writing goes through /update and /data.";
          case 413 -> "Send less at once.";
          default -> "";
        };
    send(
        ctx,
        new Problem(
            e.getStatus(),
            "serve.http-" + e.getStatus(),
            ctx.method() + " " + ctx.path(),
            remedy,
            Map.of()));
  }

  private void bug(Exception e, Context ctx) {
    if (e instanceof EofException || e.getCause() instanceof EofException) {
      return; // the client went away: nobody is left to tell
    }
    Optional<Problem> unread = unread(ctx);
    if (unread.isPresent()) {
      send(ctx, unread.get());
      return;
    }
    String id = UUID.randomUUID().toString();
    LOG.error("bug {} at {} {}", id, ctx.method(), ctx.path(), e);
    send(
        ctx,
        new Problem(
            500,
            "serve.bug",
            "Something broke on our side; it is logged under the id " + id + ".",
            "Try again; if it happens again, report the id.",
            Map.of("id", id)));
  }

  /// What the body of a request was refused for while it was read, whatever became of that.
  private static Optional<Problem> unread(Context ctx) {
    return Optional.ofNullable(ctx.req().getAttribute(Exchange.TOO_LARGE))
        .map(most ->
            new Problem(
                413,
                "serve.large-body",
                "request: expected at most " + most + " bytes",
                "Send less at once.",
                Map.of("limitBytes", most)));
  }

  private void send(Context ctx, Problem problem) {
    ctx.status(problem.status()).header("Cache-Control", "no-store");
    // what was said of the answer that was meant
    ctx.removeHeader("ETag").removeHeader("Last-Modified").removeHeader("Content-Profile");
    if (Accept.of(Objects.requireNonNullElse(ctx.header("Accept"), "")).prefersPage()) {
      page(ctx, problem);
    } else {
      ctx.contentType(Problem.MEDIA_TYPE).result(problem.body());
    }
  }

  private void page(Context ctx, Problem problem) {
    Words words = site.pages().words(ctx);
    List<Integer> told = List.of(400, 401, 403, 404, 405, 406, 409, 410, 413, 429, 500, 503);
    String title =
        words.get(
            told.contains(problem.status()) ? "problem." + problem.status() : "problem.other");
    List<Entity.Link> hints =
        problem.members().get("replacements") instanceof List<?> replacements
            ? replacements(replacements, words)
            : problem.status() == 404 ? hints(ctx, words) : List.of();
    String heading = words.get(problem.status() == 410 ? "problem.hints.gone" : "problem.hints");
    Trouble trouble =
        new Trouble(title, problem.status(), problem.detail(), problem.remedy(), heading, hints);
    Frame frame = site.pages().frame(ctx, words, title, "", List.of());
    site.pages().send(ctx, "problem", frame, Map.of("trouble", trouble));
  }

  private List<Entity.Link> hints(Context ctx, Words words) {
    String meant = Labels.unescape(Labels.local(ctx.req().getRequestURI()));
    List<Node> found = site.names().find(Sought.of(meant, 8)).things();
    return site.store()
        .read(view ->
            new ListingMaker(view.dataset(), site.iris(), words, site.twins()).hints(found));
  }

  private List<Entity.Link> replacements(List<?> iris, Words words) {
    return site.store()
        .read(view -> {
          Labels labels = new Labels(view.dataset(), words.language().tag());
          return iris.stream()
              .map(String::valueOf)
              .map(iri ->
                  new Entity.Link(labels.of(NodeFactory.createURI(iri)), site.iris().page(iri)))
              .toList();
        });
  }
}
