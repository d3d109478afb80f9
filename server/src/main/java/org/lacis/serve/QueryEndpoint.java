package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lacis.serve.page.Answer;
import org.lacis.serve.page.Asked;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Question;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;

/// `/query?query=…`: the page that asks SPARQL; works as a plain form.
record QueryEndpoint(Site site, List<Question> questions, Duration limit) implements Handler {
  QueryEndpoint {
    questions = List.copyOf(questions);
  }

  @Override
  public void handle(Context ctx) {
    Words words = site.pages().words(ctx);
    String example = Ask.text(ctx, "example");
    String text =
        questions.stream()
            .filter(question -> question.name().equals(example))
            .findFirst()
            .map(Question::sparql)
            .orElse(Ask.text(ctx, "query"));
    Asked asked = new Answer(site.store(), site.iris(), questions, limit, words).to(text);
    if (!asked.error().isEmpty()) {
      ctx.status(400);
    }
    Frame frame = site.pages().frame(ctx, words, words.get("query.title"), "query", List.of());
    site.pages().send(ctx, "query", frame, Map.of("asked", asked));
  }
}
