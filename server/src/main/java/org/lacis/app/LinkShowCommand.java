package org.lacis.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lacis.link.review.Review;
import org.lacis.link.review.Standing;
import org.lacis.link.review.ThingState;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.Mark;
import org.lacis.link.stored.StoredLink;
import org.lacis.link.stored.ThingReader;
import org.lacis.serve.LinkJson;
import org.lacis.serve.twin.LinkBook;
import org.lacis.store.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows one link.
@Command(
    name = "show",
    description = "Shows one link: both things, evidence, measures, and what people decided.",
    mixinStandardHelpOptions = true)
final class LinkShowCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RULE", description = "Name of a rule.")
  private String rule = "";

  @Parameters(index = "1", paramLabel = "LINK", description = "As `lacis link list` names it.")
  private String hash = "";

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "fr or en (default: the first language of the workspace).")
  private String language = "";

  @Option(names = "--json", description = "As JSON, with geometries and attributes.")
  private boolean json;

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (BuiltLinks links = BuiltLinks.open(folder)) {
      links
          .store()
          .<Boolean>read(view -> {
            LinkBook.Chapter chapter = links.chapter(view, rule);
            StoredLink link = links.link(view, chapter, hash);
            if (json) {
              out.println(Json.write(new LinkJson(links.book()).link(view, chapter, link)));
            } else {
              print(links, view, chapter, link, out);
            }
            return true;
          });
    }
    out.flush();
    return Main.DONE;
  }

  private void print(
      BuiltLinks links, View view, LinkBook.Chapter chapter, StoredLink link, PrintStream out) {
    String tongue = links.tongue(language);
    Compared compared = links.book().decisions().compared(rule);
    ThingReader things = new ThingReader(view.dataset(), links.book().iris(), compared);
    ThingState source = things.source(link.pair());
    ThingState target = things.target(link.pair());
    Standing standing =
        chapter.reviews().standing(link.pair(), source, target, compared.tolerance());
    out.println(link.pair().source());
    out.println(link.pair().target());
    out.println();
    String evidence = link.evidence().getOrDefault(tongue, "");
    if (!evidence.isEmpty()) {
      out.println(evidence);
    }
    out.println("verdict      " + link.verdict().key());
    link.confidence().ifPresent(confidence -> out.println("confidence   " + confidence));
    Map<String, Double> figures = link.measures().isEmpty() ? link.quantities() : link.measures();
    figures.forEach((name, value) -> out.printf("%-12s %s%n", name, value));
    if (!link.de9im().isEmpty()) {
      out.println("DE-9IM       " + link.de9im());
    }
    out.println("decision     " + Mark.of(standing).key());
    if (standing instanceof Standing.Stale stale) {
      out.println("             " + stale.reason().in(tongue));
    }
    for (Review review : chapter.reviews().of(link.pair())) {
      out.printf(
          "%s  %-6s  %s%s%n",
          review.time(),
          review.choice().key(),
          review.author(),
          review.comment().isEmpty() ? "" : ": " + review.comment());
    }
  }
}
