package org.lacis.serve.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.RDF;
import org.lacis.link.check.CheckReport;
import org.lacis.link.rule.Verdict;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.Mark;
import org.lacis.link.stored.StoredLink;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.LinkBook;
import org.lacis.serve.twin.LinkListing;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Speakers;
import org.lacis.store.View;

/// Makes lists of rules and of links. For one request.
public final class LinkListMaker {
  private final DatasetGraph data;
  private final Labels labels;
  private final LocalIris iris;
  private final Words words;
  private final Voices voices;

  public LinkListMaker(View view, LocalIris iris, Words words, Collection<TwinPart> twins) {
    this.data = view.dataset();
    this.labels = new Labels(data, words.language().tag());
    this.iris = iris;
    this.words = words;
    this.voices = new Voices(new Speakers(iris.base()), words, twins);
  }

  /// All rules.
  public LinkRules rules(List<LinkBook.Chapter> chapters, Optional<String> author) {
    long open = 0;
    List<LinkRules.Row> rows = new ArrayList<>();
    for (LinkBook.Chapter chapter : chapters) {
      int queue = chapter.table().queue().size();
      open += queue;
      rows.add(
          new LinkRules.Row(
              new Entity.Link(title(chapter), "/links/" + chapter.name()),
              totals(chapter.table()),
              queue == 0
                  ? new Entity.Link("", "")
                  : new Entity.Link(
                      words.count("links.judge", queue), "/review?rule=" + chapter.name())));
    }
    String lead = open == 0 ? words.get("links.none") : words.count("links.open", open);
    return new LinkRules(rows, lead, author.orElse(""));
  }

  private String title(LinkBook.Chapter chapter) {
    return Words.capital(chapter.label(words.language().tag()));
  }

  private String totals(LinkTable table) {
    Map<Verdict, Long> tally = table.tally();
    List<String> parts = new ArrayList<>();
    parts.add(words.count("links.accept", tally.getOrDefault(Verdict.ACCEPT, 0L)));
    for (Verdict verdict : List.of(Verdict.REVIEW, Verdict.REJECT)) {
      long count = tally.getOrDefault(verdict, 0L);
      if (count > 0) {
        parts.add(words.count("links." + verdict.key(), count));
      }
    }
    for (Mark mark : List.of(Mark.CONTRADICTORY, Mark.STALE)) {
      long count = table.rows().stream().filter(row -> row.mark() == mark).count();
      if (count > 0) {
        parts.add(words.count("links." + mark.key(), count));
      }
    }
    return String.join(", ", parts);
  }

  /// The links of one rule.
  public RuleLinks rule(
      LinkBook.Chapter chapter, LinkListing listing, Optional<RuleLinks.Check> check) {
    LinkTable table = chapter.table();
    String head = "/links/" + chapter.name() + "?";
    int queue = table.queue().size();
    List<Entity.Kind> verdicts = new ArrayList<>();
    verdicts.add(
        kind(
            words.get("links.all"),
            table.rows().size(),
            head + listing.with("verdict", ""),
            listing.wanted().verdict().isEmpty()));
    table
        .tally()
        .forEach((verdict, count) ->
            verdicts.add(
                kind(
                    words.get("links.verdict." + verdict.key()),
                    count,
                    head + listing.with("verdict", verdict.key()),
                    listing.wanted().verdict().filter(verdict::equals).isPresent())));
    List<Entity.Kind> cardinalities = new ArrayList<>();
    table.cardinalities().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(8)
        .forEach(entry -> {
          boolean current = listing.wanted().cardinality().equals(entry.getKey());
          cardinalities.add(
              kind(
                  entry.getKey(),
                  entry.getValue(),
                  head + listing.with("cardinality", current ? "" : entry.getKey()),
                  current));
        });
    return new RuleLinks(
        chapter.name(),
        title(chapter),
        totals(table),
        queue == 0
            ? new Entity.Link("", "")
            : new Entity.Link(words.count("links.judge", queue), "/review?rule=" + chapter.name()),
        verdicts,
        cardinalities,
        listing.text(),
        listing.links().stream().map(link -> row(chapter, link)).toList(),
        listing.next().isEmpty() ? "" : head + listing.with("after", listing.next()),
        check);
  }

  /// What the links of a rule look like as a whole.
  public RuleLinks.Check check(CheckReport report) {
    List<RuleLinks.Figure> figures = new ArrayList<>();
    report
        .distances()
        .ifPresent(signs ->
            figures.add(
                new RuleLinks.Figure(
                    words.get("check.distance"),
                    metres(signs.median()),
                    metres(signs.randomMedian()))));
    report
        .distances()
        .filter(signs -> !Double.isNaN(signs.nearby()))
        .ifPresent(signs ->
            figures.add(
                new RuleLinks.Figure(
                    words.get("check.nearby"), percent(signs.nearby()), percent(0.5))));
    report
        .names()
        .ifPresent(signs ->
            figures.add(
                new RuleLinks.Figure(
                    words.get("check.names"),
                    percent(1 - signs.median()),
                    percent(1 - signs.randomMedian()))));
    for (CheckReport.Attribute attribute : report.attributes()) {
      String name = labels.of(NodeFactory.createURI(attribute.property()));
      figures.add(
          new RuleLinks.Figure(
              words.get(attribute.circular() ? "check.key" : "check.agree", name),
              percent(attribute.agreement()),
              percent(attribute.random())));
    }
    CheckReport.Degrees degrees = report.degrees();
    figures.add(
        new RuleLinks.Figure(
            words.get("check.degree"),
            words.number(degrees.mostTargets()) + " / " + words.number(degrees.mostSources()),
            ""));
    List<String> findings = new ArrayList<>();
    if (report.types().some() > 0) {
      findings.add(words.count("check.types", report.types().some()));
    }
    if (degrees.crowded() > 0) {
      findings.add(words.count("check.crowded", degrees.crowded()));
    }
    boolean circular = report.distances().map(CheckReport.Signs::circular).orElse(false);
    String lead = report.reason().in(words.language().tag());
    return new RuleLinks.Check(
        circular ? lead + " " + words.get("check.circular") : lead, findings, figures);
  }

  private String metres(double metres) {
    return words.number(metres < 10 ? metres : Math.round(metres)) + "\u00a0m";
  }

  private String percent(double share) {
    return words.number(Math.round(100 * share)) + words.get("percent");
  }

  private Entity.Kind kind(String label, long count, String href, boolean current) {
    return new Entity.Kind(label, words.number(count), href, current);
  }

  private RuleLinks.Row row(LinkBook.Chapter chapter, StoredLink link) {
    Mark mark =
        chapter.table().rows().stream()
            .filter(row -> row.hash().equals(link.hash()))
            .findFirst()
            .map(LinkTable.Row::mark)
            .orElse(Mark.NONE);
    String verdict =
        mark == Mark.STALE || mark == Mark.CONTRADICTORY
            ? words.get("links.mark." + mark.key())
            : words.get("links.verdict." + link.verdict().key());
    return new RuleLinks.Row(
        thing(link.pair().source()),
        thing(link.pair().target()),
        "/links/" + chapter.name() + "/" + link.hash(),
        link.confidence().isPresent() ? words.share(link.confidence().getAsDouble()) : "",
        link.confidence().isPresent()
            ? String.format(
                Locale.ROOT, "%.1f%%", 100 * Math.clamp(link.confidence().getAsDouble(), 0, 1))
            : "",
        verdict);
  }

  private Judging.Thing thing(String uri) {
    Node node = NodeFactory.createURI(uri);
    Set<Node> graphs = new LinkedHashSet<>();
    data.findNG(Node.ANY, node, RDF.type.asNode(), Node.ANY)
        .forEachRemaining(quad -> graphs.add(quad.getGraph()));
    String home = voices.home(graphs);
    return new Judging.Thing(
        new Entity.Link(Words.capital(labels.of(node)), iris.page(uri)),
        new Entity.Says(home, home.isEmpty() ? "" : voices.name(home), ""));
  }
}
