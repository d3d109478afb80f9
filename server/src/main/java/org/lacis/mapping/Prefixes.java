package org.lacis.mapping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Checks what a mapping does with prefixes: namespaces that are nearly those of a mapping
/// language, and names whose prefix was never declared and which therefore went on as IRIs of no
/// scheme.
public final class Prefixes {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("rml", Rml.NS),
          Map.entry("rr", "http://www.w3.org/ns/r2rml#"),
          Map.entry("ql", "http://semweb.mmlab.be/ns/ql#"),
          Map.entry("fnml", "http://semweb.mmlab.be/ns/fnml#"),
          Map.entry("rmlt", "http://semweb.mmlab.be/ns/rml-target#"),
          Map.entry("fno", "https://w3id.org/function/ontology#"),
          Map.entry("grel", "http://users.ugent.be/~bjdmeest/function/grel.ttl#"),
          Map.entry("idlab-fn", "https://w3id.org/imec/idlab/function#"),
          Map.entry("lacis", Rml.LACIS),
          Map.entry("lf", "https://w3id.org/lacis/fn#"),
          Map.entry("csvw", Rml.CSVW),
          Map.entry("d2rq", Rml.D2RQ),
          Map.entry("dcat", Rml.DCAT),
          Map.entry("formats", "http://www.w3.org/ns/formats/"),
          Map.entry("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
          Map.entry("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
          Map.entry("xsd", "http://www.w3.org/2001/XMLSchema#"),
          Map.entry("owl", "http://www.w3.org/2002/07/owl#"),
          Map.entry("geo", "http://www.opengis.net/ont/geosparql#"),
          Map.entry("dcterms", "http://purl.org/dc/terms/"),
          Map.entry("foaf", "http://xmlns.com/foaf/0.1/"),
          Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
          Map.entry("schema", "http://schema.org/"));

  /// Namespaces that another prefix of the table has no business to be near.
  private static final String LEGACY = "http://semweb.mmlab.be/ns/rml#";

  private static final Set<String> SCHEMES =
      Set.of("urn", "mailto", "tel", "data", "tag", "info", "doi", "cid", "file", "jdbc", "geo");

  private static final Pattern NAME =
      Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*):(?!//)(.*)", Pattern.DOTALL);

  private static final List<String> NAMED =
      List.of(
          "subject",
          "predicate",
          "object",
          "graph",
          "class",
          "datatype",
          "constant",
          "function",
          "parameter",
          "serialization",
          "referenceFormulation");

  private final MappingGraph graph;
  private final List<Finding> findings = new ArrayList<>();

  private Prefixes(MappingGraph graph) {
    this.graph = graph;
  }

  static Finding undeclared(String prefix, Place place, Collection<String> declared) {
    String known = KNOWN.get(prefix);
    List<String> near = Nearest.to(prefix, declared);
    return Finding.violation(
        "mapping.undeclared-prefix",
        place,
        "the prefix " + prefix + ":, which is not declared",
        declared.isEmpty() ? "a declaration" : "one of " + String.join(", ", colons(declared)),
        known != null
            ? "Add: @prefix " + prefix + ": <" + known + "> ."
            : near.isEmpty()
                ? "Declare it at the start of the file."
                : "Did you mean " + near.getFirst() + ":?");
  }

  private static List<String> colons(Collection<String> names) {
    return names.stream().map(name -> name + ":").sorted().toList();
  }

  /// @param text the file as it stands, which alone knows the lines of its prefixes
  public static List<Finding> check(NormalForm normal, Path file, String text) {
    Prefixes prefixes = new Prefixes(normal.graph());
    prefixes.namespaces(file, text);
    prefixes.names();
    return prefixes.findings;
  }

  private void namespaces(Path file, String text) {
    List<String> lines = text.lines().toList();
    Set<String> right = new LinkedHashSet<>(KNOWN.values());
    right.add(LEGACY);
    graph
        .prefixes()
        .forEach((name, iri) -> {
          if (right.contains(iri)) {
            return;
          }
          right.stream()
              .filter(one -> bare(one).equals(bare(iri)))
              .findFirst()
              .or(() ->
                  java.util.Optional.ofNullable(KNOWN.get(name))
                      .filter(one -> !Nearest.to(bare(iri), List.of(bare(one))).isEmpty()))
              .ifPresent(one -> {
                long line = 1;
                for (int i = 0; i < lines.size(); i++) {
                  if (lines.get(i).contains(iri)) {
                    line = i + 1L;
                    break;
                  }
                }
                findings.add(
                    Finding.warning(
                        "mapping.odd-namespace",
                        Place.line(file.toString(), line).field(name),
                        "<" + iri + ">",
                        "<" + one + ">",
                        "Did you mean <"
                            + one
                            + ">? Terms of another namespace mean nothing here."));
              });
        });
  }

  /// A namespace without what is most often mistaken in one.
  private static String bare(String iri) {
    return iri.toLowerCase(Locale.ROOT)
        .replaceFirst("^https?://(www\\.)?", "")
        .replaceFirst("[/#]+$", "");
  }

  private void names() {
    for (Node subject : graph.subjects()) {
      for (Statement one : graph.about(subject)) {
        String property = Rml.name(one.predicate()).orElse("");
        if (NAMED.contains(property) && one.object().isURI()) {
          name(one.object().getURI(), one.place());
        }
        if (List.of("subjectMap", "predicateMap", "objectMap", "graphMap").contains(property)) {
          template(one.object());
        }
      }
    }
  }

  private void template(Node map) {
    boolean named =
        graph.about(map).stream()
            .noneMatch(one -> {
              String property = Rml.name(one.predicate()).orElse("");
              return property.startsWith("language")
                  || property.startsWith("datatype")
                  || (property.equals("termType")
                      && List.of("Literal", "BlankNode")
                          .contains(Rml.name(one.object()).orElse("")));
            });
    if (named) {
      graph
          .first(map, Rml.term("template"))
          .filter(one -> one.object().isLiteral())
          .ifPresent(one -> name(one.object().getLiteralLexicalForm(), one.place()));
    }
  }

  private void name(String iri, Place place) {
    var parts = NAME.matcher(iri);
    if (!parts.matches() || SCHEMES.contains(parts.group(1).toLowerCase(Locale.ROOT))) {
      return;
    }
    String prefix = parts.group(1);
    Finding finding = undeclared(prefix, place, graph.prefixes().keySet());
    String known = KNOWN.get(prefix);
    findings.add(
        Finding.warning(
            finding.code(),
            place,
            iri + ", whose prefix " + prefix + ": is not declared",
            finding.expected(),
            known != null ? "Declare " + prefix + ": <" + known + ">." : finding.remedy()));
  }
}
