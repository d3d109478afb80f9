package org.lacis.serve.interop;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.lacis.interop.Report;
import org.lacis.interop.report.CheckJson;
import org.lacis.interop.report.Comparison;
import org.lacis.interop.report.Pair;
import org.lacis.serve.page.CheckCompared;
import org.lacis.serve.page.CheckPair;
import org.lacis.serve.page.CheckSides;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Pages;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;

/// Two checks beside each other, as a page or as JSON: `compare/OTHER` tells what changed since an
/// older one, `pair/OTHER` joins the reports on both sides of a pair. The partner's report on us
/// may be sent in a body, with the admin key.
record BesideEndpoint(Pages pages, Checks checks, Guard guard) {
  void compare(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language, Cookie");
    String id = ctx.pathParam("id");
    String other = ctx.pathParam("other");
    Comparison compared = Comparison.of(report(other), report(id));
    if (isJson(ctx)) {
      ctx.contentType("application/json;charset=utf-8").result(compared.json());
      return;
    }
    Words words = pages.words(ctx);
    CheckCompared page =
        CheckSides.compared(
            words,
            compared,
            "/interop/checks/" + id,
            report(id).asking().address().toString(),
            ChecksEndpoint.day(other));
    pages.send(
        ctx, "checkcompare", frame(ctx, words, "interop.compare.title"), Map.of("compared", page));
  }

  void pair(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language, Cookie");
    show(ctx, new Pair(report(ctx.pathParam("id")), report(ctx.pathParam("other"))));
  }

  void pairWith(Context ctx) {
    guard.require(ctx);
    Report theirs = CheckJson.read("the body", ChecksEndpoint.body(ctx));
    show(ctx, new Pair(report(ctx.pathParam("id")), theirs));
  }

  private void show(Context ctx, Pair pair) {
    if (isJson(ctx)) {
      ctx.contentType("application/json;charset=utf-8").result(pair.json());
      return;
    }
    Words words = pages.words(ctx);
    CheckPair page = CheckSides.pair(words, pair);
    pages.send(ctx, "checkpair", frame(ctx, words, "interop.pair.title"), Map.of("pair", page));
  }

  private Frame frame(Context ctx, Words words, String title) {
    return pages.frame(
        ctx,
        words,
        words.get(title),
        "catalogue",
        ctx.method().name().equals("POST")
            ? List.of()
            : List.of(new Frame.Alternate(ctx.path() + "?form=json", "application/json", "JSON")));
  }

  private static boolean isJson(Context ctx) {
    return Ask.text(ctx, "form").equals("json") || Ask.prefersJson(ctx);
  }

  private Report report(String id) {
    return checks.report(id).orElseThrow(() -> CheckEndpoint.unknown(id));
  }
}
