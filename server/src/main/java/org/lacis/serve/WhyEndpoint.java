package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.shared.impl.PrefixMappingImpl;
import org.apache.jena.sparql.util.FmtUtils;
import org.lacis.ingest.KeptInferences;
import org.lacis.query.Statement;
import org.lacis.reason.Explanation;
import org.lacis.reason.Reasoner;
import org.lacis.reason.engine.Proof;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Why;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.web.Accept;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Prefixes;
import org.lacis.vocabulary.TwinIris;

/// `/why?statement=…`: why a statement holds, as a page for browsers, as JSON when that is what
/// `Accept` asks for, else as indented text. The statement is written as in Turtle.
record WhyEndpoint(Site site, Optional<KeptInferences> inferences) implements Handler {
  @Override
  public void handle(Context ctx) {
    ctx.header("Vary", "Accept, Accept-Language");
    String text = Ask.text(ctx, "statement");
    if (text.isEmpty()) {
      throw ServeException.of(
          400,
          "serve.bad-parameter",
          "parameter statement",
          "none",
          "subject, predicate and object as in Turtle",
          "Add ?statement=…");
    }
    PrefixMapping prefixes = new PrefixMappingImpl().setNsPrefixes(Prefixes.COMMON);
    Triple statement = Statement.parse(text, prefixes);
    Reasoner reasoner = new Reasoner(new TwinIris(site.iris().base()));
    Optional<Explanation> why =
        inferences
            .map(kept -> kept.why(statement))
            .orElseGet(() -> site.store().read(view -> reasoner.why(view, statement)));
    String language = site.pages().words(ctx).language().tag();
    if (why.isEmpty()) {
      throw ServeException.of(
          404,
          "serve.not-known",
          text,
          Explanation.nothing(language),
          "a statement of the store, or one that follows from it",
          "");
    }
    Explanation found = why.orElseThrow();
    String accept = Objects.requireNonNullElse(ctx.header("Accept"), "");
    if (Accept.of(accept).prefersPage()) {
      page(ctx, found);
    } else if (accept.contains("json")) {
      Map<String, Object> json = json(found.proof(), found.graphs(), new HashSet<>());
      json.put("checked", found.isChecked());
      ctx.json(json);
    } else {
      ctx.contentType("text/plain;charset=utf-8").result(found.text(prefixes, language));
    }
  }

  private void page(Context ctx, Explanation found) {
    Words words = site.pages().words(ctx);
    Why why =
        site.store()
            .read(view ->
                Why.of(
                    found, new Labels(view.dataset(), words.language().tag()), site.iris(), words));
    Frame frame = site.pages().frame(ctx, words, words.get("why.title"), "", List.of());
    site.pages().send(ctx, "why", frame, Map.of("why", why));
  }

  /// What was told before is told by its statement alone.
  private static Map<String, Object> json(
      Proof proof, Map<Triple, List<Node>> graphs, Set<Triple> told) {
    Map<String, Object> json = new LinkedHashMap<>();
    Triple statement = proof.statement();
    json.put("subject", FmtUtils.stringForNode(statement.getSubject()));
    json.put("predicate", FmtUtils.stringForNode(statement.getPredicate()));
    json.put("object", FmtUtils.stringForNode(statement.getObject()));
    if (proof.isSaid()) {
      json.put(
          "graphs", graphs.getOrDefault(statement, List.of()).stream().map(Node::getURI).toList());
    } else {
      json.put("rule", proof.rule());
      if (told.add(statement)) {
        List<Object> because = new ArrayList<>();
        proof.premises().forEach(premise -> because.add(json(premise, graphs, told)));
        json.put("because", because);
      }
    }
    return json;
  }
}
