package org.lacis.link.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDFS;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Review;
import org.lacis.link.review.ReviewGraph;
import org.lacis.link.review.Reviews;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.rule.Verdict;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.StoredLink;
import org.lacis.link.stored.ThingReader;
import org.lacis.store.View;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.Prefixes;
import org.lacis.vocabulary.TwinIris;

/// The links of one rule as a file. For one thread, within the transaction of its view.
///
/// SSSOM (<https://mapping-commons.github.io/sssom/spec/>): links that are stated, with the
/// confidence of the rule or the name of the person; what people rejected, with
/// `predicate_modifier` `Not`; what is to be reviewed is not told, since nobody states it. A bridge
/// file tells stated links only. The table tells every pair.
///
/// @param rule the rule where the workspace has it
/// @param table its pairs
public record LinkFile(
    View view, TwinIris iris, LinkTable table, Reviews reviews, Optional<LinkRule> rule) {

  @FunctionalInterface
  private interface Sink {
    void take(StoredLink link) throws IOException;
  }

  /// Writes the file; lines end with a line feed.
  public void write(FileForm form, Appendable out) throws IOException {
    switch (form) {
      case SSSOM -> sssom(out);
      case BRIDGE -> bridge(out);
      case CSV -> csv(out);
    }
  }

  private void each(Sink sink) throws IOException {
    Map<String, Pair> judged = new HashMap<>();
    reviews.pairs().forEach(pair -> judged.put(pair.hash(), pair));
    for (LinkTable.Row row : table.rows()) {
      Optional<StoredLink> link = StoredLink.read(view.dataset(), iris, table.rule(), row.hash());
      if (link.isPresent()) {
        sink.take(link.orElseThrow());
      } else if (judged.containsKey(row.hash())) {
        Pair pair = judged.getOrDefault(row.hash(), new Pair("", ""));
        sink.take(
            StoredLink.ofReview(iris, table.rule(), pair, predicate(), reviews.of(pair).getLast()));
      }
    }
  }

  private String predicate() {
    return rule.map(known -> known.emit().predicate()).orElse(Lacis.CORRESPONDS_TO).getURI();
  }

  // ---- SSSOM

  private void sssom(Appendable out) throws IOException {
    Map<String, String> namespaces = new HashMap<>();
    for (String prefix : List.of("lacis", "owl", "skos", "rdfs", "dcterms")) {
      namespaces.put(prefix, Prefixes.COMMON.getOrDefault(prefix, ""));
    }
    namespaces.put("semapv", "https://w3id.org/semapv/vocab/");
    namespaces.put("twin", iris.base() + "id/");
    Curies curies = new Curies(namespaces);
    each(link -> {
      curies.take(link.pair().source());
      curies.take(link.pair().target());
      curies.take(link.predicate());
    });
    out.append("#curie_map:\n");
    for (Map.Entry<String, String> entry : curies.map().entrySet()) {
      out.append("#  ")
          .append(entry.getKey())
          .append(": ")
          .append(quoted(entry.getValue()))
          .append('\n');
    }
    line(out, "mapping_set_id", iris.linkGraph(table.rule()).getURI());
    rule.map(known -> known.labels().getOrDefault("en", ""))
        .filter(label -> !label.isEmpty())
        .ifPresent(label -> line(out, "mapping_set_title", label));
    line(out, "license", "https://w3id.org/sssom/license/unspecified");
    line(out, "mapping_tool", "Lacis");
    tsv(
        out,
        List.of(
            "subject_id",
            "subject_label",
            "predicate_id",
            "predicate_modifier",
            "object_id",
            "object_label",
            "mapping_justification",
            "author_id",
            "author_label",
            "mapping_date",
            "confidence",
            "similarity_score",
            "similarity_measure",
            "comment"));
    each(link -> {
      Optional<Review> by = decision(link);
      boolean rejected =
          link.verdict() == Verdict.REJECT
              && by.map(Review::choice).filter(Choice.REJECT::equals).isPresent();
      if (link.verdict() == Verdict.ACCEPT || rejected) {
        tsv(out, sssom(link, by, rejected, curies));
      }
    });
  }

  private List<String> sssom(
      StoredLink link, Optional<Review> by, boolean rejected, Curies curies) {
    ReviewGraph people = new ReviewGraph(iris);
    List<String> cells = new ArrayList<>();
    cells.add(curies.of(link.pair().source()));
    cells.add(label(link.pair().source()));
    cells.add(curies.of(link.predicate()));
    cells.add(rejected ? "Not" : "");
    cells.add(curies.of(link.pair().target()));
    cells.add(label(link.pair().target()));
    cells.add(by.isPresent() ? "semapv:ManualMappingCuration" : justification());
    cells.add(by.map(review -> curies.of(people.person(review.author()).getURI())).orElse(""));
    cells.add(by.map(Review::author).orElse(""));
    cells.add(
        by.map(review -> LocalDate.ofInstant(review.time(), ZoneOffset.UTC).toString()).orElse(""));
    cells.add(by.isPresent() ? "" : number(link.confidence()));
    Double score = link.quantities().get("score");
    cells.add(score == null || by.isPresent() ? "" : number(OptionalDouble.of(score)));
    cells.add(score == null || by.isPresent() ? "" : measure());
    String comment = by.map(Review::comment).orElse("");
    cells.add(comment.isEmpty() ? link.evidence().getOrDefault("en", "") : comment);
    return cells;
  }

  /// The newest decision, where a person's decision is what the link rests on.
  private Optional<Review> decision(StoredLink link) {
    List<Review> all = reviews.of(link.pair());
    boolean decided = link.verdict() == Verdict.REJECT || !link.decidedBy().isEmpty();
    return decided
        ? all.reversed().stream().filter(review -> review.choice() != Choice.UNSURE).findFirst()
        : Optional.empty();
  }

  private String justification() {
    return rule.map(known ->
            switch (known.match()) {
              case Match.Key _ -> "semapv:LexicalMatching";
              case Match.Judged _ -> "semapv:CompositeMatching";
              case Match.Topological _, Match.Identity _, Match.Nearest _ ->
                  "semapv:UnspecifiedMatching";
            })
        .orElse("semapv:UnspecifiedMatching");
  }

  private String measure() {
    return rule.map(known ->
            switch (known.match()) {
              case Match.Identity identity -> identity.measure().key();
              case Match.Key _ -> "same-key";
              case Match.Nearest _ -> "distance";
              case Match.Topological topological -> topological.relations().getFirst().key();
              case Match.Judged _ -> "decision-of-the-rule";
            })
        .orElse("");
  }

  private String label(String thing) {
    DatasetGraph data = view.dataset();
    Node node = NodeFactory.createURI(thing);
    List<String> labels = new ArrayList<>();
    Iterator<Quad> quads = data.findNG(Node.ANY, node, RDFS.label.asNode(), Node.ANY);
    quads.forEachRemaining(quad -> {
      if (quad.getObject().isLiteral()) {
        labels.add(quad.getObject().getLiteralLexicalForm());
      }
    });
    return labels.stream().sorted().findFirst().orElse("");
  }

  private static void line(Appendable out, String key, String value) {
    try {
      out.append('#').append(key).append(": ").append(quoted(value)).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As a double-quoted scalar of YAML.
  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }

  private static void tsv(Appendable out, List<String> cells) throws IOException {
    row(out, cells, '\t');
  }

  // ---- CSV

  private void bridge(Appendable out) throws IOException {
    Compared compared = rule.map(Compared::by).orElse(Compared.SHAPES);
    ThingReader things = new ThingReader(view.dataset(), iris, compared);
    row(
        out,
        List.of(
            "source",
            "target",
            "source_at_version",
            "target_at_version",
            "predicate",
            "confidence"),
        ',');
    each(link -> {
      if (link.verdict() == Verdict.ACCEPT) {
        Pair pair = link.pair();
        row(
            out,
            List.of(
                pair.source(),
                pair.target(),
                pair.source() + "@" + things.source(pair).version(),
                pair.target() + "@" + things.target(pair).version(),
                link.predicate(),
                number(link.confidence())),
            ',');
      }
    });
  }

  private void csv(Appendable out) throws IOException {
    row(
        out,
        List.of(
            "link",
            "source",
            "target",
            "predicate",
            "verdict",
            "confidence",
            "score",
            "overlap",
            "intersection_area",
            "distance",
            "cardinality",
            "de9im",
            "decided_by",
            "evidence_fr",
            "evidence_en"),
        ',');
    each(link ->
        row(
            out,
            List.of(
                link.iri(),
                link.pair().source(),
                link.pair().target(),
                link.predicate(),
                link.verdict().key(),
                number(link.confidence()),
                quantity(link, "score"),
                quantity(link, "overlap"),
                quantity(link, "intersectionArea"),
                quantity(link, "distance"),
                link.cardinality(),
                link.de9im(),
                decision(link).map(Review::author).orElse(""),
                link.evidence().getOrDefault("fr", ""),
                link.evidence().getOrDefault("en", "")),
            ','));
  }

  private static String quantity(StoredLink link, String name) {
    Double value = link.quantities().get(name);
    return value == null ? "" : number(OptionalDouble.of(value));
  }

  private static String number(OptionalDouble number) {
    return number.isEmpty()
        ? ""
        : BigDecimal.valueOf(number.getAsDouble())
            .setScale(6, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }

  private static void row(Appendable out, List<String> cells, char separator) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.append(separator);
      }
      String cell = cells.get(i);
      boolean plain =
          cell.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
      out.append(plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"");
    }
    out.append('\n');
  }
}
