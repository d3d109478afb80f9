package org.lacis.tests.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.lacis.geometry.Crs;
import org.lacis.link.LinkReport;
import org.lacis.link.Linker;
import org.lacis.link.rule.LinkRule;
import org.lacis.link.rule.Selection;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;
import org.lacis.vocabulary.TwinIris;

/// Layers of buildings read from tables, in a store of their own. What the tables call a building
/// is hidden from the linker: its IRI is a hash of the name and the layer, so that neither equal
/// names nor their order can help.
final class Territory implements AutoCloseable {
  private static final TwinIris IRIS = new TwinIris("https://territoire.example/");

  private final TwinStore store = TwinStore.memory();
  private final Map<String, String> names = new HashMap<>();
  private final int epsg;

  Territory(int epsg) {
    this.epsg = epsg;
  }

  /// Rows of a table of tabs.
  static List<String[]> rows(Path table, boolean header) {
    try {
      List<String[]> rows = new ArrayList<>();
      for (String line : Files.readAllLines(table)) {
        rows.add(line.split("\t", -1));
      }
      return header ? rows.subList(1, rows.size()) : rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param table name and shape in the first two columns
  void layer(String layer, Path table) {
    Node graph = IRIS.datasetGraph(layer);
    store.write(view -> {
      for (String[] row : rows(table, true)) {
        String iri = iri(layer, row[0]);
        names.put(iri, row[0]);
        Node thing = NodeFactory.createURI(iri);
        Node geometry = NodeFactory.createURI(iri + "/geometry");
        view.add(graph, thing, RDF.type.asNode(), Lacis.BUILDING);
        view.add(graph, thing, Geo.HAS_DEFAULT_GEOMETRY, geometry);
        view.add(
            graph,
            geometry,
            Geo.AS_WKT,
            NodeFactory.createLiteralDT(
                "<http://www.opengis.net/def/crs/EPSG/0/" + epsg + "> " + row[1],
                TypeMapper.getInstance().getSafeTypeByName(Geo.WKT_LITERAL)));
      }
      return 0;
    });
  }

  private static String iri(String layer, String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((layer + "|" + name).getBytes(StandardCharsets.UTF_8));
      return IRIS.node("id/" + HexFormat.of().formatHex(hash, 0, 12)).getURI();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// What the tables call a building.
  String name(String iri) {
    return names.getOrDefault(iri, iri);
  }

  /// A pair by the names of the tables.
  record Pair(String source, String target) {
    static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::source).thenComparing(Pair::target);
  }

  /// A shipped rule, between two layers of this territory.
  LinkRule between(LinkRule rule, String source, String target) {
    return new LinkRule(
        rule.name(),
        rule.labels(),
        Selection.of(Lacis.BUILDING, source),
        Selection.of(Lacis.BUILDING, target),
        rule.shape(),
        rule.match(),
        rule.emit(),
        Optional.of(Crs.ofEpsg(epsg)));
  }

  /// Values of all pairs that the rule looks at.
  Map<Pair, double[]> measured(LinkRule rule) {
    Map<Pair, double[]> all = new HashMap<>();
    store.read(view -> {
      Linker.onCaller()
          .measure(
              view,
              rule,
              IRIS,
              one -> all.put(new Pair(name(one.source()), name(one.target())), one.values()),
              _ -> {});
      return 0;
    });
    return all;
  }

  /// What was answered of the pairs: those accepted, and those to review.
  record Answer(Set<Pair> accepted, Set<Pair> toReview, LinkReport report) {}

  Answer link(LinkRule rule) {
    Set<Pair> accepted = new HashSet<>();
    Map<Node, Map<Node, Node>> nodes = new HashMap<>();
    LinkReport report =
        store.read(view ->
            Linker.onCaller()
                .link(
                    view,
                    rule,
                    IRIS,
                    new StreamRDFBase() {
                      @Override
                      public void quad(Quad quad) {
                        if (quad.getPredicate().equals(rule.emit().predicate())) {
                          accepted.add(pair(quad.getSubject(), quad.getObject()));
                        }
                        nodes
                            .computeIfAbsent(quad.getSubject(), _ -> new HashMap<>())
                            .put(quad.getPredicate(), quad.getObject());
                      }
                    },
                    _ -> {}));
    Set<Pair> toReview = new HashSet<>();
    nodes.values().stream()
        .filter(node -> Lacis.term("ProposedLink").equals(node.get(RDF.type.asNode())))
        .forEach(node ->
            toReview.add(
                pair(
                    node.getOrDefault(Lacis.LINK_SOURCE, Lacis.LINK_SOURCE),
                    node.getOrDefault(Lacis.LINK_TARGET, Lacis.LINK_TARGET))));
    return new Answer(accepted, toReview, report);
  }

  private Pair pair(Node source, Node target) {
    return new Pair(name(source.getURI()), name(target.getURI()));
  }

  @Override
  public void close() {
    store.close();
  }
}
