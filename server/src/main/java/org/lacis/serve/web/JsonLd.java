package org.lacis.serve.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/// Writes a graph as JSON-LD 1.1 with prefixes as its context: one object a subject, every value as
/// a list member with its datatype, so that what is read back is what was written. A fifth of the
/// time of a general processor, which works out a context and compacts by it.
final class JsonLd {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> prefixes;
  private final Map<String, String> used = new TreeMap<>();
  private final Map<Node, String> blanks = new LinkedHashMap<>();

  private JsonLd(Map<String, String> prefixes) {
    this.prefixes = prefixes;
  }

  /// @param prefixes prefix to namespace
  /// @return empty for a graph with terms that JSON-LD 1.1 has no plain form for: triple terms,
  ///   texts with a direction
  static Optional<byte[]> write(Graph graph, Map<String, String> prefixes) {
    Map<Node, Map<Node, List<Node>>> subjects = new LinkedHashMap<>();
    Set<String> schemes = new HashSet<>();
    boolean[] plain = {true};
    graph
        .find()
        .forEachRemaining(triple -> {
          plain[0] &= isPlain(triple);
          scheme(triple.getSubject(), schemes);
          scheme(triple.getPredicate(), schemes);
          scheme(triple.getObject(), schemes);
          subjects
              .computeIfAbsent(triple.getSubject(), _ -> new LinkedHashMap<>())
              .computeIfAbsent(triple.getPredicate(), _ -> new ArrayList<>())
              .add(triple.getObject());
        });
    if (!plain[0]) {
      return Optional.empty();
    }
    // `geo:45,4` is an IRI, too: where one begins like a prefix, that prefix is not used
    Map<String, String> safe = new TreeMap<>(prefixes);
    safe.keySet().removeAll(schemes);
    return Optional.of(new JsonLd(safe).bytes(subjects));
  }

  private static boolean isPlain(Triple triple) {
    Node object = triple.getObject();
    boolean directed =
        object.isLiteral() && RDF.dirLangString.getURI().equals(object.getLiteralDatatypeURI());
    return !directed && !object.isTripleTerm() && !triple.getSubject().isTripleTerm();
  }

  private static void scheme(Node node, Set<String> schemes) {
    if (node.isURI()) {
      int colon = node.getURI().indexOf(':');
      schemes.add(colon < 0 ? "" : node.getURI().substring(0, colon));
    }
  }

  private byte[] bytes(Map<Node, Map<Node, List<Node>>> subjects) {
    // names are shortened while the graph is written, and the context, which comes before it, has
    // those that were used
    byte[] written = written(json -> graph(json, subjects));
    return written(json -> {
      json.writeStartObject();
      json.writeObjectFieldStart("@context");
      for (Map.Entry<String, String> prefix : used.entrySet()) {
        json.writeStringField(prefix.getKey(), prefix.getValue());
      }
      json.writeEndObject();
      json.writeFieldName("@graph");
      json.writeRawValue(new String(written, java.nio.charset.StandardCharsets.UTF_8));
      json.writeEndObject();
    });
  }

  /// Writes to a generator.
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void graph(JsonGenerator json, Map<Node, Map<Node, List<Node>>> subjects)
      throws IOException {
    json.writeStartArray();
    for (Map.Entry<Node, Map<Node, List<Node>>> subject : subjects.entrySet()) {
      json.writeStartObject();
      json.writeStringField("@id", name(subject.getKey()));
      for (Map.Entry<Node, List<Node>> property : subject.getValue().entrySet()) {
        property(json, property.getKey(), property.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void property(JsonGenerator json, Node property, List<Node> values) throws IOException {
    boolean kinds =
        property.equals(RDF.type.asNode()) && values.stream().noneMatch(Node::isLiteral);
    json.writeArrayFieldStart(kinds ? "@type" : name(property));
    for (Node value : values) {
      if (kinds) {
        json.writeString(name(value));
      } else if (value.isLiteral()) {
        literal(json, value);
      } else {
        json.writeStartObject();
        json.writeStringField("@id", name(value));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void literal(JsonGenerator json, Node literal) throws IOException {
    String text = literal.getLiteralLexicalForm();
    if (XSDDatatype.XSDstring.getURI().equals(literal.getLiteralDatatypeURI())) {
      json.writeString(text);
      return;
    }
    json.writeStartObject();
    if (literal.getLiteralLanguage().isEmpty()) {
      json.writeStringField("@type", shortened(literal.getLiteralDatatypeURI()));
    } else {
      json.writeStringField("@language", literal.getLiteralLanguage());
    }
    json.writeStringField("@value", text);
    json.writeEndObject();
  }

  private String name(Node node) {
    return node.isURI()
        ? shortened(node.getURI())
        : blanks.computeIfAbsent(node, _ -> "_:b" + blanks.size());
  }

  private String shortened(String iri) {
    for (Map.Entry<String, String> prefix : prefixes.entrySet()) {
      // what follows must not begin like the path of an address
      if (iri.startsWith(prefix.getValue()) && !iri.startsWith("//", prefix.getValue().length())) {
        used.put(prefix.getKey(), prefix.getValue());
        return prefix.getKey() + ":" + iri.substring(prefix.getValue().length());
      }
    }
    return iri;
  }
}
