package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lacis.link.stored.LinkTable;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Judging;
import org.lacis.serve.page.JudgingMaker;
import org.lacis.serve.page.LinkListMaker;
import org.lacis.serve.page.LinkRules;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.LinkBook;
import org.lacis.serve.web.Ask;

/// `/review`: the pairs that people are to judge, one after the other, the most telling first;
/// `?rule=` of one rule, `&at=` a certain one.
record ReviewEndpoint(Site site, LinkBook book, Reviewers reviewers) implements Handler {
  @Override
  public void handle(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language, Cookie");
    ctx.header("Cache-Control", "no-cache");
    String rule = Ask.text(ctx, "rule");
    String at = Ask.text(ctx, "at");
    Words words = site.pages().words(ctx);
    Optional<String> author = reviewers.asking(ctx, "");
    Optional<Judging> judging =
        site.store()
            .read(view ->
                chapter(book.chapters(view), rule)
                    .flatMap(chapter -> {
                      String hash = at.isEmpty() ? first(chapter) : at;
                      return book.link(view, chapter, hash)
                          .map(link ->
                              new JudgingMaker(view, site.iris(), words, site.twins(), book)
                                  .make(chapter, link, author, true));
                    }));
    if (judging.isPresent()) {
      Frame frame =
          site.pages().frame(ctx, words, judging.orElseThrow().rule().text(), "links", List.of());
      site.pages().send(ctx, "judging", frame, Map.of("judging", judging.orElseThrow()));
      return;
    }
    LinkRules rules =
        site.store()
            .read(view ->
                new LinkListMaker(view, site.iris(), words, site.twins())
                    .rules(book.chapters(view), author));
    Frame frame = site.pages().frame(ctx, words, words.get("links.title"), "links", List.of());
    site.pages().send(ctx, "links", frame, Map.of("rules", rules));
  }

  /// The rule that is asked for; else the first that has something to judge.
  private static Optional<LinkBook.Chapter> chapter(List<LinkBook.Chapter> chapters, String rule) {
    return chapters.stream()
        .filter(chapter -> rule.isEmpty() ? !first(chapter).isEmpty() : chapter.name().equals(rule))
        .findFirst();
  }

  private static String first(LinkBook.Chapter chapter) {
    List<LinkTable.Row> queue = chapter.table().queue();
    return queue.isEmpty() ? "" : queue.getFirst().hash();
  }

  /// `POST /review/session`: takes the key of a person, and remembers who is there by a cookie.
  void enter(Context ctx) {
    Reviewers.requireOurs(ctx);
    String key = Objects.requireNonNullElse(ctx.formParam("key"), "").strip();
    String name = Objects.requireNonNullElse(ctx.formParam("author"), "");
    String author =
        reviewers.author(key, name).orElseThrow(() -> Reviewers.refusal(!key.isEmpty()));
    ctx.header(
        "Set-Cookie",
        Reviewers.COOKIE
            + "="
            + reviewers.remember(author)
            + "; Path=/; Max-Age=43200; SameSite=Strict; HttpOnly"
            + (ctx.scheme().equals("https") ? "; Secure" : ""));
    back(ctx);
  }

  /// `POST /review/leave`: forgets who was there.
  void leave(Context ctx) {
    Reviewers.requireOurs(ctx);
    reviewers.forget(ctx);
    ctx.header("Set-Cookie", Reviewers.COOKIE + "=; Path=/; Max-Age=0; SameSite=Strict; HttpOnly");
    back(ctx);
  }

  private static void back(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    String back = Objects.requireNonNullElse(ctx.formParam("back"), "");
    ctx.header("Location", DecisionEndpoint.local(back, "/review")).status(303);
  }
}
