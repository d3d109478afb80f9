package org.lacis.mapping.yarrrml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.Rml;
import org.lacis.mapping.yarrrml.YamlText.Entry;
import org.lacis.vocabulary.Place;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Writes logical targets: named ones, and those that stand where they are used.
final class YarrrmlTargets {
  private static final String FORMATS = "http://www.w3.org/ns/formats/";
  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";

  private static final Map<String, String> KEYS =
      YarrrmlTerms.keys(
          "access", "access",
          "type", "type",
          "serialization", "serialization",
          "compression", "compression",
          "source", "source",
          "id", "id",
          "ldes", "ldes",
          "authentication", "authentication",
          "headers", "headers",
          "methodName", "methodName",
          "rel", "rel");

  private static final Map<String, String> SERIALIZATIONS =
      Map.of(
          "nquads", "N-Quads",
          "ntriples", "N-Triples",
          "turtle", "Turtle",
          "trig", "TriG",
          "jsonld", "JSON-LD",
          "rdfxml", "RDF_XML",
          "n3", "N3");

  private static final List<String> FILES = List.of("void", "dcat", "localfile");

  private final Sheet sheet;
  private final Map<String, Entry> named = new HashMap<>();
  private final Map<String, Node> made = new HashMap<>();

  YarrrmlTargets(Sheet sheet) {
    this.sheet = sheet;
  }

  void declare(Entry entry) {
    named.put(entry.key(), entry);
  }

  /// Puts the targets of a term map there.
  void put(Node map, org.yaml.snakeyaml.nodes.Node node) {
    for (org.yaml.snakeyaml.nodes.Node one : YamlText.list(node)) {
      target(one)
          .ifPresent(target -> sheet.put(map, "logicalTarget", target, sheet.yaml.place(one)));
    }
  }

  private Optional<Node> target(org.yaml.snakeyaml.nodes.Node node) {
    if (!(node instanceof ScalarNode name)) {
      return described(node);
    }
    Entry entry = named.get(name.getValue());
    if (entry == null) {
      List<String> near = Nearest.to(name.getValue(), named.keySet());
      sheet.problems.add(
          "unknown-target",
          sheet.yaml.place(node),
          "the target " + name.getValue(),
          "a name under targets",
          near.isEmpty() ? "Declare it." : "Did you mean " + near.getFirst() + "?");
      return Optional.empty();
    }
    if (!made.containsKey(entry.key())) {
      described(entry.value()).ifPresent(target -> made.put(entry.key(), target));
    }
    return Optional.ofNullable(made.get(entry.key()));
  }

  private Optional<Node> described(org.yaml.snakeyaml.nodes.Node node) {
    Place place = sheet.yaml.place(node);
    if (node instanceof ScalarNode path) {
      return written(path.getValue(), "localfile", "nquads", "", place);
    }
    if (node instanceof SequenceNode list) {
      List<String> parts =
          list.getValue().stream()
              .flatMap(one -> sheet.yaml.text(one, "a part of a target").stream())
              .toList();
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      String first = parts.getFirst();
      int tilde = first.lastIndexOf('~');
      return written(
          tilde < 0 ? first : first.substring(0, tilde),
          tilde < 0 ? "localfile" : first.substring(tilde + 1),
          parts.size() > 1 ? parts.get(1) : "nquads",
          parts.size() > 2 ? parts.get(2) : "",
          place);
    }
    Map<String, Entry> entries = sheet.yaml.entries(node, "a target", KEYS);
    for (String key : List.of("ldes", "authentication", "headers", "methodName", "rel")) {
      if (entries.containsKey(key)) {
        refuse(entries.get(key).place(), "the key " + key + " of a target");
        return Optional.empty();
      }
    }
    return written(
        sheet.yaml.text(entries, "access").orElse(""),
        sheet.yaml.text(entries, "type").orElse("localfile"),
        sheet.yaml.text(entries, "serialization").orElse("nquads"),
        sheet.yaml.text(entries, "compression").orElse(""),
        place);
  }

  private Optional<Node> written(
      String access, String type, String serialization, String compression, Place place) {
    String format = SERIALIZATIONS.get(serialization);
    if (format == null) {
      sheet.problems.add(
          "unknown-serialization",
          place,
          serialization,
          "one of " + String.join(", ", SERIALIZATIONS.keySet().stream().sorted().toList()),
          "Mend the serialization.");
      return Optional.empty();
    }
    if (!sheet.pattern(access).constant()) {
      refuse(place, "a target whose name depends on the record: " + access);
      return Optional.empty();
    }
    Node target = sheet.blank();
    Node place2 = sheet.blank();
    if (FILES.contains(type)) {
      sheet.type(place2, Rml.NS + "FilePath", place);
      sheet.put(place2, "root", Rml.term("CurrentWorkingDirectory"), place);
      sheet.put(place2, "path", access, place);
    } else if (type.equals("sd") || type.equals("sparql")) {
      sheet.type(place2, SD + "Service", place);
      sheet.other(place2, SD + "endpoint", NodeFactory.createURI(access), place);
      sheet.other(
          place2, SD + "supportedLanguage", NodeFactory.createURI(SD + "SPARQL11Update"), place);
    } else {
      refuse(place, "a target of type " + type);
      return Optional.empty();
    }
    sheet.type(target, Rml.NS + "LogicalTarget", place);
    sheet.put(target, "target", place2, place);
    sheet.put(target, "serialization", NodeFactory.createURI(FORMATS + format), place);
    if (!compression.isEmpty()) {
      sheet.put(target, "compression", Rml.term(compression), place);
    }
    return Optional.of(target);
  }

  private void refuse(Place place, String found) {
    sheet.problems.add(
        "not-supported",
        place,
        found,
        "a target that is a file: access, type localfile, serialization, compression",
        "Targets that are found while lifting, are event streams or are sent over HTTP are not"
            + " carried out: name a file, or the output of the run.");
  }
}
