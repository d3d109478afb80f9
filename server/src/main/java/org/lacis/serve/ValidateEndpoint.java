package org.lacis.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.lacis.serve.page.Checked;
import org.lacis.serve.page.CheckedMaker;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.Validations;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.validate.report.ReportGraph;
import org.lacis.validate.report.ReportJson;
import org.lacis.validate.report.ShapeNames;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// `/validate`: what the twin as it stands breaks of its shapes and of the checks of a register, as
/// a page, as JSON (groups, counts, examples with their sources), or as a report graph of SHACL in
/// an RDF form. By `?form=json|ttl|jsonld|nt|rdf`, else by `Accept`.
///
/// A report that is not made yet is being made when the answer comes: a page says so and comes
/// again by itself; programs wait for it, and get 503 with `Retry-After` when it takes too long.
record ValidateEndpoint(Site site, Validations validations, Duration patience) implements Handler {
  /// How long a person looks at nothing.
  private static final Duration GLANCE = Duration.ofSeconds(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void handle(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language, Cookie");
    String asked = Ask.text(ctx, "form").toLowerCase(Locale.ROOT);
    if (asked.equals("json") || (asked.isEmpty() && Ask.prefersJson(ctx))) {
      json(ctx, made(ctx));
      return;
    }
    Form form = Form.bySuffix("." + asked).orElseGet(() -> Ask.form(ctx, List.of(Form.values())));
    if (form == Form.HTML) {
      page(ctx);
    } else {
      Graph graph = ReportGraph.of(made(ctx).report());
      graph.getPrefixMapping().setNsPrefix("sh", "http://www.w3.org/ns/shacl#");
      RdfAnswer.send(ctx, graph, form);
    }
  }

  private Validations.Made made(Context ctx) {
    return validations
        .report(patience)
        .orElseThrow(() ->
            new ServeException(
                503,
                Finding.violation(
                    "serve.report-in-the-making",
                    Place.of(ctx.path()),
                    "a report that is still being made",
                    "a twin that is checked within " + patience.toSeconds() + " s",
                    "Ask again in a while: it goes on, and is kept until the twin changes."),
                Map.of("Retry-After", "10"),
                Map.of()));
  }

  private void json(Context ctx, Validations.Made made) {
    String tag = site.pages().words(ctx).language().tag();
    ShapeNames names = new ShapeNames(made.terms(), made.terms(), tag);
    try {
      ctx.contentType("application/json;charset=utf-8")
          .result(
              JSON.writerWithDefaultPrettyPrinter()
                  .writeValueAsString(ReportJson.of(made.report(), names, made.origins())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void page(Context ctx) {
    Words words = site.pages().words(ctx);
    Optional<Validations.Made> made = validations.report(GLANCE);
    Checked checked =
        made.map(known -> checked(known, words))
            .orElseGet(() ->
                new Checked(words.get("validate.making"), List.of(), List.of(), List.of(), ""));
    List<Frame.Alternate> links =
        made.isEmpty()
            ? List.of()
            : List.of(
                new Frame.Alternate("/validate?form=json", "application/json", "JSON"),
                new Frame.Alternate("/validate?form=ttl", "text/turtle", "Turtle (SHACL)"));
    if (made.isEmpty()) {
      ctx.header("Refresh", "3");
    }
    ctx.header("Cache-Control", "no-cache");
    Frame frame = site.pages().frame(ctx, words, words.get("validate.title"), "catalogue", links);
    site.pages().send(ctx, "validate", frame, Map.of("checked", checked));
  }

  private Checked checked(Validations.Made made, Words words) {
    String told =
        words.get("validate.made", words.duration(made.nanoseconds()))
            + " "
            + (made.report().whole()
                ? words.get("validate.whole")
                : words.get("validate.limit", Validations.KEPT));
    return site.store()
        .read(view -> {
          Labels labels = new Labels(view.dataset(), words.language().tag());
          return new CheckedMaker(
                  made.terms(),
                  made.origins(),
                  words,
                  labels::of,
                  node -> node.isURI() ? site.iris().page(node.getURI()) : "")
              .make(made.report(), told);
        });
  }
}
