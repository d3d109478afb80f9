package org.lacis.lift.propose;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// The classes and properties of ontologies by their labels in French and English, and those of the
/// standards that every table has use for.
final class Vocabulary {
  private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
  private static final String OWL = "http://www.w3.org/2002/07/owl#";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
  private static final String DCTERMS = "http://purl.org/dc/terms/";
  private static final Node TYPE = NodeFactory.createURI(RDF + "type");
  private static final Node LABEL = NodeFactory.createURI(RDFS + "label");
  private static final Node ALT =
      NodeFactory.createURI("http://www.w3.org/2004/02/skos/core#altLabel");
  private static final Node RANGE = NodeFactory.createURI(RDFS + "range");
  private static final Set<String> FILLERS =
      Set.of("de", "du", "des", "la", "le", "les", "d", "l", "of", "the", "en", "au", "aux", "a");

  /// What a term has to reach to be taken.
  static final double ENOUGH = 0.75;

  /// @param range datatype; empty where none is stated
  record Term(String iri, List<String> labels, String range) {}

  /// @param score 0 to 1
  /// @param label the one that matched best
  record Match(Term term, double score, String label) {}

  private final List<Term> classes = new ArrayList<>();
  private final List<Term> properties = new ArrayList<>();

  Vocabulary(List<Graph> ontologies) {
    standard("identifier", DCTERMS + "identifier", "id", "identifiant", "identifier", "gml id");
    standard("label", RDFS + "label", "nom", "name", "libelle", "label", "intitule", "toponyme");
    standard("description", DCTERMS + "description", "description", "descriptif", "commentaire");
    standard("title", DCTERMS + "title", "titre", "title");
    for (Graph graph : ontologies) {
      read(graph);
    }
  }

  private void standard(String local, String iri, String... labels) {
    List<String> all = new ArrayList<>(List.of(labels));
    all.add(local);
    properties.add(new Term(iri, all, ""));
  }

  private void read(Graph graph) {
    Map<Node, List<String>> labels = new LinkedHashMap<>();
    for (Node property : List.of(LABEL, ALT)) {
      graph
          .find(Node.ANY, property, Node.ANY)
          .forEachRemaining(triple -> {
            if (triple.getSubject().isURI() && triple.getObject().isLiteral()) {
              labels
                  .computeIfAbsent(triple.getSubject(), _ -> new ArrayList<>())
                  .add(triple.getObject().getLiteralLexicalForm());
            }
          });
    }
    labels.forEach((node, words) -> {
      Set<String> types = new HashSet<>();
      graph
          .find(node, TYPE, Node.ANY)
          .mapWith(Triple::getObject)
          .forEachRemaining(type -> types.add(type.toString()));
      String iri = node.getURI();
      List<String> all = new ArrayList<>(words);
      all.add(iri.replaceFirst("^.*[#/]", ""));
      String range =
          graph
              .find(node, RANGE, Node.ANY)
              .mapWith(one -> one.getObject().toString())
              .toList()
              .stream()
              .findFirst()
              .orElse("");
      if (types.contains(OWL + "Class") || types.contains(RDFS + "Class")) {
        classes.add(new Term(iri, all, ""));
      } else if (types.contains(OWL + "DatatypeProperty")
          || (types.contains(RDF + "Property") && (range.isEmpty() || range.startsWith(XSD)))) {
        properties.add(new Term(iri, all, range));
      }
    });
  }

  /// The classes for a kind of record, the best first; at most two.
  List<Match> classes(String name) {
    return best(name, classes);
  }

  /// The properties for a column whose values fit their range, the best first; at most two.
  List<Match> properties(String name, Kind kind) {
    return best(name, properties.stream().filter(term -> fits(term.range(), kind)).toList());
  }

  private static boolean fits(String range, Kind kind) {
    String local = range.startsWith(XSD) ? range.substring(XSD.length()) : "";
    return switch (local) {
      case "integer", "int", "long", "nonNegativeInteger", "positiveInteger" ->
          kind == Kind.INTEGER;
      case "decimal", "double", "float" -> kind.number();
      case "boolean" -> kind == Kind.BOOLEAN;
      case "date" -> kind == Kind.DATE || kind == Kind.FRENCH_DATE;
      case "dateTime" -> kind == Kind.DATE_TIME;
      case "gYear" -> false;
      case "anyURI" -> kind == Kind.URL;
      default -> range.isEmpty() || !local.isEmpty() || range.endsWith("langString");
    };
  }

  private static List<Match> best(String name, List<Term> terms) {
    List<Match> all = new ArrayList<>();
    for (Term term : terms) {
      Optional<Match> best =
          term.labels().stream()
              .map(label -> new Match(term, score(name, label), label))
              .max(Comparator.comparingDouble(Match::score));
      best.ifPresent(all::add);
    }
    all.sort(
        Comparator.comparingDouble(Match::score)
            .reversed()
            .thenComparing(match -> match.term().iri()));
    return all.stream().limit(2).toList();
  }

  /// How alike two names are: half by the words they share, half by their letters.
  static double score(String one, String other) {
    List<String> words = words(one);
    List<String> others = words(other);
    if (words.isEmpty() || others.isEmpty()) {
      return 0;
    }
    Set<String> shared = new HashSet<>(words);
    shared.retainAll(new HashSet<>(others));
    double common =
        2.0 * shared.size() / (new HashSet<>(words).size() + new HashSet<>(others).size());
    String a = String.join("", words);
    String b = String.join("", others);
    double letters = 1.0 - (double) distance(a, b) / Math.max(a.length(), b.length());
    return Math.max(a.equals(b) ? 1 : 0, (common + letters) / 2);
  }

  /// Small letters without accents, in the singular, without articles.
  private static List<String> words(String name) {
    String apart = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2");
    String bare =
        Normalizer.normalize(apart.replace("œ", "oe"), Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    for (String word : bare.split("[^a-z0-9]+")) {
      if (!word.isEmpty() && !FILLERS.contains(word)) {
        words.add(word.length() > 3 ? word.replaceFirst("[sx]$", "") : word);
      }
    }
    return words;
  }

  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = now;
    }
    return before[other.length()];
  }
}
