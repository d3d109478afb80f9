package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.link.check.CheckReport;
import org.lacis.link.check.LinkCheck;
import org.lacis.link.exchange.FileForm;
import org.lacis.link.exchange.LinkFile;
import org.lacis.link.review.Review;
import org.lacis.link.review.ReviewGraph;
import org.lacis.link.rule.Verdict;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.Mark;
import org.lacis.link.stored.StoredLink;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Judging;
import org.lacis.serve.page.JudgingMaker;
import org.lacis.serve.page.LinkListMaker;
import org.lacis.serve.page.LinkRules;
import org.lacis.serve.page.RuleLinks;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.LinkBook;
import org.lacis.serve.twin.LinkListing;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.store.View;

/// `/links`: the rules with their totals; `/links/{rule}`: its links, by `verdict`, `decision`,
/// `cardinality`, `min`, `max`, `q`, from `after` on; `/links/{rule}/{hash}`: one link. As pages,
/// as JSON, as RDF; a rule also as the files of [FileForm]. By
/// `?format=json|ttl|jsonld|nt|rdf|sssom|bridge|csv`, else by `Accept`.
record LinksEndpoint(Site site, LinkBook book, Reviewers reviewers) implements Handler {
  private static final int PAGE = 25;
  private static final int MOST = 1_000;

  @Override
  public void handle(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language, Cookie");
    ctx.header("Cache-Control", "no-cache");
    Map<String, String> path = ctx.pathParamMap();
    String rule = path.getOrDefault("rule", "");
    String hash = path.getOrDefault("hash", "");
    Optional<FileForm> file = file(ctx, rule, hash);
    if (file.isPresent()) {
      file(ctx, rule, file.orElseThrow());
    } else if (json(ctx)) {
      ctx.json(site.store().<Map<String, Object>>read(view -> json(ctx, view, rule, hash)));
    } else {
      Form form = form(ctx);
      if (form == Form.HTML) {
        page(ctx, rule, hash);
      } else {
        RdfAnswer.send(ctx, site.store().<Graph>read(view -> graph(ctx, view, rule, hash)), form);
      }
    }
  }

  // ---- which form

  private static boolean json(Context ctx) {
    String asked = Ask.text(ctx, "format");
    return asked.isEmpty() ? Ask.prefersJson(ctx) : asked.equals("json");
  }

  private static Optional<FileForm> file(Context ctx, String rule, String hash) {
    if (rule.isEmpty() || !hash.isEmpty()) {
      return Optional.empty();
    }
    Optional<FileForm> asked = FileForm.byKey(Ask.text(ctx, "format"));
    String accept = Objects.requireNonNullElse(ctx.header("Accept"), "");
    return asked.isPresent() || !Ask.text(ctx, "format").isEmpty()
        ? asked
        : accept.startsWith(FileForm.SSSOM.mediaType())
            ? Optional.of(FileForm.SSSOM)
            : accept.startsWith(FileForm.CSV.mediaType())
                ? Optional.of(FileForm.CSV)
                : Optional.empty();
  }

  private static Form form(Context ctx) {
    String asked = Ask.text(ctx, "format");
    if (asked.isEmpty()) {
      return Ask.form(ctx, List.of(Form.values()));
    }
    return Form.bySuffix("." + asked)
        .orElseThrow(() ->
            parameter(
                "format",
                asked,
                "json, html, ttl, jsonld, nt, rdf, and for a rule sssom, bridge, csv"));
  }

  private static ServeException parameter(String name, String found, String expected) {
    return ServeException.of(
        400,
        "serve.bad-parameter",
        "parameter " + name,
        found,
        expected,
        "Correct the parameter, or leave it out.");
  }

  // ---- what is there

  private LinkBook.Chapter chapter(View view, String rule) {
    return book.find(view, rule)
        .orElseThrow(() ->
            ServeException.of(
                404, "serve.unknown-rule", rule, "no such rule", "a rule of /links", ""));
  }

  private StoredLink link(View view, LinkBook.Chapter chapter, String hash) {
    return book.link(view, chapter, hash)
        .orElseThrow(() ->
            ServeException.of(
                404,
                "serve.unknown-link",
                chapter.name() + "/" + hash,
                "no such link",
                "a link of /links/" + chapter.name(),
                "It may have gone with what it linked."));
  }

  private LinkListing listing(Context ctx, View view, LinkBook.Chapter chapter, int limit) {
    String verdict = Ask.text(ctx, "verdict");
    String mark = Ask.text(ctx, "decision");
    LinkTable.Wanted wanted =
        new LinkTable.Wanted(
            choice(
                "verdict",
                verdict,
                Arrays.stream(Verdict.values())
                    .filter(one -> one.key().equals(verdict))
                    .findFirst(),
                "accept, review or reject"),
            share(ctx, "min", 0),
            share(ctx, "max", 1),
            Ask.text(ctx, "cardinality"),
            choice("decision", mark, Mark.byKey(mark), "none, decided, stale or contradictory"),
            Ask.text(ctx, "after"));
    return LinkListing.of(view, book, chapter, wanted, Ask.text(ctx, "q"), limit);
  }

  private static <T> Optional<T> choice(
      String name, String asked, Optional<T> found, String expected) {
    if (!asked.isEmpty() && found.isEmpty()) {
      throw parameter(name, asked, expected);
    }
    return found;
  }

  private static double share(Context ctx, String name, double fallback) {
    String text = Ask.text(ctx, name);
    try {
      double share = text.isEmpty() ? fallback : Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException _) {
      // told below with numbers out of bounds
    }
    throw parameter(name, text, "a number from 0 to 1");
  }

  // ---- answers

  private Map<String, Object> json(Context ctx, View view, String rule, String hash) {
    LinkJson json = new LinkJson(book);
    if (rule.isEmpty()) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("rules", book.chapters(view).stream().map(json::rule).toList());
      return all;
    }
    LinkBook.Chapter chapter = chapter(view, rule);
    if (!hash.isEmpty()) {
      return json.link(view, chapter, link(view, chapter, hash));
    }
    Map<String, Object> listing =
        json.listing(chapter, listing(ctx, view, chapter, Ask.number(ctx, "limit", PAGE, 1, MOST)));
    check(ctx, view, chapter).ifPresent(report -> listing.put("check", report.json()));
    return listing;
  }

  /// The links as a whole, where that is asked for: it takes a while.
  private Optional<CheckReport> check(Context ctx, View view, LinkBook.Chapter chapter) {
    return Ask.text(ctx, "check").isEmpty()
        ? Optional.empty()
        : Optional.of(new LinkCheck(view, book.iris(), chapter.table(), chapter.rule()).report());
  }

  private Graph graph(Context ctx, View view, String rule, String hash) {
    Graph graph = GraphFactory.createDefaultGraph();
    if (rule.isEmpty()) {
      for (LinkBook.Chapter chapter : book.chapters(view)) {
        Node node = book.iris().node("id/rule/" + chapter.name());
        copy(view, book.iris().linkGraph(chapter.name()), node, graph);
      }
      return graph;
    }
    LinkBook.Chapter chapter = chapter(view, rule);
    List<StoredLink> links =
        hash.isEmpty()
            ? listing(ctx, view, chapter, Ask.number(ctx, "limit", PAGE, 1, MOST)).links()
            : List.of(link(view, chapter, hash));
    for (StoredLink link : links) {
      copy(view, book.iris().linkGraph(rule), NodeFactory.createURI(link.iri()), graph);
      for (Review review : chapter.reviews().of(link.pair())) {
        new ReviewGraph(book.iris()).statements(review).forEach(graph::add);
      }
    }
    return graph;
  }

  private static void copy(View view, Node from, Node subject, Graph graph) {
    view.dataset()
        .find(from, subject, Node.ANY, Node.ANY)
        .forEachRemaining(quad -> graph.add(quad.asTriple()));
  }

  private void file(Context ctx, String rule, FileForm form) {
    ctx.contentType(form.mediaType() + ";charset=utf-8");
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\""
            + rule.replaceAll("[^A-Za-z0-9_-]", "-")
            + "."
            + form.suffix()
            + "\"");
    site.store()
        .<Boolean>read(view -> {
          LinkBook.Chapter chapter = chapter(view, rule);
          // Within the transaction: rows are read while they are sent.
          try (Writer out =
              new OutputStreamWriter(ctx.res().getOutputStream(), StandardCharsets.UTF_8)) {
            new LinkFile(view, book.iris(), chapter.table(), chapter.reviews(), chapter.rule())
                .write(form, out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return true;
        });
  }

  private void page(Context ctx, String rule, String hash) {
    Words words = site.pages().words(ctx);
    Optional<String> author = reviewers.asking(ctx, "");
    if (rule.isEmpty()) {
      LinkRules rules =
          site.store()
              .read(view ->
                  new LinkListMaker(view, site.iris(), words, site.twins())
                      .rules(book.chapters(view), author));
      Frame frame =
          site.pages().frame(ctx, words, words.get("links.title"), "links", alternates("/links"));
      site.pages().send(ctx, "links", frame, Map.of("rules", rules));
    } else if (hash.isEmpty()) {
      RuleLinks links =
          site.store()
              .read(view -> {
                LinkBook.Chapter chapter = chapter(view, rule);
                LinkListMaker maker = new LinkListMaker(view, site.iris(), words, site.twins());
                return maker.rule(
                    chapter,
                    listing(ctx, view, chapter, PAGE),
                    check(ctx, view, chapter).map(maker::check));
              });
      Frame frame =
          site.pages().frame(ctx, words, links.title(), "links", alternates("/links/" + rule));
      site.pages().send(ctx, "rule", frame, Map.of("links", links));
    } else {
      Judging judging =
          site.store()
              .read(view -> {
                LinkBook.Chapter chapter = chapter(view, rule);
                return new JudgingMaker(view, site.iris(), words, site.twins(), book)
                    .make(chapter, link(view, chapter, hash), author, false);
              });
      Frame frame =
          site.pages()
              .frame(
                  ctx,
                  words,
                  judging.rule().text(),
                  "links",
                  alternates("/links/" + rule + "/" + hash));
      site.pages().send(ctx, "judging", frame, Map.of("judging", judging));
    }
  }

  private static List<Frame.Alternate> alternates(String address) {
    return List.of(
        new Frame.Alternate(address + "?format=json", "application/json", "JSON"),
        new Frame.Alternate(address + "?format=ttl", "text/turtle", "Turtle"));
  }
}
