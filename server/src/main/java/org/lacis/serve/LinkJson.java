package org.lacis.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeoJson;
import org.lacis.geometry.GeometryException;
import org.lacis.geometry.Wkt;
import org.lacis.ingest.LinkDecisions;
import org.lacis.link.review.Review;
import org.lacis.link.review.ReviewGraph;
import org.lacis.link.review.Standing;
import org.lacis.link.review.ThingState;
import org.lacis.link.rule.Criterion;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.link.stored.Compared;
import org.lacis.link.stored.Mark;
import org.lacis.link.stored.StoredLink;
import org.lacis.link.stored.ThingReader;
import org.lacis.serve.twin.LinkBook;
import org.lacis.serve.twin.LinkListing;
import org.lacis.store.View;

/// Links as JSON. Numbers that are not known are left out; geometries are GeoJSON in longitude and
/// latitude (RFC 7946).
public record LinkJson(LinkBook book) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A rule with its totals.
  public Map<String, Object> rule(LinkBook.Chapter chapter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", chapter.name());
    chapter
        .rule()
        .map(LinkRule::labels)
        .ifPresent(labels -> json.put("label", new TreeMap<>(labels)));
    Map<String, Object> totals = new LinkedHashMap<>();
    chapter.table().tally().forEach((verdict, count) -> totals.put(verdict.key(), count));
    json.put("totals", totals);
    json.put("open", chapter.table().queue().size());
    for (Mark mark : List.of(Mark.STALE, Mark.CONTRADICTORY)) {
      json.put(
          mark.key(), chapter.table().rows().stream().filter(row -> row.mark() == mark).count());
    }
    json.put("cardinalities", chapter.table().cardinalities());
    json.put("href", "/links/" + chapter.name());
    return json;
  }

  /// A rule with some of its links.
  public Map<String, Object> listing(LinkBook.Chapter chapter, LinkListing listing) {
    Map<String, Object> json = rule(chapter);
    Map<String, String> marks = new LinkedHashMap<>();
    chapter.table().rows().stream()
        .filter(row -> row.mark() != Mark.NONE)
        .forEach(row -> marks.put(row.hash(), row.mark().key()));
    json.put(
        "links",
        listing.links().stream()
            .map(link -> {
              Map<String, Object> one = brief(link);
              one.put("decision", marks.getOrDefault(link.hash(), Mark.NONE.key()));
              return one;
            })
            .toList());
    if (!listing.next().isEmpty()) {
      json.put("next", "/links/" + chapter.name() + "?" + listing.with("after", listing.next()));
    }
    return json;
  }

  private static Map<String, Object> brief(StoredLink link) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hash", link.hash());
    json.put("iri", link.iri());
    json.put("source", link.pair().source());
    json.put("target", link.pair().target());
    json.put("predicate", link.predicate());
    json.put("verdict", link.verdict().key());
    link.confidence().ifPresent(confidence -> json.put("confidence", confidence));
    text(json, "cardinality", link.cardinality());
    json.put("evidence", link.evidence());
    return json;
  }

  private static void text(Map<String, Object> json, String key, String value) {
    if (!value.isEmpty()) {
      json.put(key, value);
    }
  }

  /// All of one link.
  public Map<String, Object> link(View view, LinkBook.Chapter chapter, StoredLink link) {
    Compared compared = book.decisions().compared(chapter.name());
    ThingReader things = new ThingReader(view.dataset(), book.iris(), compared);
    ThingState source = things.source(link.pair());
    ThingState target = things.target(link.pair());
    Standing standing =
        chapter.reviews().standing(link.pair(), source, target, compared.tolerance());
    Map<String, Object> json = brief(link);
    json.put("rule", chapter.name());
    json.putAll(link.quantities());
    json.put("measures", link.measures());
    contributions(chapter, link, json);
    text(json, "de9im", link.de9im());
    text(json, "group", link.group());
    text(json, "ruleVersion", link.ruleVersion());
    json.put("sourceVersion", source.version());
    json.put("targetVersion", target.version());
    text(json, "run", link.run());
    text(json, "decidedBy", link.decidedBy());
    json.put("decision", standing(standing));
    json.put("decisions", chapter.reviews().of(link.pair()).stream().map(this::review).toList());
    json.put("seen", LinkDecisions.seen(source, target));
    json.put("sourceThing", feature(view.dataset(), link.pair().source(), source));
    json.put("targetThing", feature(view.dataset(), link.pair().target(), target));
    return json;
  }

  private static void contributions(
      LinkBook.Chapter chapter, StoredLink link, Map<String, Object> json) {
    if (chapter.rule().map(LinkRule::match).orElse(null) instanceof Match.Judged judged
        && !link.measures().isEmpty()) {
      List<Criterion> criteria = judged.criteria();
      double[] values =
          criteria.stream()
              .mapToDouble(criterion -> link.measures().getOrDefault(criterion.name(), Double.NaN))
              .toArray();
      double[] contributions = judged.decision().judge(values).contributions();
      Map<String, Object> told = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        told.put(criteria.get(i).name(), contributions[i]);
      }
      json.put("contributions", told);
    }
  }

  /// What stands of people's decisions.
  public static Map<String, Object> standing(Standing standing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("standing", Mark.of(standing).key());
    switch (standing) {
      case Standing.Decided(boolean accepted, Review _) -> json.put("accepted", accepted);
      case Standing.Stale stale -> {
        json.put("accepted", stale.accepted());
        json.put("reason", Map.of("fr", stale.reason().fr(), "en", stale.reason().en()));
      }
      case Standing.Contradictory _, Standing.None _ -> {}
    }
    return json;
  }

  public Map<String, Object> review(Review review) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("iri", new ReviewGraph(book.iris()).node(review).getURI());
    json.put("choice", review.choice().key());
    json.put("author", review.author());
    json.put("time", review.time().toString());
    text(json, "comment", review.comment());
    return json;
  }

  /// A thing as a feature; its properties are what is said of it, by IRI.
  private static Map<String, Object> feature(DatasetGraph data, String iri, ThingState state) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "Feature");
    json.put("id", iri);
    json.put("geometry", geometry(state.wkt()));
    Map<String, List<String>> properties = new TreeMap<>();
    data.findNG(Node.ANY, NodeFactory.createURI(iri), Node.ANY, Node.ANY)
        .forEachRemaining(quad -> {
          List<String> values =
              properties.computeIfAbsent(quad.getPredicate().getURI(), _ -> new ArrayList<>());
          Node object = quad.getObject();
          String text = object.isLiteral() ? object.getLiteralLexicalForm() : object.toString();
          if (!values.contains(text)) {
            values.add(text);
          }
        });
    properties.values().forEach(values -> values.sort(String::compareTo));
    json.put("properties", properties);
    return json;
  }

  private static @Nullable Object geometry(String wkt) {
    if (wkt.isEmpty()) {
      return null;
    }
    try {
      return JSON.readTree(GeoJson.write(Wkt.parse(wkt).footprint().to(Crs.CRS84)));
    } catch (GeometryException | JsonProcessingException _) {
      return null; // the build has reported it
    }
  }
}
