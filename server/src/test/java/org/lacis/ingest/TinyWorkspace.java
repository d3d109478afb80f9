package org.lacis.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.lacis.link.Linker;
import org.lacis.source.Sources;
import org.lacis.source.StandardFormats;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// A workspace with shops and squares: a shop stands on a square where their points meet; an
/// ontology says that both are places, and a shape that a shop has a name.
final class TinyWorkspace {
  static final String BASE = "https://twin.example/";
  static final TwinIris IRIS = new TwinIris(BASE);

  private static final String MAPPING =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix geo: <http://www.opengis.net/ont/geosparql#> .
      @prefix ex: <https://ex.example/> .
      <#map> rml:logicalSource [ rml:source "sample.csv" ; rml:referenceFormulation rml:CSV ] ;
        rml:subjectMap [ rml:template "id/town/KIND/{id}" ; rml:class ex:CLASS ] ;
        rml:predicateObjectMap [ rml:predicate ex:name ; rml:objectMap [ rml:reference "name" ] ] ,
          [ rml:predicate geo:hasDefaultGeometry ;
            rml:objectMap [ rml:template "id/town/KIND/{id}/geometry" ] ] .
      <#geometry> rml:logicalSource [ rml:source "sample.csv" ; rml:referenceFormulation rml:CSV ] ;
        rml:subjectMap [ rml:template "id/town/KIND/{id}/geometry" ] ;
        rml:predicateObjectMap [ rml:predicate geo:asWKT ; rml:objectMap [
          rml:template "<http://www.opengis.net/def/crs/EPSG/0/3946> POINT ({x} {y})" ;
          rml:termType rml:Literal ; rml:datatype geo:wktLiteral ] ] .
      """;

  private final Path folder;
  private final TwinStore store = TwinStore.memory();

  TinyWorkspace(Path folder) {
    this.folder = folder;
    write("twin.yaml", "base: " + BASE + "\ntwins: {town: }\negress: {private: 127.0.0.0/8}\n");
    dataset("shops", "Shop");
    dataset("squares", "Square");
    write("data/shops.csv", "id,name,x,y\n1,Baker,10,10\n2,Butcher,20,20\n");
    write("data/squares.csv", "id,name,x,y\n7,Market,10,10\n8,Church,30,30\n");
    write(
        "mappings/links/shop-on-square.yaml",
        """
        rule: shop-on-square
        prefixes: {ex: "https://ex.example/"}
        source: {class: ex:Shop, graph: town/shops}
        target: {class: ex:Square, graph: town/squares}
        crs: EPSG:3946
        match:
          topological: {relation: within}
        emit: {predicate: ex:on}
        """);
    write(
        "ontologies/town/ontology.ttl",
        """
        @prefix ex: <https://ex.example/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ex:Shop rdfs:subClassOf ex:Place . ex:Square rdfs:subClassOf ex:Place .
        """);
    write(
        "ontologies/town/shapes.ttl",
        """
        @prefix ex: <https://ex.example/> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        ex:ShopShape a sh:NodeShape ; sh:targetClass ex:Shop ;
          sh:property [ sh:path ex:name ; sh:minCount 1 ] .
        """);
  }

  void dataset(String name, String type) {
    write(
        "mappings/town/" + name + "/dataset.yaml",
        "title: " + name + "\nfiles:\n  sample.csv: " + name + ".csv\n");
    write("mappings/town/" + name + "/mapping.ttl", mapping(name, type));
  }

  static String mapping(String kind, String type) {
    return MAPPING.replace("KIND", kind).replace("CLASS", type);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  void write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void delete(String name) {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  BuildReport build() {
    return build(false);
  }

  BuildReport build(boolean live) {
    return new Build(
            Workspace.open(folder),
            new Sources(StandardFormats.all()),
            new Linker(ForkJoinPool.commonPool(), 1),
            BuildObserver.SILENT)
        .run(store, Optional.empty(), live);
  }

  /// The statements of one graph without the base, in order: `id/town/shops/1 name "Baker"`.
  List<String> graph(Node graph) {
    return store.read(view -> {
      Stream.Builder<Quad> quads = Stream.builder();
      view.dataset().findNG(graph, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(quads);
      return quads
          .build()
          .map(q ->
              brief(q.getSubject()) + " " + brief(q.getPredicate()) + " " + brief(q.getObject()))
          .sorted()
          .toList();
    });
  }

  List<String> dataset(String name) {
    return graph(IRIS.datasetGraph("town/" + name));
  }

  /// The direct statements of the link rule.
  List<String> links() {
    return graph(IRIS.linkGraph("shop-on-square")).stream()
        .filter(line -> line.contains(" on "))
        .toList();
  }

  /// All of them, with their graphs.
  List<String> everything() {
    return store.read(view -> {
      Stream.Builder<Quad> quads = Stream.builder();
      view.dataset().findNG(Node.ANY, Node.ANY, Node.ANY, Node.ANY).forEachRemaining(quads);
      return quads.build().map(Quad::toString).sorted().toList();
    });
  }

  TwinStore store() {
    return store;
  }

  private static String brief(Node node) {
    return node.isURI()
        ? node.getURI().replaceFirst("^(" + BASE + "|https://ex.example/|.*#)", "")
        : node.toString();
  }
}
