package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lacis.serve.sparql.Fuseki;
import org.lacis.serve.sparql.ServiceDescription;
import org.lacis.serve.twin.Freshness;
import org.lacis.serve.twin.Rights;
import org.lacis.serve.web.Accept;
import org.lacis.serve.web.Answered;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.TwinIris;

/// `/sparql`: the SPARQL 1.1 protocol for queries; without a query, what the service can do. A
/// browser is sent to the page that asks queries.
///
/// @param iris names the graphs that the description speaks of
/// @param rights every licence is named, since a query may read every dataset
record SparqlEndpoint(Fuseki fuseki, TwinIris iris, Rights rights, Freshness freshness)
    implements Handler {
  private static final List<Form> FORMS =
      List.of(Form.TURTLE, Form.JSON_LD, Form.N_TRIPLES, Form.RDF_XML);

  /// What gives another answer each time. A name of something that looks so is answered anew, too.
  private static final Pattern CHANCE =
      Pattern.compile("\\b(NOW|RAND|UUID|STRUUID|BNODE)\\s*\\(", Pattern.CASE_INSENSITIVE);

  @Override
  public void handle(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Encoding");
    Rights.links(rights.all()).forEach(link -> ctx.res().addHeader("Link", link));
    if (ctx.method().toString().equals("POST")) {
      requireUtf8(ctx);
      fuseki.query(ctx);
      return;
    }
    @Nullable String query = ctx.queryParam("query");
    @Nullable String accept = ctx.header("Accept");
    if (accept != null && ctx.queryParam("format") == null && Accept.of(accept).prefersPage()) {
      String asked =
          query == null ? "" : "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
      ctx.redirect("/query" + asked, HttpStatus.SEE_OTHER);
    } else if (ctx.queryString() == null) {
      String update = ctx.url().replaceFirst("/sparql$", "/update");
      RdfAnswer.send(
          ctx, new ServiceDescription(ctx.url(), update, iris).graph(), Ask.form(ctx, FORMS));
    } else if (query == null || !isKnown(ctx, query)) {
      fuseki.query(ctx);
    }
  }

  /// Marks an answer that depends on the data and the request alone, and tells whoever has it
  /// already so, before anything is worked out.
  private boolean isKnown(Context ctx, String query) {
    if (CHANCE.matcher(query).find()) {
      ctx.header("Cache-Control", "no-store");
      return false;
    }
    String tag =
        Answered.weakTag(
            freshness.stamp()
                + "\n"
                + Objects.requireNonNullElse(ctx.header("Accept"), "")
                + "\n"
                + ctx.queryString());
    ctx.header("ETag", tag).header("Cache-Control", "public, no-cache");
    if (Answered.isKnown(ctx, tag, Optional.empty())) {
      ctx.status(HttpStatus.NOT_MODIFIED);
      return true;
    }
    return false;
  }

  /// A query in another charset would be read as something else (SPARQL 1.1 Protocol, section
  /// 2.1.3).
  private static void requireUtf8(Context ctx) {
    @Nullable String charset = ctx.req().getCharacterEncoding();
    if (charset != null && !charset.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
      throw ServeException.of(
          415, "serve.not-utf8", "header Content-Type", charset, "UTF-8", "Send UTF-8.");
    }
  }
}
