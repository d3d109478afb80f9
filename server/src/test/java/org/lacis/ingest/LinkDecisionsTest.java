package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.system.Txn;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.link.review.Choice;
import org.lacis.link.review.Pair;
import org.lacis.link.review.Review;
import org.lacis.link.review.ReviewGraph;
import org.lacis.link.review.Standing;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Verdict;
import org.lacis.link.stored.LinkTable;
import org.lacis.link.stored.Mark;
import org.lacis.link.stored.StoredLink;
import org.lacis.reason.Reasoner;
import org.lacis.reason.RuleBook;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.TwinIris;

final class LinkDecisionsTest {
  private static final TwinIris IRIS = new TwinIris("https://jumeaux.example/");
  private static final Pair PAIR = pair("a", "b");
  private static final Pair PROPOSED = pair("a", "c");
  private static final Node GRAPH = IRIS.linkGraph("next-vintage");
  private static final Node REVIEWS = ReviewGraph.graph(IRIS);
  private static final Node REPLACED_BY = Lacis.term("replacedBy");
  private static final Node REPLACES = Lacis.term("replaces");

  private static final String WORLD =
      """
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix lacis: <https://w3id.org/lacis#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      @base <https://jumeaux.example/id/> .
      <https://jumeaux.example/graph/ontology/ours> { lacis:replacedBy rdfs:subPropertyOf lacis:relatedTo }
      <https://jumeaux.example/graph/local/old> {
        <a> a lacis:Building ; geo:hasDefaultGeometry <ag> . <ag> geo:asWKT "POLYGON((4.8 45.7, 4.801 45.7, 4.801 45.701, 4.8 45.7))"^^geo:wktLiteral }
      <https://jumeaux.example/graph/local/new> {
        <b> a lacis:Building ; geo:hasDefaultGeometry <bg> . <bg> geo:asWKT "POLYGON((4.8 45.7, 4.802 45.7, 4.801 45.701, 4.8 45.7))"^^geo:wktLiteral .
        <c> a lacis:Building ; geo:hasDefaultGeometry <cg> . <cg> geo:asWKT "POLYGON((4.8 45.7, 4.803 45.7, 4.801 45.701, 4.8 45.7))"^^geo:wktLiteral .
        <d> a lacis:Building }
      <https://jumeaux.example/graph/links/next-vintage> {
        <a> lacis:replacedBy <b> . <b> lacis:replaces <a> .
        <link/next-vintage/%1$s> a lacis:Link ; lacis:linkSource <a> ; lacis:linkTarget <b> ; lacis:linkPredicate lacis:replacedBy ;
          lacis:rule <rule/next-vintage> ; lacis:score 0.93 ; lacis:confidence 0.97 ; lacis:verdict "accept" ; lacis:ruleVersion "r1" ;
          lacis:evidence "Même emprise."@fr , "Same footprint."@en ; lacis:de9im "212101212" ; lacis:linkGroup <link/next-vintage/group-1> .
        <link/next-vintage/%2$s> a lacis:ProposedLink ; lacis:linkSource <a> ; lacis:linkTarget <c> ; lacis:linkPredicate lacis:replacedBy ;
          lacis:rule <rule/next-vintage> ; lacis:score 0.5 ; lacis:confidence 0.55 ; lacis:verdict "review" ; lacis:linkGroup <link/next-vintage/group-1> .
        <link/next-vintage/group-1> a lacis:LinkCluster ; lacis:cardinality "1:2" }
      """
          .formatted(PAIR.hash(), PROPOSED.hash());

  @TempDir private Path folder;
  private final TwinStore store = TwinStore.memory();
  private Instant now = Instant.parse("2026-03-01T09:00:00Z");
  private LinkDecisions decisions;

  private static Pair pair(String source, String target) {
    return new Pair("https://jumeaux.example/id/" + source, "https://jumeaux.example/id/" + target);
  }

  @BeforeEach
  void fill() throws Exception {
    Path rule = folder.resolve("next-vintage.yaml");
    Files.writeString(
        rule,
        """
        rule: next-vintage
        source: {class: lacis:Building, graph: local/old}
        target: {class: lacis:Building, graph: local/new}
        match:
          identity: {measure: intersection-over-smaller, threshold: 0.5, minimumArea: 1.0, cardinality: n:m}
        emit: {predicate: lacis:replacedBy, inverse: lacis:replaces}
        """);
    Txn.executeWrite(
        store.dataset(), () -> RDFParser.fromString(WORLD, Lang.TRIG).parse(store.dataset()));
    var _ = KeptInferences.of(store, IRIS, new Reasoner(IRIS, RuleBook.rdfs()));
    decisions = new LinkDecisions(store, IRIS, List.of(LinkRule.read(rule)), () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private LinkDecisions.Done decide(Pair pair, Choice choice, String author) {
    now = now.plusSeconds(60);
    return decisions.decide(new LinkDecisions.Wanted("next-vintage", pair, choice, author, "", ""));
  }

  private boolean says(Node graph, Pair pair, Node property) {
    return store.read(
        view -> view.dataset().contains(graph, uri(pair.source()), property, uri(pair.target())));
  }

  private static Node uri(String iri) {
    return NodeFactory.createURI(iri);
  }

  private StoredLink link(Pair pair) {
    return store
        .read(view -> StoredLink.read(view.dataset(), IRIS, "next-vintage", pair.hash()))
        .orElseThrow();
  }

  private long reviews() {
    return store.status().graphs().getOrDefault(REVIEWS.getURI(), 0L);
  }

  @Test
  void aRejectedLinkIsGoneWithAllThatFollowedFromIt() {
    assertThat(says(IRIS.inferredGraph(), PAIR, Lacis.term("relatedTo"))).isFalse();
    decide(PROPOSED, Choice.UNSURE, "Ali"); // the first commit brings the inferences in step
    assertThat(says(IRIS.inferredGraph(), PAIR, Lacis.term("relatedTo"))).isTrue();

    LinkDecisions.Done done = decide(PAIR, Choice.REJECT, "Jeanne");

    assertThat(done.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(says(GRAPH, PAIR, REPLACED_BY)).isFalse();
    assertThat(says(GRAPH, pair("b", "a"), REPLACES)).isFalse();
    assertThat(says(IRIS.inferredGraph(), PAIR, Lacis.term("relatedTo"))).isFalse();
    assertThat(
            store.<Boolean>read(view ->
                StoredLink.read(view.dataset(), IRIS, "next-vintage", PAIR.hash()).isEmpty()))
        .isTrue();
  }

  @Test
  void anAcceptedProposalIsStatedBothWaysAndSaysWhoDecided() {
    LinkDecisions.Done done = decide(PROPOSED, Choice.ACCEPT, "Jeanne");
    assertThat(done.verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(says(GRAPH, PROPOSED, REPLACED_BY)).isTrue();
    assertThat(says(GRAPH, pair("c", "a"), REPLACES)).isTrue();
    StoredLink link = link(PROPOSED);
    assertThat(link.verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(link.decidedBy()).isEqualTo(new ReviewGraph(IRIS).node(done.review()).getURI());
    assertThat(done.review().basis().measures()).containsEntry("score", 0.5);
    assertThat(done.review().basis().source().wkt()).startsWith("POLYGON((4.8 45.7");
    assertThat(
            store.<Boolean>read(view ->
                view.dataset()
                    .contains(GRAPH, uri(link.iri()), RDF.type.asNode(), Lacis.PROPOSED_LINK)))
        .isFalse();
  }

  @Test
  void sayingItAgainSaysNothingNew() {
    LinkDecisions.Done first = decide(PAIR, Choice.REJECT, "Jeanne");
    long size = reviews();
    LinkDecisions.Done again = decide(PAIR, Choice.REJECT, "Jeanne");
    assertThat(again.fresh()).isFalse();
    assertThat(again.review()).isEqualTo(first.review());
    assertThat(again.standing()).isEqualTo(new Standing.Decided(false, first.review()));
    assertThat(reviews()).isEqualTo(size);
    assertThat(decide(PAIR, Choice.REJECT, "Ali").fresh()).as("by another").isTrue();
  }

  @Test
  void twoWhoDisagreePutThePairBackToReviewAndAThirdSettlesIt() {
    decide(PAIR, Choice.ACCEPT, "Jeanne");
    assertThat(decide(PAIR, Choice.REJECT, "Ali").standing())
        .isInstanceOf(Standing.Contradictory.class);
    assertThat(link(PAIR).verdict()).isEqualTo(Verdict.REVIEW);
    assertThat(says(GRAPH, PAIR, REPLACED_BY)).isFalse();
    assertThat(decide(PAIR, Choice.ACCEPT, "Chloé").verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(says(GRAPH, PAIR, REPLACED_BY)).isTrue();
  }

  @Test
  void whoTakesBackADecisionOpensThePairAgain() {
    decide(PAIR, Choice.REJECT, "Jeanne");
    assertThat(decide(PAIR, Choice.UNSURE, "Jeanne").verdict()).isEqualTo(Verdict.REVIEW);
    assertThat(link(PAIR).verdict()).isEqualTo(Verdict.REVIEW);
  }

  @Test
  void twoThingsThatNoRuleBroughtTogetherMayBeLinked() {
    Pair own = pair("a", "d");
    assertThat(decide(own, Choice.ACCEPT, "Jeanne").verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(says(GRAPH, own, REPLACED_BY)).isTrue();
    assertThat(link(own).evidence()).containsEntry("fr", "Décidé par Jeanne.");
  }

  @Test
  void aClockThatWasSetBackDoesNotUndoTheOrder() {
    decide(PAIR, Choice.ACCEPT, "Jeanne");
    now = Instant.parse("2020-01-01T00:00:00Z");
    LinkDecisions.Done later = decide(PAIR, Choice.REJECT, "Jeanne");
    assertThat(later.standing()).isEqualTo(new Standing.Decided(false, later.review()));
  }

  @Test
  void whatCannotBeDecidedIsRefusedAndNothingIsWritten() {
    assertThat(code(() -> decide(PAIR, Choice.ACCEPT, " "))).isEqualTo("link.no-author");
    assertThat(code(() -> decide(pair("a", "nowhere"), Choice.ACCEPT, "Jeanne")))
        .isEqualTo("link.unknown-pair");
    assertThat(
            code(() ->
                decisions.decide(
                    new LinkDecisions.Wanted("none", PAIR, Choice.ACCEPT, "Jeanne", "", ""))))
        .isEqualTo("link.unknown-pair");
    assertThat(
            code(() ->
                decisions.decide(
                    new LinkDecisions.Wanted(
                        "next-vintage", PAIR, Choice.ACCEPT, "Jeanne", "", "seen before"))))
        .isEqualTo("link.changed-meanwhile");
    assertThat(
            code(() ->
                decisions.decide(
                    new LinkDecisions.Wanted(
                        "next-vintage", PAIR, Choice.ACCEPT, "Jeanne", "x".repeat(10_001), ""))))
        .isEqualTo("link.long-comment");
    assertThat(reviews()).isZero();
  }

  private static String code(Runnable work) {
    try {
      work.run();
      return "";
    } catch (LacisException e) {
      return e.finding().code();
    }
  }

  @Test
  void theTableTellsWhatIsOpenMostTellingFirst() {
    decide(PAIR, Choice.ACCEPT, "Jeanne");
    decide(PAIR, Choice.REJECT, "Ali");
    decide(pair("a", "d"), Choice.REJECT, "Ali");
    LinkTable table =
        store.read(view ->
            LinkTable.read(
                view,
                IRIS,
                "next-vintage",
                org.lacis.link.review.Reviews.read(view, IRIS, "next-vintage", _ -> {}),
                decisions.compared("next-vintage")));
    assertThat(table.queue())
        .extracting(LinkTable.Row::hash)
        .containsExactly(PAIR.hash(), PROPOSED.hash());
    assertThat(table.queue().getFirst().mark()).isEqualTo(Mark.CONTRADICTORY);
    assertThat(table.tally()).containsEntry(Verdict.REVIEW, 2L).containsEntry(Verdict.REJECT, 1L);
    assertThat(table.cardinalities()).containsExactly(java.util.Map.entry("1:2", 2L));
  }

  // ---- what was decided stays

  private void write(java.util.function.Consumer<WriteView> work) {
    store.<Boolean>write(view -> {
      work.accept(view);
      return true;
    });
  }

  @Test
  void noDoorTakesADecisionAwayOrAddsToIt() {
    Review review = decide(PAIR, Choice.REJECT, "Jeanne").review();
    Node node = new ReviewGraph(IRIS).node(review);
    long size = reviews();
    Node reject = NodeFactory.createLiteralString("reject");
    Node accept = NodeFactory.createLiteralString("accept");
    assertThat(code(() -> write(v -> v.delete(REVIEWS, node, Lacis.REVIEW_CHOICE, reject))))
        .isEqualTo("link.kept-reviews");
    assertThat(code(() -> write(v -> v.add(REVIEWS, node, Lacis.REVIEW_CHOICE, accept))))
        .isEqualTo("link.kept-reviews");
    assertThat(code(() -> write(v -> v.clear(REVIEWS)))).isEqualTo("link.kept-reviews");
    Node person = new ReviewGraph(IRIS).person("Jeanne");
    assertThat(code(() -> write(v -> v.add(REVIEWS, person, RDFS.label.asNode(), accept))))
        .isEqualTo("link.kept-reviews");
    assertThat(reviews()).isEqualTo(size);

    decide(PAIR, Choice.ACCEPT, "Jeanne");
    assertThat(reviews()).as("a later one of the same person comes beside it").isGreaterThan(size);
  }

  @Test
  void norDoesALargeCommit() {
    Review review = decide(PAIR, Choice.REJECT, "Jeanne").review();
    Node node = new ReviewGraph(IRIS).node(review);
    Node reject = NodeFactory.createLiteralString("reject");
    long size = reviews();
    assertThat(
            code(() ->
                write(view -> {
                  many(view);
                  view.delete(REVIEWS, node, Lacis.REVIEW_CHOICE, reject);
                })))
        .isEqualTo("link.kept-reviews");
    assertThat(
            code(() ->
                write(view -> {
                  many(view);
                  view.add(
                      REVIEWS, node, Lacis.REVIEW_CHOICE, NodeFactory.createLiteralString("x"));
                })))
        .isEqualTo("link.kept-reviews");
    write(LinkDecisionsTest::many);
    assertThat(reviews()).isEqualTo(size);
  }

  /// More than a store takes note of.
  private static void many(WriteView view) {
    Node graph = IRIS.datasetGraph("local/many");
    for (int i = 0; i < 11_000; i++) {
      view.add(graph, IRIS.node("id/many/" + i), RDF.type.asNode(), Lacis.BUILDING);
    }
  }

  @Test
  void otherChangesAreLeftAlone() {
    decide(PAIR, Choice.REJECT, "Jeanne");
    write(view -> view.add(GRAPH, IRIS.node("id/x"), RDF.type.asNode(), Lacis.BUILDING));
    assertThatThrownBy(() -> write(view -> view.clear(REVIEWS)))
        .hasMessageContaining("Decide anew");
  }
}
