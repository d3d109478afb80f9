package org.lacis.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.lift.LiftSettings;
import org.lacis.lift.Lifter;
import org.lacis.lift.NQuadsWriter;
import org.lacis.mapping.MappingReader;
import org.lacis.query.Answers;
import org.lacis.query.QuerySetup;
import org.lacis.query.Question;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;
import org.lacis.tests.Quads;
import org.lacis.tests.Shared;
import org.lacis.vocabulary.Finding;

/// The examples of `docs/mappings.md` run: blocks with a file's name are files, one called
/// `mapping` is a mapping, and the blocks of quads behind it are what comes out, or what a target
/// gets.
final class MappingGuideTest {
  private static final Pattern BLOCK =
      Pattern.compile("```(json|csv|turtle|nquads)( [^\n]+)?\n(.*?)```", Pattern.DOTALL);
  private static final String HEAD =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      @prefix formats: <http://www.w3.org/ns/formats/> .
      @prefix ex: <http://example.org/> .
      """;

  @TempDir Path folder;

  private record Block(String kind, String name, String text) {
    static Block of(MatchResult found) {
      String name = found.group(2) == null ? "" : found.group(2).strip();
      return new Block(found.group(1), name, found.group(3));
    }
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    String guide = Files.readString(Shared.project().resolve("docs/mappings.md"));
    List<Block> blocks = BLOCK.matcher(guide).results().map(Block::of).toList();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (block.name().equals("mapping")) {
        List<Block> before = blocks.subList(0, i);
        List<Block> after =
            blocks.subList(i + 1, blocks.size()).stream()
                .takeWhile(one -> one.kind().equals("nquads"))
                .toList();
        String first = block.text().lines().findFirst().orElse("");
        tests.add(DynamicTest.dynamicTest(first, () -> check(before, block.text(), after)));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(4);
    return tests.stream();
  }

  @Test
  void theNotationOfTurtleFindsWhatIsSaidOfATriple() throws IOException {
    String guide = Files.readString(Shared.project().resolve("docs/mappings.md"));
    String said =
        BLOCK
            .matcher(guide)
            .results()
            .map(Block::of)
            .filter(block -> block.kind().equals("nquads") && block.text().contains("#reifies"))
            .map(Block::text)
            .findFirst()
            .orElseThrow();
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      Node graph = NodeFactory.createURI("http://example.org/graph");
      store.write(view -> {
        Quads.read(said.getBytes(StandardCharsets.UTF_8))
            .find()
            .forEachRemaining(
                quad -> view.add(graph, quad.getSubject(), quad.getPredicate(), quad.getObject()));
        return graph;
      });
      String question =
          """
          PREFIX ex: <http://example.org/>
          SELECT ?how WHERE { << ?building ex:height ?height >> ex:measuredBy ?how }
          """;
      assertThat(
              store.<List<String>>read(view ->
                  new Answers()
                      .table(view, Question.of(question)).rows().stream()
                          .map(row -> String.valueOf(row.get("how")))
                          .toList()))
          .containsExactly("\"lidar\"");
    }
  }

  private void check(List<Block> files, String mapping, List<Block> expected) throws IOException {
    for (Block file : files) {
      if (file.kind().equals("json") || file.kind().equals("csv")) {
        Files.writeString(folder.resolve(file.name()), file.text());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Finding> findings = new ArrayList<>();
    try (NQuadsWriter writer = new NQuadsWriter(out)) {
      new Lifter(
              MappingReader.parse(HEAD + mapping, folder.resolve("m.ttl"), "http://example.org/"),
              LiftSettings.beside(folder, "http://example.org/").withTargets(folder),
              new Sources(StandardFormats.all()))
          .lift(writer, findings::add);
    }
    assertThat(findings).isEmpty();
    assertThat(expected).isNotEmpty();
    for (Block block : expected) {
      byte[] found =
          block.name().isEmpty()
              ? out.toByteArray()
              : Files.readAllBytes(folder.resolve(block.name()));
      assertThat(
              Quads.difference(
                  Quads.read(block.text().getBytes(StandardCharsets.UTF_8)), Quads.read(found)))
          .isEmpty();
    }
  }
}
