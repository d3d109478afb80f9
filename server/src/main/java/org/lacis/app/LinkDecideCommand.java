package org.lacis.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lacis.ingest.KeptInferences;
import org.lacis.ingest.LinkDecisions;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.stored.Mark;
import org.lacis.link.stored.StoredLink;
import org.lacis.serve.LinkJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes down a decision.
@Command(
    name = "decide",
    description = {
      "Takes down the decision of a person about a link: accept, reject or unsure.",
      "  lacis link decide same-building 0a1b… accept --as 'Jeanne Martin'",
      "With --source and --target in the place of LINK it ties two things that no rule brought",
      "together. The store must not be served meanwhile: then use the page, or the interface."
    },
    mixinStandardHelpOptions = true)
final class LinkDecideCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RULE", description = "Name of a rule.")
  private String rule = "";

  @Parameters(
      index = "1..*",
      paramLabel = "[LINK] CHOICE",
      arity = "1..2",
      description = "As `lacis link list` names it; accept, reject or unsure.")
  private List<String> words = List.of();

  @Option(names = "--as", paramLabel = "NAME", required = true, description = "Who decides.")
  private String author = "";

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
  private String comment = "";

  @Option(names = "--source", paramLabel = "IRI", description = "The one thing.")
  private String source = "";

  @Option(names = "--target", paramLabel = "IRI", description = "The other thing.")
  private String target = "";

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Choice choice =
        Choice.byKey(words.getLast())
            .orElseThrow(
                () -> BuiltLinks.unknown("CHOICE", words.getLast(), "accept, reject or unsure"));
    try (BuiltLinks links = BuiltLinks.open(folder);
        KeptInferences _ = links.inferences()) {
      Pair pair =
          words.size() > 1
              ? links
                  .store()
                  .<StoredLink>read(
                      view -> links.link(view, links.chapter(view, rule), words.getFirst()))
                  .pair()
              : new Pair(source, target);
      if (pair.source().isEmpty() || pair.target().isEmpty()) {
        throw BuiltLinks.unknown("LINK", "none", "a link, or --source and --target");
      }
      LinkDecisions.Done done =
          links
              .book()
              .decisions()
              .decide(new LinkDecisions.Wanted(rule, pair, choice, author, comment, ""));
      if (json) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("review", new LinkJson(links.book()).review(done.review()));
        told.put("decision", LinkJson.standing(done.standing()));
        told.put("verdict", done.verdict().key());
        System.out.println(Json.write(told));
      } else {
        System.out.println(
            pair.hash()
                + "  "
                + done.verdict().key()
                + "  "
                + Mark.of(done.standing()).key()
                + (done.fresh() ? "" : "  (said before)"));
      }
    }
    return Main.DONE;
  }
}
