package org.lacis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the JVM watches once to start faster from then on: a tiny twin is made, built, asked and
/// served, a file of statements is loaded and tables are lifted, so that its cache holds the
/// classes that commands use and what it learnt of their methods. The script `lacis` runs this
/// after a build; nobody else does.
public final class Training {
  private static final String QUESTION =
      """
      PREFIX lacis: <https://w3id.org/lacis#>
      SELECT (COUNT(*) AS ?n) WHERE { ?building a lacis:Building ; lacis:height ?height }
      """;

  /// So many that the methods that load them are compiled as they will be for millions.
  private static final int LOADED = 20_000;

  /// Points on lines, and the lines.
  private static final String MAPPING =
      """
      @prefix r: <http://w3id.org/rml/> .
      @prefix x: <http://www.w3.org/2001/XMLSchema#> .
      @prefix : <https://example.org/map#> .
      :points r:logicalSource [ r:source [ a r:RelativePathSource ; r:root r:MappingDirectory ;
          r:path "FILE" ] ; r:referenceFormulation r:FORM ] ;
        r:subjectMap [ r:template "https://example.org/point/{line}-{point}" ;
          r:class <https://example.org/def#Point> ] ;
        r:predicateObjectMap [ r:predicate <https://example.org/def#x> ; r:objectMap [
          r:reference "x" ; r:datatype x:double ] ] ;
        r:predicateObjectMap [ r:predicate <https://example.org/def#name> ; r:objectMap [
          r:reference "name" ] ] ;
        r:predicateObjectMap [ r:predicate <https://example.org/def#hour> ; r:objectMap [
          r:template "https://example.org/hour/{at}" ] ] ;
        r:predicateObjectMap [ r:predicate <https://example.org/def#on> ; r:objectMap [
          r:parentTriplesMap :lines ;
          r:joinCondition [ r:child "line" ; r:parent "line" ] ] ] .
      :shapes r:logicalSource [ r:source [ a r:RelativePathSource ; r:root r:MappingDirectory ;
          r:path "FILE" ] ; r:referenceFormulation r:FORM ] ;
        r:subjectMap [ r:template "https://example.org/shape/{line}" ;
          r:class <https://example.org/def#Shape> ] ;
        r:predicateObjectMap [ r:predicate <https://example.org/def#of> ; r:objectMap [
          r:parentTriplesMap :points ;
          r:joinCondition [ r:child "line" ; r:parent "line" ] ] ] .
      :lines r:logicalSource [ r:source [ a r:RelativePathSource ; r:root r:MappingDirectory ;
          r:path "lines.csv" ] ; r:referenceFormulation r:CSV ] ;
        r:subjectMap [ r:template "https://example.org/line/{line}" ] ;
        r:predicateObjectMap [ r:predicate <https://example.org/def#page> ; r:objectMap [
          r:reference "page" ; r:termType r:IRI ] ] .
      """;

  private static final int LIFTED = 60_000;
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
    lift(folder.resolveSibling("lifted"));
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

  /// A table in each form that is lifted as bytes, joined with another.
  private static void lift(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Writer csv = Files.newBufferedWriter(folder.resolve("points.csv"));
        Writer json = Files.newBufferedWriter(folder.resolve("points.json"));
        Writer xml = Files.newBufferedWriter(folder.resolve("points.xml"))) {
      csv.write("line,point,x,name,at\n");
      json.write("[");
      xml.write("<rows>");
      for (int i = 0; i < LIFTED; i++) {
        String line = "line-" + i / 50;
        String x = String.valueOf(40 + i % 997 / 1000.0);
        String name = "Point n° " + i;
        String at = i % 24 + ":30";
        csv.write(String.join(",", line, "p" + i, x, name, at) + "\n");
        json.write(i == 0 ? "" : ",\n");
        json.write("{\"line\":\"%s\",\"point\":\"p%d\",".formatted(line, i));
        json.write("\"x\":\"%s\",\"name\":\"%s\",\"at\":\"%s\"}".formatted(x, name, at));
        xml.write("<row><line>%s</line><point>p%d</point>".formatted(line, i));
        xml.write("<x>%s</x><name>%s</name><at>%s</at></row>\n".formatted(x, name, at));
      }
      json.write("]");
      xml.write("</rows>");
    }
    try (Writer lines = Files.newBufferedWriter(folder.resolve("lines.csv"))) {
      lines.write("line,page\n");
      for (int i = 0; i < LIFTED / 50; i++) {
        lines.write("line-" + i + ",https://example.org/" + i + "\n");
      }
    }
    lift(folder, "points.csv", "CSV");
    lift(folder, "points.json", "JSONPath ; r:iterator \"$[*]\"");
    lift(folder, "points.xml", "XPath ; r:iterator \"/rows/row\"");
  }

  private static void lift(Path folder, String file, String formulation) throws IOException {
    Path mapping = folder.resolve("mapping.ttl");
    Files.writeString(mapping, MAPPING.replace("FILE", file).replace("FORM", formulation));
    run("lift", mapping.toString(), "-o", folder.resolve("points.nq").toString());
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
