package org.lacis.serve.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.lacis.interop.Asking;
import org.lacis.interop.Kind;
import org.lacis.interop.Profile;
import org.lacis.interop.report.CheckText;
import org.lacis.serve.page.CheckList;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Pages;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;

/// `/interop/checks`: the checks that were made here, as a page with a form or as JSON; starts one
/// with the admin key, by JSON or the form. A body of the SHACL service of the European test bed is
/// answered at once with a report of SHACL.
record ChecksEndpoint(Pages pages, Checks checks, Guard guard, ShapesService shapes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ADDRESS = 2_000;

  void list(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language, Cookie").header("Cache-Control", "no-cache");
    if (Ask.text(ctx, "form").equals("json") || Ask.prefersJson(ctx)) {
      ObjectNode json = JSON.createObjectNode();
      ArrayNode list = json.putArray("checks");
      checks.list().forEach(entry -> list.add(json(entry)));
      ctx.contentType("application/json;charset=utf-8").result(json.toPrettyString());
      return;
    }
    Words words = pages.words(ctx);
    CheckText text = new CheckText(words.language().tag());
    List<CheckList.Row> rows = new ArrayList<>();
    for (Checks.Entry entry : checks.list()) {
      rows.add(
          new CheckList.Row(
              "/interop/checks/" + entry.id(),
              entry.asking().address().toString(),
              day(entry.id()),
              state(text, words, entry)));
    }
    List<String> kinds = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      kinds.add(kind.key());
    }
    CheckList page = new CheckList(rows, kinds, Profile.NAMES);
    Frame frame =
        pages.frame(
            ctx,
            words,
            words.get("interop.title"),
            "catalogue",
            List.of(new Frame.Alternate("/interop/checks?form=json", "application/json", "JSON")));
    pages.send(ctx, "interop", frame, Map.of("list", page));
  }

  void start(Context ctx) {
    guard.require(ctx);
    if (Guard.isForm(ctx)) {
      ObjectNode json = JSON.createObjectNode();
      for (String name : List.of("url", "kind", "profile")) {
        String value = Objects.requireNonNullElse(ctx.formParam(name), "").strip();
        if (!value.isEmpty()) {
          json.put(name, value);
        }
      }
      Checks.Entry entry = checks.start(CheckRequest.read(json, checks.title()));
      ctx.status(303).header("Location", "/interop/checks/" + entry.id());
      return;
    }
    JsonNode json = body(ctx);
    if (json.has("contentToValidate") || json.has("contentQuery")) {
      shapes.answer(ctx, json);
      return;
    }
    Asking asking = CheckRequest.read(json, checks.title());
    if (asking.address().toString().length() > LONGEST_ADDRESS) {
      throw CheckRequest.wrong(
          "url", "a longer one", "an address of " + LONGEST_ADDRESS + " letters");
    }
    Checks.Entry entry = checks.start(asking);
    ctx.status(202)
        .header("Location", "/interop/checks/" + entry.id())
        .contentType("application/json;charset=utf-8")
        .result(json(entry).toPrettyString());
  }

  static JsonNode body(Context ctx) {
    try {
      return JSON.readTree(ctx.bodyAsBytes());
    } catch (JsonProcessingException e) {
      throw CheckRequest.wrong(
          "the body"
              + (e.getLocation() == null
                  ? ""
                  : ", line "
                      + e.getLocation().getLineNr()
                      + ", column "
                      + e.getLocation().getColumnNr()),
          String.valueOf(e.getOriginalMessage()),
          "JSON");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Where a check stands.
  static ObjectNode json(Checks.Entry entry) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", "lacis-check-state/1");
    json.put("id", entry.id());
    json.put("href", "/interop/checks/" + entry.id());
    json.put("url", entry.asking().address().toString());
    json.put("profile", entry.asking().profile());
    json.put("state", entry.state().name().toLowerCase(Locale.ROOT));
    json.put("done", entry.done());
    json.put("of", entry.all());
    if (!entry.next().isEmpty()) {
      json.put("next", entry.next());
    }
    if (!entry.problem().isEmpty()) {
      json.put("problem", entry.problem());
    }
    if (entry.state() == Checks.State.DONE) {
      json.put("level", entry.level().key());
      entry.counts().forEach(json.putObject("counts")::put);
    }
    return json;
  }

  static String state(CheckText text, Words words, Checks.Entry entry) {
    return switch (entry.state()) {
      case DONE ->
          Words.capital(text.word("level." + entry.level().key()))
              + " · "
              + entry.counts().getOrDefault("failed", 0L)
              + " "
              + text.word("outcome.failed");
      case FAILED -> words.get("interop.broken", entry.problem());
      case WAITING -> words.get("interop.waiting.short");
      case RUNNING -> entry.done() + " / " + entry.all();
    };
  }

  /// When it was asked for, as the name of a check tells.
  static String day(String id) {
    return id.replaceFirst("^(\\d{4})(\\d{2})(\\d{2})-(\\d{2})(\\d{2}).*", "$1-$2-$3 $4:$5");
  }
}
