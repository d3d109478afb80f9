package org.lacis.lift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.IsoMatcher;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class NQuadsWriterTest {

  @RepeatedTest(30)
  void whatIsWrittenIsReadAgainAndEachQuadOnce(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    DatasetGraph expected = DatasetGraphFactory.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Set<Quad> distinct = new HashSet<>();
    List<Node> nodes = new ArrayList<>();
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      for (int i = 0; i < 2000; i++) {
        Quad quad =
            new Quad(
                random.nextBoolean() ? Quad.defaultGraphIRI : iri(random),
                random.nextInt(4) == 0 ? NodeFactory.createBlankNode("é" + i % 7) : iri(random),
                iri(random),
                object(random, nodes));
        expected.add(quad);
        distinct.add(quad);
        writer.quad(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject());
      }
      assertThat(writer.written()).isEqualTo(distinct.size());
      assertThat(writer.given()).isEqualTo(2000);
    }
    DatasetGraph read = DatasetGraphFactory.create();
    RDFDataMgr.read(read, new ByteArrayInputStream(out.toByteArray()), Lang.NQUADS);
    assertThat(IsoMatcher.isomorphic(expected, read)).isTrue();
    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8).lines().count())
        .isEqualTo(distinct.size());
  }

  private static Node iri(Random random) {
    return NodeFactory.createURI("http://ex/é𝒳" + random.nextInt(5));
  }

  private static Node object(Random random, List<Node> seen) {
    if (!seen.isEmpty() && random.nextInt(3) == 0) {
      return seen.get(random.nextInt(seen.size()));
    }
    Node node =
        switch (random.nextInt(4)) {
          case 0 -> NodeFactory.createLiteralLang(text(random), "fr");
          case 1 ->
              NodeFactory.createLiteralDT(
                  Integer.toString(random.nextInt(9)), XSDDatatype.XSDinteger);
          case 2 -> iri(random);
          default -> NodeFactory.createLiteralString(text(random));
        };
    seen.add(node);
    return node;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(20) == 0 ? 50_000 : random.nextInt(12);
    String letters = "a\"\\\n\r\t\b\f\u0001\u007Fé€<𝒳>";
    for (int i = 0; i < length; i++) {
      int at =
          letters.offsetByCodePoints(
              0, random.nextInt(letters.codePointCount(0, letters.length())));
      text.appendCodePoint(letters.codePointAt(at));
    }
    return text.toString();
  }

  @Test
  void aWriterOfBoundedMemoryForgetsNoStatement() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (NQuadsWriter writer = new NQuadsWriter(out, 3)) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 5; i++) {
          Node node = NodeFactory.createURI("http://e/" + i);
          writer.quad(Quad.defaultGraphIRI, node, node, node);
        }
      }
      writer.flush();
      assertThat(writer.written()).isEqualTo(3 + 7);
    }
    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8).lines().distinct()).hasSize(5);
  }
}
