package org.lacis.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.sse.SSE;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.vocabulary.FindingTally;
import org.lacis.vocabulary.TwinIris;

final class ReasonerTest {
  static {
    // Jena's vocabularies depend on each other's statics; this fixes the order.
    JenaSystem.init();
  }

  private static final TwinIris IRIS = new TwinIris("https://twin.example/");
  private static final Node TYPE = RDF.type.asNode();

  @Test
  void aHierarchyIsClimbedAndNothingSaidIsRepeated() {
    Set<Triple> inferred =
        infer(
            List.of("(:Building rdfs:subClassOf :Thing)", "(:Thing rdfs:subClassOf :Feature)"),
            List.of("(:b rdf:type :Building)", "(:b rdf:type :Thing)"));
    assertThat(inferred).containsExactly(triple("(:b rdf:type :Feature)"));
  }

  @Test
  void partsOfPartsAreParts() {
    Set<Triple> inferred =
        infer(
            List.of("(:partOf rdf:type owl:TransitiveProperty)"),
            List.of("(:a :partOf :b)", "(:b :partOf :c)", "(:c :partOf :d)"));
    assertThat(inferred)
        .containsExactlyInAnyOrder(
            triple("(:a :partOf :c)"), triple("(:b :partOf :d)"), triple("(:a :partOf :d)"));
  }

  @Test
  void aChainOfThreePropertiesLeadsToTheEnd() {
    Set<Triple> inferred =
        infer(
            List.of(
                "(:inRegion owl:propertyChainAxiom :l1)",
                "(:l1 rdf:first :on)",
                "(:l1 rdf:rest :l2)",
                "(:l2 rdf:first :in)",
                "(:l2 rdf:rest :l3)",
                "(:l3 rdf:first :of)",
                "(:l3 rdf:rest rdf:nil)"),
            List.of("(:b :on :p)", "(:p :in :c)", "(:c :of :r)", "(:x :of :y)"));
    assertThat(inferred).containsExactly(triple("(:b :inRegion :r)"));
  }

  @Test
  void aLiteralIsNeverASubject() {
    Set<Triple> inferred =
        infer(
            List.of(
                "(:height rdfs:range :Measure)",
                "(:height owl:inverseOf :heightOf)",
                "(:knows rdf:type owl:SymmetricProperty)"),
            List.of("(:b :height 12)", "(:b :knows 'x')", "(:b :height :m)"));
    assertThat(inferred)
        .containsExactlyInAnyOrder(triple("(:m rdf:type :Measure)"), triple("(:m :heightOf :b)"));
  }

  @Test
  void anAnonymousClassIsToldAndTheRestIsUsed() {
    DatasetGraph data = DatasetGraphFactory.create();
    Node ontology = IRIS.ontologyGraph("territory");
    data.add(Quad.create(ontology, triple("(:A rdfs:subClassOf _:restriction)")));
    data.add(Quad.create(ontology, triple("(:A rdfs:subClassOf :B)")));
    data.add(Quad.create(IRIS.datasetGraph("t/d"), triple("(:x rdf:type :A)")));
    FindingTally findings = new FindingTally();
    List<Triple> inferred = new ArrayList<>();
    new Reasoner(IRIS).infer(new MemoryView(data), findings).forEach(inferred::add);
    assertThat(inferred).containsExactly(triple("(:x rdf:type :B)"));
    assertThat(findings.entries()).containsOnlyKeys("reason.axiom-left-out");
  }

  @TestFactory
  Stream<DynamicTest> theClosureIsThatOfNaiveRules() {
    return IntStream.range(0, 40)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  Random random = new Random(seed);
                  List<Triple> axioms = randomAxioms(random);
                  List<Triple> data = randomData(random);
                  Set<Triple> expected = naive(axioms, data);
                  expected.removeAll(data);
                  assertThat(run(axioms, data)).isEqualTo(expected);
                }));
  }

  private static List<Triple> randomAxioms(Random random) {
    List<Triple> axioms = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Node p = node("p", random.nextInt(5));
      Node q = node("p", random.nextInt(5));
      Node c = node("C", random.nextInt(5));
      Node d = node("C", random.nextInt(5));
      axioms.add(
          switch (random.nextInt(9)) {
            case 0, 1 -> Triple.create(c, RDFS.subClassOf.asNode(), d);
            case 2 -> Triple.create(p, RDFS.subPropertyOf.asNode(), q);
            case 3 -> Triple.create(p, RDFS.domain.asNode(), c);
            case 4 -> Triple.create(p, RDFS.range.asNode(), c);
            case 5 -> Triple.create(p, OWL.inverseOf.asNode(), q);
            case 6 -> Triple.create(p, TYPE, OWL.TransitiveProperty.asNode());
            case 7 -> Triple.create(p, TYPE, OWL.SymmetricProperty.asNode());
            default -> Triple.create(c, OWL.equivalentClass.asNode(), d);
          });
    }
    Node chained = node("p", random.nextInt(5));
    Node first = NodeFactory.createBlankNode();
    Node second = NodeFactory.createBlankNode();
    axioms.add(Triple.create(chained, OWL2.propertyChainAxiom.asNode(), first));
    axioms.add(Triple.create(first, RDF.first.asNode(), node("p", random.nextInt(5))));
    axioms.add(Triple.create(first, RDF.rest.asNode(), second));
    axioms.add(Triple.create(second, RDF.first.asNode(), node("p", random.nextInt(5))));
    axioms.add(Triple.create(second, RDF.rest.asNode(), RDF.nil.asNode()));
    return axioms;
  }

  private static List<Triple> randomData(Random random) {
    Set<Triple> data = new LinkedHashSet<>();
    for (int i = 0; i < 14; i++) {
      Node subject = node("x", random.nextInt(8));
      data.add(
          switch (random.nextInt(6)) {
            case 0 -> Triple.create(subject, TYPE, node("C", random.nextInt(5)));
            case 1 ->
                Triple.create(
                    subject,
                    node("p", random.nextInt(5)),
                    NodeFactory.createLiteralString("v" + random.nextInt(3)));
            default ->
                Triple.create(subject, node("p", random.nextInt(5)), node("x", random.nextInt(8)));
          });
    }
    return new ArrayList<>(data);
  }

  /// The rules as the standard writes them, applied to everything until nothing changes.
  private static Set<Triple> naive(List<Triple> axioms, List<Triple> data) {
    Set<Triple> all = new HashSet<>(data);
    boolean grew = true;
    while (grew) {
      Set<Triple> next = new HashSet<>();
      for (Triple axiom : axioms) {
        all.forEach(said -> apply(axiom, said, all, axioms, next));
      }
      grew = all.addAll(next);
    }
    return all;
  }

  private static void apply(
      Triple axiom, Triple said, Set<Triple> all, List<Triple> axioms, Set<Triple> next) {
    Node a = axiom.getSubject();
    Node rule = axiom.getPredicate();
    Node b = axiom.getObject();
    Node s = said.getSubject();
    Node p = said.getPredicate();
    Node o = said.getObject();
    boolean of = p.equals(a);
    boolean typed = p.equals(TYPE);
    boolean resource = !o.isLiteral();
    if (rule.equals(RDFS.subClassOf.asNode()) && typed && o.equals(a)) {
      next.add(Triple.create(s, TYPE, b));
    } else if (rule.equals(OWL.equivalentClass.asNode()) && typed && o.equals(a)) {
      next.add(Triple.create(s, TYPE, b));
    } else if (rule.equals(OWL.equivalentClass.asNode()) && typed && o.equals(b)) {
      next.add(Triple.create(s, TYPE, a));
    } else if (rule.equals(RDFS.subPropertyOf.asNode()) && of) {
      next.add(Triple.create(s, b, o));
    } else if (rule.equals(RDFS.domain.asNode()) && of) {
      next.add(Triple.create(s, TYPE, b));
    } else if (rule.equals(RDFS.range.asNode()) && of && resource) {
      next.add(Triple.create(o, TYPE, b));
    } else if (rule.equals(OWL.inverseOf.asNode()) && of && resource) {
      next.add(Triple.create(o, b, s));
    }
    if (rule.equals(OWL.inverseOf.asNode()) && p.equals(b) && resource) {
      next.add(Triple.create(o, a, s));
    }
    if (rule.equals(TYPE) && b.equals(OWL.SymmetricProperty.asNode()) && of && resource) {
      next.add(Triple.create(o, p, s));
    }
    if (rule.equals(TYPE) && b.equals(OWL.TransitiveProperty.asNode()) && of) {
      all.stream()
          .filter(t -> t.getPredicate().equals(p) && t.getSubject().equals(o))
          .forEach(t -> next.add(Triple.create(s, p, t.getObject())));
    }
    if (rule.equals(OWL2.propertyChainAxiom.asNode())) {
      Node first = object(axioms, b, RDF.first.asNode());
      Node second = object(axioms, object(axioms, b, RDF.rest.asNode()), RDF.first.asNode());
      if (p.equals(first)) {
        all.stream()
            .filter(t -> t.getPredicate().equals(second) && t.getSubject().equals(o))
            .forEach(t -> next.add(Triple.create(s, a, t.getObject())));
      }
    }
  }

  private static Node object(List<Triple> triples, Node subject, Node predicate) {
    return triples.stream()
        .filter(t -> t.getSubject().equals(subject) && t.getPredicate().equals(predicate))
        .findFirst()
        .orElseThrow()
        .getObject();
  }

  private static Set<Triple> infer(List<String> axioms, List<String> data) {
    return run(
        axioms.stream().map(ReasonerTest::triple).toList(),
        data.stream().map(ReasonerTest::triple).toList());
  }

  private static Set<Triple> run(List<Triple> axioms, List<Triple> data) {
    DatasetGraph dataset = DatasetGraphFactory.create();
    axioms.forEach(t -> dataset.add(Quad.create(IRIS.ontologyGraph("territory"), t)));
    data.forEach(t -> dataset.add(Quad.create(IRIS.datasetGraph("t/d"), t)));
    // What an earlier run inferred must not count as said.
    dataset.add(Quad.create(IRIS.inferredGraph(), triple("(:ghost :p0 :ghost)")));
    List<Triple> told = new ArrayList<>();
    new Reasoner(IRIS)
        .infer(
            new MemoryView(dataset),
            finding -> {
              throw new AssertionError(finding.sentence());
            })
        .forEach(told::add);
    assertThat(told).doesNotHaveDuplicates();
    return new HashSet<>(told);
  }

  private static Triple triple(String sse) {
    return SSE.parseTriple(sse);
  }

  private static Node node(String kind, int number) {
    return NodeFactory.createURI("http://example/" + kind + number);
  }
}
