package org.lacis.serve.interop;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lacis.interop.Report;
import org.lacis.interop.report.CheckBadge;
import org.lacis.interop.report.CheckGraph;
import org.lacis.interop.report.CheckJson;
import org.lacis.interop.report.CheckJunit;
import org.lacis.interop.report.CheckText;
import org.lacis.serve.page.CheckPage;
import org.lacis.serve.page.CheckPageMaker;
import org.lacis.serve.page.CheckShown;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Pages;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// `/interop/checks/ID`: a check in every form, by `?form=json|ttl|jsonld|nt|rdf|junit|text|svg`,
/// else by `Accept`. While it is made, a page that comes again by itself and JSON that tells how
/// far it is; other forms are answered with 503.
record CheckEndpoint(Pages pages, Checks checks, Guard guard) {
  void report(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language, Cookie").header("Cache-Control", "no-cache");
    Checks.Entry entry = entry(ctx.pathParam("id"));
    String asked = Ask.text(ctx, "form").toLowerCase(Locale.ROOT);
    Optional<Report> done = checks.report(entry.id());
    String name = asked.isEmpty() && Ask.prefersJson(ctx) ? "json" : asked;
    switch (name) {
      case "json" -> {
        if (done.isEmpty()) {
          ctx.header("Retry-After", "2");
        }
        ctx.contentType("application/json;charset=utf-8")
            .result(
                done.map(CheckJson::write)
                    .orElseGet(() -> ChecksEndpoint.json(entry).toPrettyString()));
      }
      case "junit" ->
          ctx.contentType("application/xml;charset=utf-8")
              .result(CheckJunit.write(made(entry, done)));
      case "text" ->
          ctx.contentType("text/plain;charset=utf-8")
              .result(
                  String.join(
                          "\n",
                          new CheckText(pages.words(ctx).language().tag()).lines(made(entry, done)))
                      + "\n");
      case "svg" -> badge(ctx);
      case "", "html", "ttl", "jsonld", "nt", "rdf" -> negotiated(ctx, name, entry, done);
      default ->
          throw ServeException.of(
              400,
              "serve.bad-parameter",
              "parameter form",
              name,
              "html, json, ttl, jsonld, nt, rdf, junit, text or svg",
              "Correct the parameter, or leave it out.");
    }
  }

  private void negotiated(Context ctx, String name, Checks.Entry entry, Optional<Report> done) {
    Form form =
        name.isEmpty()
            ? Ask.form(ctx, List.of(Form.values()))
            : Form.bySuffix("." + name).orElse(Form.HTML);
    if (form == Form.HTML) {
      page(ctx, entry, done);
    } else {
      String iri = checks.iris().base() + "interop/checks/" + entry.id();
      RdfAnswer.send(ctx, CheckGraph.of(made(entry, done), iri), form);
    }
  }

  private static Report made(Checks.Entry entry, Optional<Report> done) {
    return done.orElseThrow(() ->
        new ServeException(
            entry.state() == Checks.State.FAILED ? 404 : 503,
            Finding.violation(
                "serve.check-in-the-making",
                Place.of("/interop/checks/" + entry.id()),
                entry.state() == Checks.State.FAILED
                    ? entry.problem()
                    : entry.done() + " of " + entry.all() + " tests done",
                "a check that is done",
                entry.state() == Checks.State.FAILED ? "Start it again." : "Ask again in a while."),
            entry.state() == Checks.State.FAILED ? Map.of() : Map.of("Retry-After", "5"),
            Map.of()));
  }

  private void page(Context ctx, Checks.Entry entry, Optional<Report> done) {
    Words words = pages.words(ctx);
    String own = "/interop/checks/" + entry.id();
    Optional<CheckPage> check = done.map(new CheckPageMaker(words)::make);
    List<Frame.Alternate> links =
        done.isEmpty()
            ? List.of()
            : List.of(
                new Frame.Alternate(own + "?form=json", "application/json", "JSON"),
                new Frame.Alternate(own + "?form=ttl", "text/turtle", "Turtle (EARL, SHACL, DQV)"),
                new Frame.Alternate(own + "?form=junit", "application/xml", "JUnit XML"),
                new Frame.Alternate(own + "/badge.svg", "image/svg+xml", "SVG"));
    String state =
        switch (entry.state()) {
          case DONE -> "";
          case FAILED -> words.get("interop.broken", entry.problem());
          case WAITING -> words.get("interop.waiting");
          case RUNNING -> words.get("interop.running", entry.done(), entry.all(), entry.next());
        };
    if (!entry.isOver()) {
      ctx.header("Refresh", "2");
    }
    Frame frame = pages.frame(ctx, words, words.get("interop.report"), "catalogue", links);
    pages.send(
        ctx,
        "check",
        frame,
        Map.of(
            "shown",
            new CheckShown(
                entry.asking().address().toString(), state, check, beside(words, entry))));
  }

  /// Other checks of the same address to compare with, and others to join into a pair.
  private List<CheckPage.Fact> beside(Words words, Checks.Entry entry) {
    List<CheckPage.Fact> links = new ArrayList<>();
    if (entry.state() != Checks.State.DONE) {
      return links;
    }
    String own = "/interop/checks/" + entry.id();
    for (Checks.Entry other : checks.list()) {
      boolean same = other.asking().address().equals(entry.asking().address());
      boolean usable = other.state() == Checks.State.DONE && !other.id().equals(entry.id());
      if (usable && links.size() < 8) {
        links.add(
            same
                ? new CheckPage.Fact(
                    "",
                    words.get("interop.compare", ChecksEndpoint.day(other.id())),
                    own + "/compare/" + other.id())
                : new CheckPage.Fact(
                    "",
                    words.get("interop.pair", other.asking().address().toString()),
                    own + "/pair/" + other.id()));
      }
    }
    return links;
  }

  void badge(Context ctx) {
    Checks.Entry entry = entry(ctx.pathParam("id"));
    ctx.header("Cache-Control", "no-cache")
        .contentType("image/svg+xml;charset=utf-8")
        .result(
            CheckBadge.write(
                made(entry, checks.report(entry.id())), pages.words(ctx).language().tag()));
  }

  /// What was asked and what came, for `lacis check --replay`: it may hold more than the report
  /// tells, and is for who has the key.
  void exchange(Context ctx) {
    guard.require(ctx);
    Checks.Entry entry = entry(ctx.pathParam("id"));
    if (!entry.isOver()) {
      throw new ServeException(
          503,
          Finding.violation(
              "serve.check-in-the-making",
              Place.of(ctx.path()),
              "a check that is being made",
              "one that is done",
              "Ask again in a while."),
          Map.of("Retry-After", "5"),
          Map.of());
    }
    try {
      ctx.contentType("application/gzip")
          .header("Content-Disposition", "attachment; filename=\"" + entry.id() + ".jsonl.gz\"")
          .result(
              Files.newInputStream(
                  checks.recording(entry.id()).orElseThrow(() -> unknown(entry.id()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(Context ctx) {
    guard.require(ctx);
    checks.remove(entry(ctx.pathParam("id")).id());
    ctx.status(204);
  }

  private Checks.Entry entry(String id) {
    return checks.find(id).orElseThrow(() -> unknown(id));
  }

  static ServeException unknown(String id) {
    return ServeException.of(
        404,
        "serve.no-check",
        "/interop/checks/" + Objects.requireNonNullElse(id, ""),
        "no check of that name",
        "one of /interop/checks",
        "Look into the list of checks.");
  }
}
