package org.lacis.tests.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.lacis.geometry.Wkt;
import org.lacis.ingest.KeptInferences;
import org.lacis.ingest.LinkDecisions;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.rule.Decision;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Match;
import org.lacis.reason.Reasoner;
import org.lacis.reason.RuleBook;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;

/// The quarter surveyed anew: each building of the national twin stands in the survey too, a little
/// moved; some were pulled down to a part. A rule with criteria links them, people have judged
/// some, and one building has been altered since.
final class Survey {
  static final String RULE = "meme-batiment";
  static final TwinIris IRIS = new TwinIris(Quarter.BASE);

  /// Two people disagree about it.
  final Pair disputed;

  /// One of its buildings was altered after a person had accepted it.
  final Pair altered;

  /// Open, and nobody has said anything.
  final Pair open;

  final TwinStore store;
  final LinkRule rule;

  private final List<Pair> proposed = new ArrayList<>();
  private final List<Pair> stated = new ArrayList<>();
  private final Random random = new Random(20261126);

  Survey(Path folder) {
    store = Quarter.store();
    rule = rule(folder);
    String text = text();
    Txn.executeWrite(
        store.dataset(), () -> RDFParser.fromString(text, Lang.TRIG).parse(store.dataset()));
    var _ = KeptInferences.of(store, IRIS, new Reasoner(IRIS, RuleBook.none()));
    open = proposed.get(0);
    disputed = proposed.get(1);
    altered = stated.get(0);
    LinkDecisions decisions = new LinkDecisions(store, IRIS, List.of(rule));
    say(decisions, disputed, Choice.ACCEPT, "Jeanne Martin", "Même porche côté cour.");
    say(decisions, disputed, Choice.REJECT, "Ali Benali", "Deux entrées, deux adresses.");
    say(decisions, altered, Choice.ACCEPT, "Jeanne Martin", "");
    say(decisions, stated.get(1), Choice.ACCEPT, "Jeanne Martin", "");
    say(decisions, proposed.get(2), Choice.REJECT, "Ali Benali", "");
    alter(altered.source());
  }

  private static void say(
      LinkDecisions decisions, Pair pair, Choice choice, String author, String comment) {
    decisions.decide(new LinkDecisions.Wanted(RULE, pair, choice, author, comment, ""));
  }

  private static LinkRule rule(Path folder) {
    Path file = folder.resolve(RULE + ".yaml");
    try {
      Files.writeString(
          file,
          """
          rule: meme-batiment
          label: {fr: Même bâtiment, en: Same building}
          source: {class: lacis:Building, graph: local/releve}
          target: {class: lacis:Building, graph: national/batiments}
          blocking:
            - near: {within: 5}
          criteria:
            overlap: {metric: intersection-over-smaller}
            moved: {metric: centroid-distance}
            height: {metric: number-ratio, source: lacis:height, target: lacis:height}
          decision:
            logistic: {bias: -6, weights: {overlap: 7, moved: -0.6, height: 3}, accept: 0.9, review: 0.3}
          emit: {predicate: lacis:correspondsTo}
          """);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return LinkRule.read(file);
  }

  private String text() {
    StringBuilder survey = new StringBuilder("<graph/local/releve> {\n");
    StringBuilder links = new StringBuilder("<graph/links/meme-batiment> {\n");
    Map<String, String> shapes = new LinkedHashMap<>();
    store.<Boolean>read(view -> {
      view.dataset()
          .find(IRIS.datasetGraph("national/batiments"), Node.ANY, Geo.AS_WKT, Node.ANY)
          .forEachRemaining(quad ->
              shapes.put(
                  quad.getSubject().getURI().replace("/geometry", ""),
                  quad.getObject().getLiteralLexicalForm()));
      return true;
    });
    shapes.entrySet().stream()
        .filter(entry -> !entry.getKey().contains("BAT9"))
        .sorted(Map.Entry.comparingByKey())
        .limit(60)
        .forEach(entry -> building(entry.getKey(), entry.getValue(), survey, links));
    return """
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix geo: <http://www.opengis.net/ont/geosparql#> .
    @prefix lacis: <https://w3id.org/lacis#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @base <https://jumeaux.example/> .
    """
        + survey
        + "}\n"
        + links
        + "}\n";
  }

  private void building(String national, String wkt, StringBuilder survey, StringBuilder links) {
    String name = national.substring(national.lastIndexOf('/') + 1).replace("BAT", "R");
    Geometry shape = Wkt.parse(wkt).shape();
    boolean odd = random.nextInt(5) == 0;
    double scale = odd ? 0.6 + random.nextDouble() * 0.2 : 0.97 + random.nextDouble() * 0.05;
    double dx = (odd ? 7 : 0.8) * random.nextDouble();
    double dy = (odd ? 6 : 0.8) * random.nextDouble();
    Geometry seen =
        AffineTransformation.scaleInstance(
                scale, 1, shape.getCentroid().getX(), shape.getCentroid().getY())
            .translate(dx, dy)
            .transform(shape);
    double height = 8 + random.nextInt(14);
    String iri = Quarter.BASE + "id/local/releve/" + name;
    survey.append(
        String.format(
            Locale.ROOT,
            """
            <%1$s> a lacis:Building ; rdfs:label "Bâtiment relevé %2$s"@fr , "Surveyed building %2$s"@en ; dcterms:identifier "%2$s" ; lacis:height %3$.1f ;
              lacis:usage "%4$s"@fr ; geo:hasDefaultGeometry <%1$s/geometry> .
            <%1$s/geometry> geo:asWKT "<http://www.opengis.net/def/crs/EPSG/0/3946> %5$s"^^geo:wktLiteral .
            """,
            iri,
            name,
            height,
            random.nextInt(3) == 0 ? "Résidentiel" : "Habitation",
            seen.toText()));
    link(new Pair(iri, national), shape, seen, height, links);
  }

  private void link(Pair pair, Geometry shape, Geometry seen, double height, StringBuilder links) {
    double common = shape.intersection(seen).getArea();
    double smaller = Math.min(shape.getArea(), seen.getArea());
    double moved = shape.getCentroid().distance(seen.getCentroid());
    double other = nationalHeight(pair.target());
    double[] values = {common / smaller, moved, Math.min(height, other) / Math.max(height, other)};
    Decision.Judgement judged = ((Match.Judged) rule.match()).decision().judge(values);
    String hash = pair.hash();
    String node = "id/link/" + RULE + "/" + hash;
    switch (judged.verdict()) {
      case ACCEPT -> {
        stated.add(pair);
        links.append("<%s> lacis:correspondsTo <%s> .\n".formatted(pair.source(), pair.target()));
      }
      case REVIEW -> proposed.add(pair);
      case REJECT -> {
        return;
      }
    }
    String kind =
        switch (judged.verdict()) {
          case ACCEPT -> "Link";
          case REVIEW, REJECT -> "ProposedLink";
        };
    links.append(
        String.format(
            Locale.ROOT,
            """
            <%1$s> a lacis:%2$s ; lacis:linkSource <%3$s> ; lacis:linkTarget <%4$s> ; lacis:linkPredicate lacis:correspondsTo ;
              lacis:rule <id/rule/meme-batiment> ; lacis:score %5$.4f ; lacis:confidence %5$.6f ; lacis:verdict "%6$s" ; lacis:overlap %7$.4f ;
              lacis:intersectionArea %8$.1f ; lacis:de9im "212101212" ; lacis:ruleVersion "r1" ; lacis:linkGroup <%1$s-group> ;
              lacis:measures "{\\"overlap\\":%9$s,\\"moved\\":%10$s,\\"height\\":%11$s}"^^rdf:JSON ;
              lacis:evidence "Emprise commune de %8$.0f m², soit %12$.0f %% de la plus petite ; centres à %13$.1f m."@fr , "Common footprint of %8$.0f m², %12$.0f%% of the smaller one; centres %13$.1f m apart."@en .
            <%1$s-group> a lacis:LinkCluster ; lacis:cardinality "1:1" .
            """,
            node,
            kind,
            pair.source(),
            pair.target(),
            judged.confidence(),
            judged.verdict().key(),
            values[0],
            common,
            values[0],
            values[1],
            values[2],
            100 * values[0],
            moved));
  }

  private double nationalHeight(String building) {
    return store.<Double>read(view -> {
      Quad quad =
          view.dataset()
              .findNG(
                  Node.ANY,
                  NodeFactory.createURI(building),
                  NodeFactory.createURI("https://w3id.org/lacis#height"),
                  Node.ANY)
              .next();
      return Double.parseDouble(quad.getObject().getLiteralLexicalForm());
    });
  }

  /// A wing is built on.
  void alter(String building) {
    Node geometry = NodeFactory.createURI(building + "/geometry");
    Node graph = IRIS.datasetGraph("local/releve");
    store.<Boolean>write(view -> {
      Node old = view.dataset().find(graph, geometry, Geo.AS_WKT, Node.ANY).next().getObject();
      Geometry shape = Wkt.parse(old.getLiteralLexicalForm()).shape();
      Geometry wing = AffineTransformation.translationInstance(9, 4).transform(shape);
      view.delete(graph, geometry, Geo.AS_WKT, old);
      view.add(
          graph,
          geometry,
          Geo.AS_WKT,
          NodeFactory.createLiteralDT(
              "<http://www.opengis.net/def/crs/EPSG/0/3946> " + shape.union(wing).toText(),
              TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL)));
      return true;
    });
  }
}
