package org.lacis.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sys.JenaSystem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacis.store.TwinStore;

/// What a build changes in a dataset is kept as RDF Patch: the patch applied to the old graph gives
/// the new one, and building step by step gives what building at once gives.
final class ChangesTest {
  static {
    JenaSystem.init();
  }

  /// Shops with an address as a blank node, and a list of blank nodes.
  private static final String MAPPING =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix ex: <https://ex.example/> .
      <#map> rml:logicalSource <#records> ;
        rml:subjectMap [ rml:template "id/town/shops/{id}" ; rml:class ex:Shop ] ;
        rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference "name" ] ] ,
          [ rml:predicate ex:address ; rml:objectMap [
            rml:template "{id}-{x}" ; rml:termType rml:BlankNode ] ] .
      <#address> rml:logicalSource <#records> ;
        rml:subjectMap [ rml:template "{id}-{x}" ; rml:termType rml:BlankNode ] ;
        rml:predicateObjectMap [ rml:predicate ex:at ; rml:objectMap [ rml:reference "x" ] ] ,
          [ rml:predicate ex:near ; rml:objectMap [
            rml:template "{y}" ; rml:termType rml:BlankNode ] ] .
      <#records> rml:source "sample.csv" ; rml:referenceFormulation rml:CSV .
      """;

  @TempDir Path folder;

  private static TinyWorkspace blank(Path folder) {
    TinyWorkspace town = new TinyWorkspace(folder);
    town.write("mappings/town/shops/mapping.ttl", MAPPING);
    return town;
  }

  private static Graph shops(TwinStore store) {
    return store.read(view -> {
      Graph copy = GraphFactory.createDefaultGraph();
      view.dataset()
          .findNG(TinyWorkspace.IRIS.datasetGraph("town/shops"), Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(quad -> copy.add(quad.asTriple()));
      return copy;
    });
  }

  /// The lines of a graph with the labels of its blank nodes.
  private static List<String> exact(Graph graph) {
    return graph.stream().map(Object::toString).sorted().toList();
  }

  private static ChangeLog.Change of(BuildReport report) {
    return Objects.requireNonNull(report.changes().get("town/shops"));
  }

  private ChangeLog log(Path of) {
    return ChangeLog.of(Workspace.open(of));
  }

  private static Graph patched(Graph old, ChangeLog.Change change) {
    DatasetGraph dataset = DatasetGraphFactory.createTxnMem();
    Node graph = TinyWorkspace.IRIS.datasetGraph("town/shops");
    dataset.executeWrite(() ->
        old.stream()
            .forEach(t -> dataset.add(graph, t.getSubject(), t.getPredicate(), t.getObject())));
    RDFPatchOps.applyChange(dataset, RDFPatchOps.read(change.file().toString()));
    Graph copy = GraphFactory.createDefaultGraph();
    dataset.executeRead(() -> dataset.getGraph(graph).stream().forEach(copy::add));
    return copy;
  }

  @Test
  void aFirstBuildHasNothingToCompareWith() {
    TinyWorkspace town = new TinyWorkspace(folder);
    assertThat(town.build().changes()).isEmpty();
    assertThat(log(folder).datasets()).isEmpty();
  }

  @Test
  void aChangedRowIsAFewStatements() throws IOException {
    TinyWorkspace town = new TinyWorkspace(folder);
    town.build();
    town.write("data/shops.csv", "id,name,x,y\n1,Baker,10,10\n2,Grocer,20,20\n");
    BuildReport report = town.build();
    ChangeLog.Change change = of(report);
    assertThat(change.removed()).isEqualTo(1);
    assertThat(change.added()).isEqualTo(1);
    assertThat(log(folder).changes("town/shops")).containsExactly(change);
    String patch = Files.readString(change.file());
    String subject = "<https://twin.example/id/town/shops/2> <https://ex.example/name> ";
    String graph = " <https://twin.example/graph/town/shops> .";
    assertThat(patch)
        .contains("D " + subject + "\"Butcher\"" + graph, "A " + subject + "\"Grocer\"" + graph)
        .contains("H id <https://twin.example/id/change/town/shops/" + change.run() + ">")
        .endsWith("# 1 removed, 1 added\n");
    assertThat(town.graph(TinyWorkspace.IRIS.catalogueGraph()))
        .anyMatch(line -> line.startsWith("graph/town/shops lastChange "))
        .anyMatch(line -> line.matches("id/change/\\S+ removedStatements \"1\".*"))
        .anyMatch(line -> line.contains("downloadURL changes/town/shops/" + change.run()));
  }

  @Test
  void aDatasetThatIsLiftedAnewToTheSameHasNoChange() {
    TinyWorkspace town = blank(folder);
    town.build();
    List<String> before = exact(shops(town.store()));
    town.write("mappings/town/shops/mapping.ttl", "# another remark\n" + MAPPING);
    BuildReport report = town.build();
    assertThat(report.lifted()).containsOnlyKeys("town/shops");
    assertThat(of(report).removed()).isZero();
    assertThat(of(report).added()).isZero();
    assertThat(exact(shops(town.store()))).isEqualTo(before);
    assertThat(log(folder).datasets()).isEmpty();
  }

  /// A decimal without a point is stored by a number that reads as one with a point.
  @Test
  void aDecimalThatIsWrittenInAnotherWayThanItIsReadIsNoChange() {
    TinyWorkspace town = new TinyWorkspace(folder);
    String mapping =
        TinyWorkspace.mapping("shops", "Shop")
            .replace(
                "rml:reference \"name\" ]",
                "rml:reference \"name\" ; rml:datatype"
                    + " <http://www.w3.org/2001/XMLSchema#decimal> ]");
    town.write("mappings/town/shops/mapping.ttl", mapping);
    town.write("data/shops.csv", "id,name,x,y\n1,32,10,10\n2,7.50,20,20\n");
    town.build();
    town.write("data/shops.csv", "id,name,x,y\n1,33,10,10\n2,7.50,20,20\n");
    assertThat(of(town.build()).added()).isEqualTo(1);
    for (String remark : List.of("# one\n", "# two\n")) {
      town.write("mappings/town/shops/mapping.ttl", remark + mapping);
      ChangeLog.Change change = of(town.build());
      assertThat(change.removed() + change.added()).isZero();
    }
  }

  @Test
  void aFailedLiftHasNoChangeAndKeepsTheGraph() {
    TinyWorkspace town = new TinyWorkspace(folder);
    town.build();
    List<String> before = town.dataset("shops");
    town.write("mappings/town/shops/mapping.ttl", "no Turtle");
    town.write("data/shops.csv", "id,name,x,y\n");
    assertThat(town.build().changes()).isEmpty();
    assertThat(town.dataset("shops")).isEqualTo(before);
    assertThat(log(folder).datasets()).isEmpty();
  }

  @Test
  void onlySoManyAreKept() {
    TinyWorkspace town = new TinyWorkspace(folder);
    town.write(
        "twin.yaml", "base: " + TinyWorkspace.BASE + "\ntwins: {town: }\nchanges: {keep: 2}\n");
    town.build();
    for (int i = 0; i < 4; i++) {
      town.write("data/shops.csv", "id,name,x,y\n" + i + ",Baker,10,10\n");
      town.build();
    }
    List<ChangeLog.Change> kept = log(folder).changes("town/shops");
    assertThat(kept).hasSize(2);
    assertThat(kept.getLast().removed()).isEqualTo(4);
  }

  @Test
  void whatAKilledBuildLeftIsSettledByTheStore() throws IOException {
    TinyWorkspace town = new TinyWorkspace(folder);
    town.build();
    town.write("data/shops.csv", "id,name,x,y\n1,Baker,10,10\n");
    ChangeLog.Change change = of(town.build());
    // as if it had been killed between commit and naming, after another that never committed
    Path pending = change.file().resolveSibling(change.run() + ".rdfp.pending");
    Files.move(change.file(), pending);
    Path never = change.file().resolveSibling("20991231T000000.000Z.rdfp.pending");
    Files.writeString(never, "TX .\n");
    town.build();
    assertThat(change.file()).exists();
    assertThat(pending).doesNotExist();
    assertThat(never).doesNotExist();
  }

  @TestFactory
  Stream<DynamicTest> thePatchMakesTheNewGraphAndStepByStepComesToTheSameAsAtOnce() {
    return IntStream.range(0, 4)
        .mapToObj(
            seed -> DynamicTest.dynamicTest("seed " + seed, () -> history(seed, new Random(seed))));
  }

  private void history(int seed, Random random) throws IOException {
    Path own = folder.resolve("step" + seed);
    TinyWorkspace town = blank(own);
    Map<Integer, String> rows = new TreeMap<>();
    for (int step = 0; step < 6; step++) {
      int edits = random.nextInt(8);
      for (int i = 0; i < edits; i++) {
        int id = random.nextInt(12);
        if (random.nextInt(3) == 0) {
          rows.remove(id);
        } else {
          rows.put(id, "n" + random.nextInt(4) + "," + random.nextInt(3) + "," + random.nextInt(4));
        }
      }
      town.write("data/shops.csv", csv(rows));
      Graph before = shops(town.store());
      BuildReport report = town.build();
      Graph after = shops(town.store());
      ChangeLog.Change change = report.changes().get("town/shops");
      if (change != null && change.removed() + change.added() > 0) {
        assertThat(exact(patched(before, change))).isEqualTo(exact(after));
        assertThat(change.removed() - change.added())
            .isEqualTo(before.size() - (long) after.size());
      } else if (change != null) {
        assertThat(exact(before)).isEqualTo(exact(after));
      }
      assertThat(town.store().checkIndex(_ -> {}).sound()).isTrue();
    }
    TinyWorkspace atOnce = blank(folder.resolve("once" + seed));
    atOnce.write("data/shops.csv", csv(rows));
    atOnce.build();
    assertThat(exact(shops(atOnce.store()))).isEqualTo(exact(shops(town.store())));
  }

  private static String csv(Map<Integer, String> rows) {
    StringBuilder text = new StringBuilder("id,name,x,y\n");
    rows.forEach((id, row) -> text.append(id).append(',').append(row).append('\n'));
    return text.toString();
  }
}
