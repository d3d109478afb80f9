package org.lacis.link.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.vocabulary.Geo;
import org.lacis.vocabulary.Lacis;

/// The terms that a rule names, with its prefixes.
final class Terms {
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("lacis", Lacis.NS),
          Map.entry("geo", Geo.NS),
          Map.entry("dcterms", "http://purl.org/dc/terms/"),
          Map.entry("dcat", "http://www.w3.org/ns/dcat#"),
          Map.entry("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
          Map.entry("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
          Map.entry("owl", "http://www.w3.org/2002/07/owl#"),
          Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
          Map.entry("prov", "http://www.w3.org/ns/prov#"),
          Map.entry("sosa", "http://www.w3.org/ns/sosa/"),
          Map.entry("foaf", "http://xmlns.com/foaf/0.1/"),
          Map.entry("schema", "https://schema.org/"),
          Map.entry("igeo", "http://rdf.insee.fr/def/geo#"));

  private final Map<String, String> prefixes = new HashMap<>(PREFIXES);

  /// The prefixes that every rule knows.
  static Map<String, String> known() {
    return PREFIXES;
  }

  void declare(String prefix, String namespace) {
    prefixes.put(prefix, namespace);
  }

  Node term(Yaml yaml, String key) {
    return iri(yaml, key, yaml.text(key));
  }

  Node iri(Yaml yaml, String key, String word) {
    return expanded(word)
        .map(NodeFactory::createURI)
        .orElseThrow(() ->
            yaml.wrong(
                key,
                "prefix:name or an IRI; known prefixes: "
                    + prefixes.keySet().stream().sorted().collect(Collectors.joining(", ")),
                "Declare the prefix below 'prefixes', or write the whole IRI."));
  }

  /// A property, or several with `/` between them, `^` before one that is walked backwards. A whole
  /// IRI in a path of several stands in `<>`.
  Path path(Yaml yaml, String key) {
    String text = yaml.text(key);
    if (expanded(text).isPresent() && !text.contains("/")
        || text.startsWith("http")
        || text.startsWith("urn:")) {
      return Path.of(iri(yaml, key, text));
    }
    List<Path.Step> steps = new ArrayList<>();
    for (String word : parts(text)) {
      boolean backwards = word.startsWith("^");
      String term = backwards ? word.substring(1) : word;
      if (term.startsWith("<") && term.endsWith(">")) {
        term = term.substring(1, term.length() - 1);
      }
      steps.add(new Path.Step(iri(yaml, key, term), backwards));
    }
    if (steps.size() > Path.LONGEST) {
      throw yaml.wrong(
          key, "a path of " + Path.LONGEST + " properties at most", "Shorten the path.");
    }
    return new Path(steps);
  }

  /// Cut at each `/` that stands outside of `<>`.
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<' || c == '>') {
        inside = c == '<';
      } else if (c == '/' && !inside) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  Optional<String> expanded(String word) {
    if (word.startsWith("http://") || word.startsWith("https://") || word.startsWith("urn:")) {
      return Optional.of(word);
    }
    int colon = word.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.ofNullable(prefixes.get(word.substring(0, colon)))
            .map(namespace -> namespace + word.substring(colon + 1));
  }
}
