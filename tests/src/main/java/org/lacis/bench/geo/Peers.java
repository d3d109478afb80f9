package org.lacis.bench.geo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.out.NodeFmtLib;
import org.lacis.geometry.Crs;
import org.lacis.geometry.Wkt;
import org.lacis.query.Question;
import org.lacis.vocabulary.Geo;

/// The questions to other triple stores, which live in the module `peers`, on a classpath of their
/// own. RDF4J knows longitude and latitude only and is given these.
public final class Peers {
  private static final long PATIENCE = 30;

  private final Path home;
  private final Path folder;
  private final World world;

  /// @param folder for their data; is deleted afterwards
  public Peers(Path home, Path folder, World world) {
    this.home = home;
    this.folder = folder;
    this.world = world;
  }

  /// @return a table in Markdown
  public String ask(List<GeoQuestion> questions) throws IOException {
    Path libraries = home.resolve("peers/target/lib");
    if (!Files.isDirectory(libraries)) {
      throw new IOException("not built: " + libraries + "; run mvn -Ppeers -Dquick package");
    }
    Map<String, Map<String, Double>> figures = new TreeMap<>();
    for (String peer : List.of("jena", "rdf4j")) {
      System.err.printf("geo, scale %s: %s…%n", world.scale(), peer);
      Folders.delete(folder);
      Files.createDirectories(folder.resolve("store"));
      boolean degrees = peer.equals("rdf4j");
      write(degrees);
      for (GeoQuestion question : questions) {
        write(question, degrees);
      }
      figures.put(peer, run(peer));
    }
    Folders.delete(folder);
    return report(questions, figures);
  }

  private void write(boolean degrees) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("data.nt"))) {
      world.features(feature ->
          Statements.of(
              feature,
              (_, subject, predicate, object) -> {
                try {
                  out.write(NodeFmtLib.strNT(subject));
                  out.write(' ');
                  out.write(NodeFmtLib.strNT(predicate));
                  out.write(' ');
                  out.write(NodeFmtLib.strNT(degrees ? inDegrees(object) : object));
                  out.write(" .\n");
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
    }
  }

  private void write(GeoQuestion question, boolean degrees) throws IOException {
    Question asked = question.sparql(world);
    Files.writeString(folder.resolve(question.key() + ".rq"), asked.query().serialize());
    List<String> values = new ArrayList<>();
    asked
        .values()
        .forEach((name, term) ->
            values.add(name + "\t" + NodeFmtLib.strNT(degrees ? inDegrees(term) : term)));
    Files.write(folder.resolve(question.key() + ".values"), values);
  }

  private static Node inDegrees(Node term) {
    if (!term.isLiteral() || !term.getLiteralDatatypeURI().equals(Geo.WKT_LITERAL)) {
      return term;
    }
    return NodeFactory.createLiteralDT(
        Wkt.write(Wkt.parse(term.getLiteralLexicalForm()).to(Crs.CRS84)),
        NodeFactory.getType(Geo.WKT_LITERAL));
  }

  private Map<String, Double> run(String peer) throws IOException {
    Path figures = folder.resolve("figures");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx4g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            home.resolve("peers/target/classes") + ":" + home.resolve("peers/target/lib") + "/*",
            "org.lacis.peers.Main",
            peer,
            folder.resolve("data.nt").toString(),
            folder.toString(),
            folder.resolve("store").toString(),
            figures.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      process.waitFor(PATIENCE, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
    return Files.exists(figures) ? GeoBench.figures(figures) : Map.of();
  }

  private static String report(
      List<GeoQuestion> questions, Map<String, Map<String, Double>> figures) {
    StringBuilder text = new StringBuilder();
    text.append("\n| others, each given 60 s | GeoSPARQL-Jena 5.6.0, ms | rows");
    text.append(" | RDF4J 5.1.2 in degrees, ms | rows |\n|---|---:|---:|---:|---:|\n");
    for (GeoQuestion question : questions) {
      text.append("| ").append(question.words());
      for (Map<String, Double> peer : figures.values()) {
        for (String what : List.of(".ms", ".rows")) {
          double value = peer.getOrDefault(question.key() + what, Double.NaN);
          text.append(
              Double.isFinite(value) ? String.format(Locale.ROOT, " | %,.0f", value) : " | –");
        }
      }
      text.append(" |\n");
    }
    return text.toString();
  }
}
