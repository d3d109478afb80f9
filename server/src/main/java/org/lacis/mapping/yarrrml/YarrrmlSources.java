package org.lacis.mapping.yarrrml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.NormalForm;
import org.lacis.mapping.Rml;
import org.lacis.mapping.yarrrml.YamlText.Entry;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Writes logical sources: named ones, and those that stand where they are used.
final class YarrrmlSources {
  private static final String TD = "https://www.w3.org/2019/wot/td#";
  private static final String HCTL = "https://www.w3.org/2019/wot/hypermedia#";

  private static final Map<String, String> KEYS =
      YarrrmlTerms.keys(
          "access", "access",
          "type", "type",
          "referenceFormulation", "referenceFormulation",
          "iterator", "iterator",
          "delimiter", "delimiter",
          "encoding", "encoding",
          "credentials", "credentials",
          "queryFormulation", "queryFormulation",
          "query", "query",
          "table", "table",
          "contentType", "contentType",
          "operationType", "operationType",
          "security", "security",
          "null", "null",
          "compression", "compression",
          "lacis:crs", "lacis:crs",
          "lacis:axisOrder", "lacis:axisOrder",
          "lacis:repair", "lacis:repair",
          "lacis:layer", "lacis:layer");

  private static final Map<String, String> CREDENTIALS =
      YarrrmlTerms.keys("username", "username", "password", "password");

  private static final Map<String, String> FORMULATIONS =
      Map.of("csv", "CSV", "jsonpath", "JSONPath", "xpath", "XPath");

  private static final Map<String, String> DRIVERS =
      Map.of(
          "mysql", "com.mysql.cj.jdbc.Driver",
          "mariadb", "org.mariadb.jdbc.Driver",
          "postgresql", "org.postgresql.Driver",
          "oracle", "oracle.jdbc.driver.OracleDriver",
          "sqlserver", "com.microsoft.sqlserver.jdbc.SQLServerDriver");

  private static final Map<String, String> SCHEMES =
      Map.of(
          "mysql", "jdbc:mariadb:",
          "mariadb", "jdbc:mariadb:",
          "postgresql", "jdbc:postgresql:");

  private final Sheet sheet;
  private final Map<String, Entry> named = new LinkedHashMap<>();
  private final Map<String, Node> made = new HashMap<>();

  YarrrmlSources(Sheet sheet) {
    this.sheet = sheet;
  }

  void declare(Entry entry) {
    named.put(entry.key(), entry);
  }

  /// A source that a mapping names or describes; each named one is written once.
  Optional<Node> source(org.yaml.snakeyaml.nodes.Node node) {
    if (!(node instanceof ScalarNode name)) {
      return described(node);
    }
    Entry entry = named.get(name.getValue());
    if (entry == null) {
      List<String> near = Nearest.to(name.getValue(), named.keySet());
      sheet.problems.add(
          "unknown-source",
          sheet.yaml.place(node),
          "the source " + name.getValue(),
          named.isEmpty() ? "a name under sources" : "one of " + String.join(", ", named.keySet()),
          near.isEmpty()
              ? "Declare it under sources, or describe it here: [file.csv~csv]."
              : "Did you mean " + near.getFirst() + "?");
      return Optional.empty();
    }
    if (!made.containsKey(entry.key())) {
      described(entry.value()).ifPresent(source -> made.put(entry.key(), source));
    }
    return Optional.ofNullable(made.get(entry.key()));
  }

  /// Tells of the sources that no mapping uses.
  void remarkUnused() {
    named
        .values()
        .forEach(entry -> {
          if (!made.containsKey(entry.key())) {
            sheet.rewrites.remark(
                Finding.warning(
                    "mapping.unused-source",
                    entry.place().field(entry.key()),
                    "a source that no mapping uses",
                    "a mapping with source: " + entry.key(),
                    "Take it away, or use it."));
          }
        });
  }

  private Optional<Node> described(org.yaml.snakeyaml.nodes.Node node) {
    return node instanceof SequenceNode list ? brief(list) : full(node);
  }

  /// `[file~formulation, iterator]`.
  private Optional<Node> brief(SequenceNode list) {
    Place place = sheet.yaml.place(list);
    List<String> parts =
        list.getValue().stream()
            .flatMap(one -> sheet.yaml.text(one, "a part of a source").stream())
            .toList();
    int tilde = parts.isEmpty() ? -1 : parts.getFirst().lastIndexOf('~');
    if (tilde < 0 || parts.size() > 2) {
      sheet.problems.add(
          "bad-source",
          place,
          "[" + String.join(", ", parts) + "]",
          "[file~csv], [file~jsonpath, iterator] or [file~xpath, iterator]",
          "Say after ~ how references into the file are written.");
      return Optional.empty();
    }
    Node source = sheet.blank();
    file(source, parts.getFirst().substring(0, tilde), place);
    formulation(source, parts.getFirst().substring(tilde + 1), place);
    if (parts.size() == 2) {
      sheet.put(source, "iterator", parts.get(1), place);
    }
    return Optional.of(source);
  }

  private Optional<Node> full(org.yaml.snakeyaml.nodes.Node node) {
    Place place = sheet.yaml.place(node);
    Map<String, Entry> entries = sheet.yaml.entries(node, "a source", KEYS);
    Node source = sheet.blank();
    Optional<String> type = sheet.yaml.text(entries, "type");
    if (entries.containsKey("query")
        || entries.containsKey("table")
        || type.filter(DRIVERS::containsKey).isPresent()) {
      database(source, entries, type.orElse(""), place);
      return Optional.of(source);
    }
    Optional<String> access = sheet.yaml.text(entries, "access");
    if (access.isEmpty()) {
      sheet.problems.add(
          "no-location", place, "a source without access", "access: file", "Name the file.");
      return Optional.empty();
    }
    if (type.filter("wot"::equals).isPresent()) {
      thing(source, access.get(), entries, place);
    } else if (entries.containsKey("delimiter")) {
      delimited(source, access.get(), entries.get("delimiter"), place);
    } else {
      file(source, access.get(), place);
    }
    Entry formulation = entries.get("referenceFormulation");
    if (formulation != null) {
      sheet
          .yaml
          .text(formulation.value(), "a reference formulation")
          .ifPresent(name -> formulation(source, name, formulation.place()));
    }
    sheet
        .yaml
        .text(entries, "iterator")
        .ifPresent(text -> sheet.put(source, "iterator", text, place));
    sheet
        .yaml
        .text(entries, "encoding")
        .ifPresent(text -> sheet.put(source, "encoding", text, place));
    ours(source, entries);
    return Optional.of(source);
  }

  /// What YARRRML has no key for, and what we say of files beyond RML.
  private void ours(Node source, Map<String, Entry> entries) {
    for (org.yaml.snakeyaml.nodes.Node one : YamlText.list(entries, "null")) {
      sheet
          .yaml
          .text(one, "a text that means no value")
          .ifPresent(text -> sheet.put(source, "null", text, sheet.yaml.place(one)));
    }
    Entry compression = entries.get("compression");
    if (compression != null) {
      sheet
          .yaml
          .text(compression.value(), "a compression")
          .ifPresent(name -> sheet.put(source, "compression", Rml.term(name), compression.place()));
    }
    entries.forEach((key, entry) -> {
      if (key.startsWith("lacis:")) {
        sheet
            .yaml
            .text(entry.value(), key)
            .ifPresent(
                text -> sheet.other(source, Rml.LACIS + key.substring(6), text, entry.place()));
      }
    });
  }

  private void file(Node source, String path, Place place) {
    Node file = sheet.blank();
    sheet.put(source, "source", file, place);
    sheet.type(file, Rml.NS + "RelativePathSource", place);
    sheet.put(file, "root", Rml.term("MappingDirectory"), place);
    sheet.put(file, "path", path, place);
  }

  private void delimited(Node source, String path, Entry delimiter, Place place) {
    Node table = sheet.blank();
    Node dialect = sheet.blank();
    sheet.put(source, "source", table, place);
    sheet.type(table, Rml.CSVW + "Table", place);
    sheet.other(table, Rml.CSVW + "url", path, place);
    sheet.other(table, Rml.CSVW + "dialect", dialect, place);
    sheet.type(dialect, Rml.CSVW + "Dialect", place);
    sheet
        .yaml
        .text(delimiter.value(), "a delimiter")
        .ifPresent(text ->
            sheet.other(
                dialect, Rml.CSVW + "delimiter", text.replace("\\t", "\t"), delimiter.place()));
  }

  /// A property of a Thing, as the registry of sources describes it.
  private void thing(Node source, String address, Map<String, Entry> entries, Place place) {
    Node property = sheet.blank();
    Node form = sheet.blank();
    sheet.put(source, "source", property, place);
    sheet.type(property, TD + "PropertyAffordance", place);
    sheet.other(property, TD + "hasForm", form, place);
    sheet.type(form, TD + "Form", place);
    sheet.other(form, HCTL + "hasTarget", address, place);
    sheet
        .yaml
        .text(entries, "contentType")
        .ifPresent(text -> sheet.other(form, HCTL + "forContentType", text, place));
    sheet
        .yaml
        .text(entries, "operationType")
        .ifPresent(text ->
            sheet.other(
                form,
                HCTL + "hasOperationType",
                NodeFactory.createURI(TD + text + "property"),
                place));
  }

  private void database(Node source, Map<String, Entry> entries, String type, Place place) {
    Node database = sheet.blank();
    sheet.put(source, "source", database, place);
    sheet.type(database, Rml.D2RQ + "Database", place);
    Optional<String> access = sheet.yaml.text(entries, "access");
    sheet.other(
        database,
        Rml.D2RQ + "jdbcDSN",
        access.map(text -> address(text, type)).orElse(NormalForm.UNNAMED_DATABASE),
        place);
    if (DRIVERS.containsKey(type)) {
      sheet.other(database, Rml.D2RQ + "jdbcDriver", DRIVERS.getOrDefault(type, ""), place);
    }
    if (entries.containsKey("credentials")) {
      sheet
          .yaml
          .entries(entries.get("credentials").value(), "credentials", CREDENTIALS)
          .forEach((key, entry) ->
              sheet
                  .yaml
                  .text(entry.value(), key)
                  .ifPresent(text -> sheet.other(database, Rml.D2RQ + key, text, entry.place())));
    }
    Optional<String> table = sheet.yaml.text(entries, "table");
    Optional<String> query = sheet.yaml.text(entries, "query");
    if (table.isPresent() == query.isPresent()) {
      sheet.problems.add(
          "no-table",
          place,
          "a database with both table and query, or none",
          "one of them",
          "Say what is read: table: name, or query: SELECT …");
    }
    table.ifPresent(text -> {
      sheet.put(source, "referenceFormulation", Rml.term("SQL2008Table"), place);
      sheet.put(source, "iterator", text, place);
    });
    query.ifPresent(text -> {
      sheet.put(source, "referenceFormulation", Rml.term("SQL2008Query"), place);
      sheet.put(source, "iterator", text, place);
    });
  }

  private static String address(String access, String type) {
    String scheme = SCHEMES.get(type);
    return scheme == null || access.toLowerCase(Locale.ROOT).startsWith("jdbc:")
        ? access
        : scheme + "//" + access.replaceFirst("^([A-Za-z]+:)?//", "");
  }

  private void formulation(Node source, String name, Place place) {
    String known = FORMULATIONS.get(name.toLowerCase(Locale.ROOT));
    if (known == null && name.indexOf(':') < 0) {
      List<String> near = Nearest.to(name, FORMULATIONS.keySet());
      sheet.problems.add(
          "unknown-formulation",
          place,
          name,
          "csv, jsonpath, xpath, or the IRI of a formulation such as lacis:GeoJSON",
          near.isEmpty() ? "Name one of these." : "Did you mean " + near.getFirst() + "?");
      return;
    }
    if ("XPath".equals(known)) {
      xpath(source, place);
      return;
    }
    sheet.put(
        source,
        "referenceFormulation",
        known == null ? NodeFactory.createURI(sheet.pattern(name).text()) : Rml.term(known),
        place);
  }

  /// XPath knows the prefixes that the file declares.
  private void xpath(Node source, Place place) {
    Map<String, String> declared = sheet.graph.prefixes();
    if (declared.isEmpty()) {
      sheet.put(source, "referenceFormulation", Rml.term("XPath"), place);
      return;
    }
    Node formulation = sheet.blank();
    sheet.put(source, "referenceFormulation", formulation, place);
    sheet.type(formulation, Rml.NS + "XPathReferenceFormulation", place);
    declared.forEach((prefix, iri) -> {
      Node namespace = sheet.blank();
      sheet.put(formulation, "namespace", namespace, place);
      sheet.type(namespace, Rml.NS + "Namespace", place);
      sheet.put(namespace, "namespacePrefix", prefix, place);
      sheet.put(namespace, "namespaceURL", iri, place);
    });
  }
}
