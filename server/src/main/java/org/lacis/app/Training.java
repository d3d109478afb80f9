package org.lacis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the JVM watches once to start faster from then on: a tiny twin is made, built, asked and
/// served, and a file of statements is loaded, so that its cache holds the classes that commands
/// use and what it learnt of their methods. The script `lacis` runs this after a build; nobody else
/// does.
public final class Training {
  private static final String QUESTION =
      """
      PREFIX lacis: <https://w3id.org/lacis#>
      SELECT (COUNT(*) AS ?n) WHERE { ?building a lacis:Building ; lacis:height ?height }
      """;

  /// So many that the methods that load them are compiled as they will be for millions.
  private static final int LOADED = 20_000;

  private static final int TRIES = 100;
  private static final int PAUSE_MS = 200;

  private Training() {}

  /// @param args a folder that is not there yet
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    run("sample", folder.toString(), "--buildings", "500");
    run("build", folder.toString());
    for (int i = 0; i < 3; i++) {
      run("query", folder.toString(), "-e", QUESTION);
    }
    load(folder.resolveSibling("loaded"));
    serve(folder);
    System.exit(Main.DONE);
  }

  /// A cache of a run that failed would lack most of what it is for.
  private static void run(String... command) {
    if (Main.run(command) >= Main.USAGE) {
      throw new IllegalStateException("cannot train: " + String.join(" ", command));
    }
  }

  private static void load(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("twin.yaml"), "twins: {town: }\n");
    Path file = folder.resolve("buildings.nq");
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < LOADED; i++) {
        out.write(building(i));
      }
    }
    run("load", folder.toString(), file.toString());
  }

  /// Eight statements of a building, one of them a polygon of seven points.
  private static String building(int number) {
    String graph = " <https://example.org/graph/buildings> .\n";
    String thing = "<https://example.org/building/" + number + ">";
    String shape = "<https://example.org/building/" + number + "/geometry>";
    String term = " <https://example.org/def#";
    String type = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ";
    String xsd = "^^<http://www.w3.org/2001/XMLSchema#";
    String geo = "<http://www.opengis.net/ont/geosparql#";
    double x = 800_000 + number % 200 * 57.25;
    int row = number / 200;
    double y = 6_500_000 + row * 43.5;
    return (thing + type + term.strip() + "Building>" + graph)
        + (thing + term + "name> \"Building " + number + "\"@en" + graph)
        + (thing + term + "storeys> \"" + number % 9 + "\"" + xsd + "integer>" + graph)
        + (thing + term + "height> \"" + number % 90 / 4.0 + "\"" + xsd + "decimal>" + graph)
        + (thing + term + "built> \"" + (1800 + number % 220) + "-03-01\"" + xsd + "date>" + graph)
        + (thing + " " + geo + "hasGeometry> " + shape + graph)
        + (shape + type + geo + "Geometry>" + graph)
        + (shape + " " + geo + "asWKT> \"" + polygon(x, y) + "\"^^" + geo + "wktLiteral>" + graph);
  }

  private static String polygon(double x, double y) {
    StringBuilder text =
        new StringBuilder("<http://www.opengis.net/def/crs/EPSG/0/2154> POLYGON ((");
    double[] corners = {0, 0, 12.25, 0.5, 12, 5.75, 8.5, 5.5, 8.25, 9, 0.25, 8.75, 0, 0};
    for (int i = 0; i < corners.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(x + corners[i]).append(' ').append(y + corners[i + 1]);
    }
    return text.append("))").toString();
  }

  private static void serve(Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Thread.ofPlatform()
        .daemon()
        .start(() -> Main.run("serve", folder.toString(), "--port", Integer.toString(port)));
    for (int i = 0; i < TRIES && !answers("http://localhost:" + port + "/"); i++) {
      Thread.sleep(PAUSE_MS);
    }
    answers("http://localhost:" + port + "/sparql?query=ASK%20%7B%7D");
  }

  /// Whether something answers there, and well.
  private static boolean answers(String address) {
    try (InputStream page = URI.create(address).toURL().openStream()) {
      return page.readAllBytes().length > 0;
    } catch (IOException _) {
      return false;
    }
  }
}
