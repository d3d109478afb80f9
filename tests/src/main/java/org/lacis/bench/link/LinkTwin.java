package org.lacis.bench.link;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.link.LinkReport;
import org.lacis.link.Linker;
import org.lacis.link.rule.LinkRule;
import org.lacis.query.QuerySetup;
import org.lacis.store.BulkLoad;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Geometry;

/// Buildings of two editions as statements, in a store, and tied by a rule.
///
/// @param folder holds `buildings.nq`, `store` and the rule
record LinkTwin(Path folder) {
  private static final TwinIris IRIS = new TwinIris("https://example.org/town/");
  private static final Crs LAMBERT = Crs.ofEpsg(Quarter.SRID);

  /// The shape of the rule `same-building`.
  private static final String RULE =
      """
      rule: same-building
      label: {fr: "Même bâtiment", en: "Same building"}
      source: {class: lacis:Building, graph: old/buildings}
      target: {class: lacis:Building, graph: new/buildings}
      geometry: outline
      crs: EPSG:2154
      match:
        identity: {measure: intersection-over-smaller, threshold: 0.5, minimumArea: 1.0, cardinality: n:m}
      emit: {predicate: lacis:correspondsTo}
      """;

  /// Writes the statements, four a building.
  ///
  /// @param ofHundred how many of a hundred buildings were there some years ago
  static void write(Path folder, Quarter town, int ofHundred) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("same-building.yaml"), RULE);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve("buildings.nq")))) {
      StreamRDF writer = StreamRDFWriter.getWriterStream(out, Lang.NQUADS);
      writer.start();
      tell("old/buildings", town.oldBuildings(ofHundred), writer);
      tell("new/buildings", town.buildings(), writer);
      writer.finish();
    }
  }

  private static void tell(String dataset, List<Geometry> shapes, StreamRDF sink) {
    Node graph = IRIS.datasetGraph(dataset);
    for (int i = 0; i < shapes.size(); i++) {
      Node thing = NodeFactory.createURI(IRIS.base() + "id/" + dataset + "/" + i);
      Node geometry = NodeFactory.createURI(thing.getURI() + "/geometry");
      String text = Wkt.write(new GeometryValue(shapes.get(i), LAMBERT));
      sink.quad(new Quad(graph, thing, RDF.Nodes.type, Lacis.BUILDING));
      sink.quad(new Quad(graph, thing, Geo.HAS_DEFAULT_GEOMETRY, geometry));
      sink.quad(new Quad(graph, geometry, RDF.Nodes.type, Geo.GEOMETRY));
      sink.quad(new Quad(graph, geometry, Geo.AS_WKT, literal(text)));
    }
  }

  private static Node literal(String text) {
    return NodeFactory.createLiteralDT(text, NodeFactory.getType(Geo.WKT_LITERAL));
  }

  /// From the file to links in the store, in seconds: `load`, `link` with its commit, `all`.
  Map<String, Double> all() {
    Map<String, Double> figures = new HashMap<>(load());
    figures.putAll(link());
    figures.put("all", figures.get("load") + figures.get("link"));
    return figures;
  }

  Map<String, Double> load() {
    long began = System.nanoTime();
    long[] quads = {0};
    try (BulkLoad load = BulkLoad.into(folder.resolve("store"))) {
      RDFParser.source(folder.resolve("buildings.nq"))
          .lang(Lang.NQUADS)
          .parse(
              new StreamRDFBase() {
                @Override
                public void quad(Quad quad) {
                  quads[0]++;
                  load.add(quad);
                }
              });
      load.finish();
    }
    return Map.of("load", (System.nanoTime() - began) / 1e9, "quads", (double) quads[0]);
  }

  Map<String, Double> link() {
    Map<String, Double> figures = new HashMap<>();
    LinkRule rule = LinkRule.read(folder.resolve("same-building.yaml"));
    Node graph = IRIS.linkGraph(rule.name());
    int width = Runtime.getRuntime().availableProcessors();
    long began = System.nanoTime();
    try (TwinStore store = QuerySetup.equip(TwinStore.open(folder.resolve("store")))) {
      LinkReport report =
          store.<LinkReport>write(view -> {
            view.clear(graph);
            return new Linker(ForkJoinPool.commonPool(), width)
                .link(
                    view,
                    rule,
                    IRIS,
                    new StreamRDFBase() {
                      @Override
                      public void quad(Quad quad) {
                        view.add(
                            graph, quad.getSubject(), quad.getPredicate(), quad.getObject());
                      }
                    },
                    finding -> System.err.println(finding.sentence()));
          });
      figures.put("link", (System.nanoTime() - began) / 1e9);
      figures.put("links", (double) report.links());
      figures.put("sources", (double) report.sources());
      figures.put("targets", (double) report.targets());
    }
    figures.put("heap", heapMegabytes());
    return figures;
  }

  /// The most that the heap has held at once, garbage included.
  private static double heapMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(peak -> peak.getUsed())
            .sum()
        / 1048576.0;
  }
}
