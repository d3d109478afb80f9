package org.lacis.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lacis.link.rule.Verdict;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.Mark;
import org.lacis.link.stored.StoredLink;
import org.lacis.serve.LinkJson;
import org.lacis.serve.twin.LinkBook;
import org.lacis.serve.twin.LinkListing;
import org.lacis.store.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists rules, or the links of one.
@Command(
    name = "list",
    description = {
      "Lists the rules with their totals; with RULE its links, one a line:",
      "name, verdict, confidence, decision of people, source, target.",
      "  lacis link list same-building --verdict review"
    },
    mixinStandardHelpOptions = true)
final class LinkListCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RULE", description = "Name of a rule.", arity = "0..1")
  private String rule = "";

  @Option(names = "--workspace", paramLabel = "DIR", description = "Default: this folder.")
  private Path folder = Path.of(".");

  @Option(names = "--verdict", paramLabel = "V", description = "${COMPLETION-CANDIDATES}")
  private @Nullable Verdict verdict;

  @Option(names = "--decision", paramLabel = "D", description = "${COMPLETION-CANDIDATES}")
  private @Nullable Mark mark;

  @Option(names = "--min", paramLabel = "C", description = "Least confidence, 0 to 1.")
  private double least;

  @Option(names = "--max", paramLabel = "C", description = "Greatest confidence, 0 to 1.")
  private double most = 1;

  @Option(names = "--cardinality", paramLabel = "S:T", description = "Of the group, as 1:3.")
  private String cardinality = "";

  @Option(names = "--text", paramLabel = "T", description = "In a name or IRI of either thing.")
  private String text = "";

  @Option(names = "--queue", description = "What is to be judged, the most telling first.")
  private boolean queue;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 50).")
  private int limit = 50;

  @Option(names = "--after", paramLabel = "LINK", description = "Goes on after this one.")
  private String after = "";

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (BuiltLinks links = BuiltLinks.open(folder)) {
      links
          .store()
          .<Boolean>read(view -> {
            if (rule.isEmpty()) {
              rules(links.book().chapters(view), links.book(), out);
            } else {
              list(links, view, out);
            }
            return true;
          });
    }
    out.flush();
    return Main.DONE;
  }

  private void rules(List<LinkBook.Chapter> chapters, LinkBook book, PrintStream out) {
    if (json) {
      out.println(
          Json.write(Map.of("rules", chapters.stream().map(new LinkJson(book)::rule).toList())));
      return;
    }
    out.printf("%-32s %10s %10s %10s %10s%n", "rule", "accept", "review", "reject", "to judge");
    for (LinkBook.Chapter chapter : chapters) {
      Map<Verdict, Long> tally = chapter.table().tally();
      out.printf(
          Locale.ROOT,
          "%-32s %,10d %,10d %,10d %,10d%n",
          chapter.name(),
          tally.getOrDefault(Verdict.ACCEPT, 0L),
          tally.getOrDefault(Verdict.REVIEW, 0L),
          tally.getOrDefault(Verdict.REJECT, 0L),
          chapter.table().queue().size());
    }
  }

  private void list(BuiltLinks links, View view, PrintStream out) {
    LinkBook.Chapter chapter = links.chapter(view, rule);
    if (queue) {
      chapter.table().queue().stream()
          .limit(limit)
          .forEach(row -> line(links.link(view, chapter, row.hash()), row, out));
      return;
    }
    LinkTable.Wanted wanted =
        new LinkTable.Wanted(
            Optional.ofNullable(verdict),
            least,
            most,
            cardinality,
            Optional.ofNullable(mark),
            after);
    LinkListing listing = LinkListing.of(view, links.book(), chapter, wanted, text, limit);
    if (json) {
      out.println(Json.write(new LinkJson(links.book()).listing(chapter, listing)));
      return;
    }
    Map<String, LinkTable.Row> rows = new java.util.HashMap<>();
    chapter.table().rows(wanted).forEach(row -> rows.put(row.hash(), row));
    listing
        .links()
        .forEach(link -> {
          LinkTable.Row row = rows.get(link.hash());
          if (row != null) {
            line(link, row, out);
          }
        });
    if (!listing.next().isEmpty()) {
      out.println("… go on with --after " + listing.next());
    }
  }

  private static void line(StoredLink link, LinkTable.Row row, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s  %-6s  %4s  %-13s  %s  %s%n",
        link.hash(),
        link.verdict().key(),
        link.confidence().isPresent()
            ? String.format(Locale.ROOT, "%.2f", link.confidence().getAsDouble())
            : "",
        row.mark().key(),
        link.pair().source(),
        link.pair().target());
  }
}
