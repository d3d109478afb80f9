package org.lacis.serve.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lacis.serve.web.Language;

/// Prints pages. Safe for several threads.
///
/// @param engine the compiled templates
/// @param title name of the whole by language tag
/// @param publisher who answers for it
/// @param languages what the pages may be written in, preferred first
/// @param assets stamp of the assets
public record Pages(
    TemplateEngine engine,
    Map<String, String> title,
    String publisher,
    List<Language> languages,
    String assets) {

  public Pages(
      Map<String, String> title, String publisher, List<Language> languages, String assets) {
    this(
        TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.lacis.serve.page.jte"),
        title,
        publisher,
        languages,
        assets);
  }

  public Pages {
    title = Map.copyOf(title);
    languages = List.copyOf(languages);
  }

  /// The words in which to answer: as `?lang=` says, as it said before, or as the browser asks.
  public Words words(Context ctx) {
    String asked = Objects.requireNonNullElse(ctx.queryParam("lang"), "");
    if (asked.isEmpty()) {
      asked = Objects.requireNonNullElse(ctx.cookie("lang"), "");
    }
    Language language =
        Language.byTag(asked)
            .filter(languages::contains)
            .orElseGet(() ->
                Language.choose(
                    Objects.requireNonNullElse(ctx.header("Accept-Language"), ""), languages));
    return new Words(language);
  }

  /// What surrounds the content of a page.
  public Frame frame(
      Context ctx, Words words, String heading, String here, List<Frame.Alternate> links) {
    Language other = words.language().other();
    return new Frame(
        heading,
        words,
        Addresses.in(title, words.language().tag(), "Lacis"),
        publisher,
        here,
        languages.contains(other) ? inLanguage(ctx, other) : "",
        other.ownName(),
        ctx.path().equals("/search") ? Objects.requireNonNullElse(ctx.queryParam("q"), "") : "",
        links,
        assets);
  }

  /// Sends a page.
  ///
  /// @param name of the template
  /// @param values its parameters beside `frame`
  public void send(Context ctx, String name, Frame frame, Map<String, Object> values) {
    String asked = Objects.requireNonNullElse(ctx.queryParam("lang"), "");
    if (Language.byTag(asked).filter(languages::contains).isPresent()) {
      ctx.header(
          "Set-Cookie", "lang=" + asked + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    }
    ctx.header("Content-Language", frame.lang());
    ctx.header("Vary", "Accept, Accept-Language, Cookie");
    ctx.contentType("text/html;charset=utf-8").result(print(name, frame, values));
  }

  private String print(String name, Frame frame, Map<String, Object> values) {
    Map<String, Object> all = new java.util.HashMap<>(values);
    all.put("frame", frame);
    StringOutput out = new StringOutput(16_384);
    engine.render(name + ".jte", all, out);
    return out.toString();
  }

  private static String inLanguage(Context ctx, Language other) {
    String kept =
        ctx.queryParamMap().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("lang"))
            .flatMap(entry ->
                entry.getValue().stream()
                    .map(value ->
                        entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
            .collect(Collectors.joining("&"));
    return ctx.req().getRequestURI()
        + "?"
        + (kept.isEmpty() ? "" : kept + "&")
        + "lang="
        + other.tag();
  }
}
