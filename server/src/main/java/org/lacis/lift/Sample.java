package org.lacis.lift;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingReader;
import org.lacis.mapping.NormalForm;
import org.lacis.source.Sources;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// The triples of the first records of a mapping, for a person to read: Turtle (TriG where the
/// mapping names graphs), the prefixes of the mapping, and above each block the record it is of.
public final class Sample implements Lifter.SampleSink {
  /// A literal longer than this is cut in print.
  private static final int READABLE = 120;

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
  private static final Map<String, String> USUAL =
      Map.of(
          "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
          "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
          "xsd", XSD,
          "owl", "http://www.w3.org/2002/07/owl#",
          "geo", "http://www.opengis.net/ont/geosparql#",
          "lacis", "https://w3id.org/lacis#",
          "dcterms", "http://purl.org/dc/terms/");

  private final Map<String, String> prefixes = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<Node, String> blanks = new HashMap<>();
  private final StringBuilder body = new StringBuilder();

  /// What the record at hand gives: objects by predicate by subject by graph, in the order made.
  private final Map<Node, Map<Node, Map<Node, Set<Node>>>> block = new LinkedHashMap<>();

  /// The record at hand in words; empty before the first one and at the end.
  private String record = "";

  private boolean cut;

  private Sample(Map<String, String> prefixes) {
    this.prefixes.putAll(USUAL);
    this.prefixes.putAll(prefixes);
    this.prefixes.values().removeIf(iri -> iri.startsWith("http://w3id.org/rml/"));
  }

  /// What a sample shows.
  ///
  /// @param text Turtle or TriG; literals of more than 120 characters are cut
  /// @param report of the records that were read
  public record Result(String text, LiftReport report) {}

  /// @param records how many of each source
  /// @throws MappingException when the mapping is wrong, or asks for what does not exist
  public static Result of(
      Path mapping, LiftSettings settings, Sources sources, long records, FindingSink findings) {
    NormalForm normal = NormalForm.read(mapping, settings.baseIri());
    Sample sample = new Sample(normal.graph().prefixes());
    LiftReport report =
        new Lifter(MappingReader.read(normal, mapping), settings, sources)
            .sample(records, sample, findings);
    return new Result(sample.text(), report);
  }

  @Override
  public void record(long number, Place place) {
    flush();
    record =
        place.unit() == Place.Unit.RECORD
            ? place.toString()
            : place.source()
                + ", record "
                + number
                + place.toString().substring(place.source().length());
  }

  @Override
  public void quad(Node graph, Node subject, Node predicate, Node object) {
    block
        .computeIfAbsent(graph, _ -> new LinkedHashMap<>())
        .computeIfAbsent(subject, _ -> new LinkedHashMap<>())
        .computeIfAbsent(predicate, _ -> new LinkedHashSet<>())
        .add(object);
  }

  private void flush() {
    if (record.isEmpty() && block.isEmpty()) {
      return;
    }
    body.append("\n# ").append(record.isEmpty() ? "at the end" : record).append('\n');
    if (block.isEmpty()) {
      body.append("# gives nothing\n");
    }
    block.forEach((graph, subjects) -> {
      if (Quad.isDefaultGraph(graph)) {
        subjects.forEach((subject, said) -> subject(subject, said, ""));
      } else {
        body.append("GRAPH ").append(term(graph)).append(" {\n");
        subjects.forEach((subject, said) -> subject(subject, said, "  "));
        body.append("}\n");
      }
    });
    block.clear();
    record = "";
  }

  private void subject(Node subject, Map<Node, Set<Node>> said, String indent) {
    body.append(indent).append(term(subject));
    String before = " ";
    for (Map.Entry<Node, Set<Node>> one : said.entrySet()) {
      body.append(before)
          .append(one.getKey().equals(MapWorker.TYPE) ? "a" : term(one.getKey()))
          .append(' ')
          .append(String.join(", ", one.getValue().stream().map(this::term).toList()));
      before = " ;\n" + indent + "    ";
    }
    body.append(" .\n");
  }

  private String text() {
    flush();
    StringBuilder head = new StringBuilder();
    prefixes.forEach((name, iri) -> {
      if (used.contains(name)) {
        head.append("@prefix ").append(name).append(": <").append(iri).append("> .\n");
      }
    });
    if (cut) {
      head.append("# Literals of more than ")
          .append(READABLE)
          .append(" characters are cut here.\n");
    }
    return head.append(body).toString();
  }

  private String term(Node node) {
    if (node.isURI()) {
      return iri(node.getURI());
    }
    if (node.isBlank()) {
      return blanks.computeIfAbsent(node, _ -> "_:b" + (blanks.size() + 1));
    }
    if (node.isTripleTerm()) {
      Triple triple = node.getTriple();
      return "<<( "
          + String.join(
              " ",
              List.of(triple.getSubject(), triple.getPredicate(), triple.getObject()).stream()
                  .map(this::term)
                  .toList())
          + " )>>";
    }
    return literal(node);
  }

  private String iri(String iri) {
    String best = "";
    for (Map.Entry<String, String> one : prefixes.entrySet()) {
      String namespace = one.getValue();
      boolean better =
          best.isEmpty() || namespace.length() > prefixes.getOrDefault(best, "").length();
      if (better
          && iri.startsWith(namespace)
          && LOCAL.matcher(iri.substring(namespace.length())).matches()) {
        best = one.getKey();
      }
    }
    if (best.isEmpty()) {
      return "<" + iri + ">";
    }
    used.add(best);
    return best + ":" + iri.substring(prefixes.getOrDefault(best, "").length());
  }

  private String literal(Node node) {
    String lexical = node.getLiteralLexicalForm();
    String datatype = node.getLiteralDatatypeURI();
    boolean plain =
        (datatype.equals(XSD + "integer") && NUMBER.matcher(lexical).matches())
            || (datatype.equals(XSD + "boolean") && List.of("true", "false").contains(lexical));
    if (plain) {
      return lexical;
    }
    String shown = lexical;
    if (lexical.length() > READABLE) {
      cut = true;
      int end = Character.isHighSurrogate(lexical.charAt(READABLE - 1)) ? READABLE - 1 : READABLE;
      shown = lexical.substring(0, end) + "…";
    }
    String quoted = '"' + escaped(shown) + '"';
    if (!node.getLiteralLanguage().isEmpty()) {
      return quoted + "@" + node.getLiteralLanguage();
    }
    return datatype.equals(XSD + "string")
        ? quoted
        : quoted + "^^" + term(NodeFactory.createURI(datatype));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
