package org.lacis.bench.link;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.geometry.GeometryValue;
import org.lacis.geometry.Wkt;
import org.lacis.ingest.KeptLinks;
import org.lacis.link.LinkReport;
import org.lacis.link.Linker;
import org.lacis.link.rule.LinkRule;
import org.lacis.query.QuerySetup;
import org.lacis.store.BulkLoad;
import org.lacis.store.Difference;
import org.lacis.store.NodeIds;
import org.lacis.store.Replacement;
import org.lacis.store.TwinStore;
import org.lacis.store.WriteView;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;

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
    figures.put(
        "all", figures.getOrDefault("load", Double.NaN) + figures.getOrDefault("link", Double.NaN));
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
                        view.add(graph, quad.getSubject(), quad.getPredicate(), quad.getObject());
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

  /// What it takes to follow changes, of a store with its links, in milliseconds: `full`, the
  /// median of three runs over everything; `ready`, reading what is kept; `edit50` and `edit99`,
  /// one building moved until its links are asked for; `percent`, one in a hundred buildings moved
  /// in a commit.
  Map<String, Double> changes() {
    Map<String, Double> figures = new HashMap<>();
    LinkRule rule = LinkRule.read(folder.resolve("same-building.yaml"));
    int width = Runtime.getRuntime().availableProcessors();
    Linker linker = new Linker(ForkJoinPool.commonPool(), width);
    try (TwinStore store = QuerySetup.equip(TwinStore.open(folder.resolve("store")))) {
      double[] full = new double[3];
      for (int i = 0; i < full.length; i++) {
        full[i] = milliseconds(() -> everything(store, linker, rule));
      }
      figures.put("full", median(full));
      try (KeptLinks links = KeptLinks.of(store, IRIS, linker, List.of(rule))) {
        figures.put("ready", milliseconds(links::ready));
        Random random = new Random(LinkChild.SEED);
        int buildings = count(store);
        double[] edits = new double[EDITS];
        for (int i = -EDITS_TO_WARM; i < EDITS; i++) {
          int building = random.nextInt(buildings);
          double spent =
              milliseconds(() -> {
                write(store, view -> move(view, building));
                ask(store, building);
              });
          if (i >= 0) {
            edits[i] = spent;
          }
        }
        Arrays.sort(edits);
        figures.put("edit50", edits[EDITS / 2]);
        figures.put("edit99", edits[EDITS * 99 / 100]);
        double[] percents = new double[3];
        for (int i = 0; i < percents.length; i++) {
          percents[i] =
              milliseconds(() ->
                  write(
                      store,
                      view ->
                          random
                              .ints(buildings / 100, 0, buildings)
                              .distinct()
                              .forEach(building -> move(view, building))));
        }
        figures.put("percent", median(percents));
        figures.put("stale", (double) stale(store, linker, rule));
      }
    }
    figures.put("heap", heapMegabytes());
    return figures;
  }

  private static final int EDITS = 400;
  private static final int EDITS_TO_WARM = 200;

  private static double milliseconds(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e6;
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static void write(TwinStore store, Consumer<WriteView> work) {
    store.<Boolean>write(view -> {
      work.accept(view);
      return true;
    });
  }

  private static int count(TwinStore store) {
    Node graph = IRIS.datasetGraph("new/buildings");
    return store.read(view ->
        (int)
            view.ids()
                .count(
                    view.ids().id(graph),
                    NodeIds.ABSENT,
                    view.ids().id(Geo.HAS_DEFAULT_GEOMETRY),
                    NodeIds.ABSENT,
                    Long.MAX_VALUE));
  }

  private static Node building(int number) {
    return NodeFactory.createURI(IRIS.base() + "id/new/buildings/" + number);
  }

  /// By a third of a metre.
  private static void move(WriteView view, int number) {
    Node graph = IRIS.datasetGraph("new/buildings");
    Node geometry = NodeFactory.createURI(building(number).getURI() + "/geometry");
    Node old = view.dataset().find(graph, geometry, Geo.AS_WKT, Node.ANY).next().getObject();
    Geometry shape = Wkt.parse(old.getLiteralLexicalForm()).shape().copy();
    shape.apply(AffineTransformation.translationInstance(0.3, -0.1));
    view.delete(graph, geometry, Geo.AS_WKT, old);
    view.add(graph, geometry, Geo.AS_WKT, literal(Wkt.write(new GeometryValue(shape, LAMBERT))));
  }

  private static void ask(TwinStore store, int number) {
    store.<Boolean>read(view -> {
      try (QueryExec query =
          QueryExec.dataset(view.dataset())
              .query("SELECT ?old { ?old <" + Lacis.CORRESPONDS_TO.getURI() + "> ?new }")
              .substitution("new", building(number))
              .build()) {
        query.select().forEachRemaining(_ -> {});
      }
      return true;
    });
  }

  /// Links all, and puts what differs into the store.
  private static void everything(TwinStore store, Linker linker, LinkRule rule) {
    write(
        store,
        view -> {
          try (Replacement content = view.replace(IRIS.linkGraph(rule.name()))) {
            linker.link(
                view,
                rule,
                IRIS,
                new StreamRDFBase() {
                  @Override
                  public void quad(Quad quad) {
                    content.add(quad.getSubject(), quad.getPredicate(), quad.getObject());
                  }
                },
                _ -> {});
            content.finish(Difference.UNHEARD);
          }
        });
  }

  /// How many statements of links are not what a run over everything says.
  private static long stale(TwinStore store, Linker linker, LinkRule rule) {
    return store.read(view -> {
      Node graph = IRIS.linkGraph(rule.name());
      long[] missing = {0};
      long[] found = {0};
      linker.link(
          view,
          rule,
          IRIS,
          new StreamRDFBase() {
            @Override
            public void quad(Quad quad) {
              found[0]++;
              missing[0] += view.dataset().contains(quad) ? 0 : 1;
            }
          },
          _ -> {});
      NodeIds ids = view.ids();
      long held =
          ids.count(ids.id(graph), NodeIds.ABSENT, NodeIds.ABSENT, NodeIds.ABSENT, Long.MAX_VALUE);
      return missing[0] + Math.abs(held - found[0]);
    });
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
