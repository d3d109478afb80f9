package org.lacis.tests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.riot.writer.NQuadsWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.IsoMatcher;

/// Compares sets of quads up to the names of blank nodes, and tells the difference.
public final class Quads {
  private static final int SHOWN = 40;
  private static final Pattern UNSAFE = Pattern.compile("<[a-z]+:[^<>\"\n]* [^<>\"\n]*>");

  private static final Node REIFIES =
      NodeFactory.createURI("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies");

  private Quads() {}

  public static DatasetGraph read(Path nquads) throws IOException {
    return read(Files.readAllBytes(nquads));
  }

  /// Reads triples that speak of triples, `<< s p o >> q z`, as Turtle 1.2 does: by a reifier. The
  /// notation makes one wherever it stands; equal triples have the same here.
  public static DatasetGraph readQuoting(Path turtle) {
    DatasetGraph data = DatasetGraphFactory.create();
    RDFParser.source(turtle)
        .lang(Lang.TURTLE)
        .errorHandler(ErrorHandlerFactory.errorHandlerStrictSilent())
        .parse(StreamRDFLib.dataset(data));
    while (mergeReifiers(data)) {
      // Reifiers inside triple terms make these equal when they are merged.
    }
    return data;
  }

  private static boolean mergeReifiers(DatasetGraph data) {
    Map<Node, Node> reifiers = new HashMap<>();
    Map<Node, Node> merged = new HashMap<>();
    data.find(Node.ANY, Node.ANY, REIFIES, Node.ANY)
        .forEachRemaining(quad -> {
          Node first = reifiers.putIfAbsent(quad.getObject(), quad.getSubject());
          if (first != null) {
            merged.put(quad.getSubject(), first);
          }
        });
    List<Quad> all = new ArrayList<>();
    data.find().forEachRemaining(all::add);
    data.clear();
    for (Quad quad : all) {
      data.add(
          quad.getGraph(),
          merged(quad.getSubject(), merged),
          quad.getPredicate(),
          merged(quad.getObject(), merged));
    }
    return !merged.isEmpty();
  }

  private static Node merged(Node node, Map<Node, Node> merged) {
    return node.isTripleTerm()
        ? NodeFactory.createTripleTerm(
            merged(node.getTriple().getSubject(), merged),
            node.getTriple().getPredicate(),
            merged(node.getTriple().getObject(), merged))
        : merged.getOrDefault(node, node);
  }

  /// Spaces in IRIs, which no parser takes and `rml:UnsafeIRI` makes, are read as `%20`.
  public static DatasetGraph read(byte[] nquads) {
    DatasetGraph data = DatasetGraphFactory.create();
    String text = new String(nquads, StandardCharsets.UTF_8).replace("\\u0020", " ");
    String sound = UNSAFE.matcher(text).replaceAll(iri -> iri.group().replace(" ", "%20"));
    RDFParser.create()
        .source(new ByteArrayInputStream(sound.getBytes(StandardCharsets.UTF_8)))
        .lang(Lang.NQUADS)
        .checking(false)
        .errorHandler(ErrorHandlerFactory.errorHandlerStrictSilent())
        .parse(StreamRDFLib.dataset(data));
    return data;
  }

  /// What is missing and what is too much, a quad a line; empty when both are the same.
  public static String difference(DatasetGraph expected, DatasetGraph found) {
    if (IsoMatcher.isomorphic(expected, found)) {
      return "";
    }
    List<Quad> missing = minus(expected, found);
    List<Quad> extra = minus(found, expected);
    StringBuilder words = new StringBuilder();
    tell("missing", missing, words);
    tell("not expected", extra, words);
    if (missing.isEmpty() && extra.isEmpty()) {
      words.append("the same but for how blank nodes hang together");
    }
    return words.toString();
  }

  private static void tell(String what, List<Quad> quads, StringBuilder words) {
    for (Quad quad : quads.subList(0, Math.min(SHOWN, quads.size()))) {
      words.append(what).append(": ").append(line(quad)).append('\n');
    }
    if (quads.size() > SHOWN) {
      words
          .append("… and ")
          .append(quads.size() - SHOWN)
          .append(" more ")
          .append(what)
          .append('\n');
    }
  }

  private static List<Quad> minus(DatasetGraph one, DatasetGraph other) {
    Map<String, Integer> left = new HashMap<>();
    other.find().forEachRemaining(quad -> left.merge(shape(quad), 1, Integer::sum));
    List<Quad> rest = new ArrayList<>();
    one.find()
        .forEachRemaining(quad -> {
          if (left.merge(shape(quad), -1, Integer::sum) < 0) {
            rest.add(quad);
          }
        });
    return rest;
  }

  /// The quad with all blank nodes alike.
  private static String shape(Quad quad) {
    return List.of(quad.getGraph(), quad.getSubject(), quad.getPredicate(), quad.getObject())
        .stream()
        .map(node -> node.isBlank() ? "_:" : node.toString())
        .collect(Collectors.joining(" "));
  }

  /// N-Quads, sorted, so that a change of the data is a change of few lines.
  public static String sorted(DatasetGraph data) {
    Set<String> lines = new HashSet<>();
    data.find().forEachRemaining(quad -> lines.add(line(quad)));
    return lines.stream().sorted().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Quad quad) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NQuadsWriter.write(out, List.of(quad).iterator());
    return out.toString(StandardCharsets.UTF_8).strip();
  }
}
