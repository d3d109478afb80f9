package org.lacis.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lacis.ingest.LinkDecisions;
import org.lacis.ingest.WorkspaceException;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.stored.StoredLink;
import org.lacis.serve.twin.LinkBook;
import org.lacis.serve.web.Problem;
import org.lacis.serve.web.ServeException;

/// `POST /links/{rule}/{hash}/decisions`: a person decides about a link, and `POST
/// /links/{rule}/decisions` about two things that no link ties yet (`source`, `target`).
///
/// JSON or a form: `choice` (accept, reject, unsure), `comment`, `seen` (as the link was shown),
/// `author` with the admin key. JSON is answered with 201, or 200 where it said nothing new; a form
/// with 303 to the address in `back`.
record DecisionEndpoint(Site site, LinkBook book, Reviewers reviewers) implements Handler {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a request says, whatever its form.
  private record Said(Map<String, String> words, boolean form) {
    String word(String key) {
      return words.getOrDefault(key, "").strip();
    }
  }

  @Override
  public void handle(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    Said said = said(ctx);
    if (said.form()) {
      Reviewers.requireOurs(ctx);
    }
    String author =
        reviewers
            .asking(ctx, said.word("author"))
            .orElseThrow(() -> Reviewers.refusal(ctx.header("Authorization") != null));
    Choice choice =
        Choice.byKey(said.word("choice"))
            .orElseThrow(() ->
                ServeException.of(
                    400,
                    "serve.bad-decision",
                    "choice",
                    said.word("choice"),
                    "accept, reject or unsure",
                    "Say one of the three."));
    String rule = ctx.pathParam("rule");
    Pair pair = pair(ctx, rule, said);
    LinkDecisions.Done done =
        decided(
            new LinkDecisions.Wanted(
                rule, pair, choice, author, said.word("comment"), said.word("seen")));
    if (said.form()) {
      ctx.header("Location", local(said.word("back"), "/links/" + rule + "/" + pair.hash()))
          .status(303);
      return;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("review", new LinkJson(book).review(done.review()));
    answer.put("decision", LinkJson.standing(done.standing()));
    answer.put("verdict", done.verdict().key());
    ctx.header("Location", "/links/" + rule + "/" + pair.hash());
    ctx.status(done.fresh() ? 201 : 200).json(answer);
  }

  private LinkDecisions.Done decided(LinkDecisions.Wanted wanted) {
    try {
      return book.decisions().decide(wanted);
    } catch (WorkspaceException e) {
      int status =
          switch (e.finding().code()) {
            case "link.unknown-pair" -> 404;
            case "link.changed-meanwhile" -> 409;
            default -> 400;
          };
      throw new ServeException(status, e.finding(), Map.of(), Problem.at(e.finding().place()));
    }
  }

  private Pair pair(Context ctx, String rule, Said said) {
    String hash = ctx.pathParamMap().getOrDefault("hash", "");
    if (hash.isEmpty()) {
      return new Pair(iri(said, "source"), iri(said, "target"));
    }
    return site.store()
        .<Optional<Pair>>read(view ->
            book.find(view, rule)
                .flatMap(chapter -> book.link(view, chapter, hash))
                .map(StoredLink::pair))
        .orElseThrow(() ->
            ServeException.of(
                404,
                "serve.unknown-link",
                rule + "/" + hash,
                "no such link",
                "a link of /links",
                ""));
  }

  private static String iri(Said said, String key) {
    String iri = said.word(key);
    if (!iri.matches("[a-zA-Z][a-zA-Z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+")) {
      throw ServeException.of(
          400, "serve.bad-decision", key, iri, "the IRI of a thing", "Say which two things.");
    }
    return iri;
  }

  /// An address of this server; never one of another.
  static String local(String address, String fallback) {
    return address.matches("/[^/\\\\\\r\\n][^\\r\\n\\\\]*") ? address : fallback;
  }

  private static Said said(Context ctx) {
    String type = Objects.requireNonNullElse(ctx.contentType(), "");
    if (type.startsWith("application/x-www-form-urlencoded")) {
      Map<String, String> words = new LinkedHashMap<>();
      ctx.formParamMap().forEach((key, values) -> words.put(key, values.getFirst()));
      return new Said(words, true);
    }
    if (!type.startsWith("application/json")) {
      throw ServeException.of(
          415,
          "serve.unsupported-media-type",
          "header Content-Type",
          type,
          "application/json or application/x-www-form-urlencoded",
          "Send a decision as JSON.");
    }
    try {
      JsonNode json = JSON.readTree(ctx.body());
      Map<String, String> words = new LinkedHashMap<>();
      json.properties().forEach(entry -> words.put(entry.getKey(), entry.getValue().asText()));
      return new Said(words, false);
    } catch (JsonProcessingException e) {
      throw ServeException.of(
          400,
          "serve.bad-decision",
          "the body",
          Objects.requireNonNullElse(e.getOriginalMessage(), "no JSON"),
          "a JSON object with choice",
          "Send {\"choice\": \"accept\"}.");
    }
  }
}
