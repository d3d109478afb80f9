package org.lacis.bench.reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/// The rules of RDFS or of OWL 2 RL for one ontology, as rule engines are best given them: each of
/// its axioms one rule over classes and properties that it names, none over any property. That
/// everything is a thing or a resource, and contradictions, are left out.
final class Axioms {
  /// Classes without a name go by one that begins so.
  static final String UNNAMED = "urn:x-lacis:class:";

  private static final int ENOUGH = 1 << 18;

  private static final Set<String> SILENT =
      Set.of(
          RDF.type.getURI(),
          RDF.first.getURI(),
          RDF.rest.getURI(),
          RDFS.label.getURI(),
          RDFS.comment.getURI(),
          OWL.versionInfo.getURI());

  private static final Set<String> KINDS =
      Set.of(
          OWL.Class.getURI(),
          OWL.Restriction.getURI(),
          OWL.Ontology.getURI(),
          OWL.ObjectProperty.getURI(),
          OWL.DatatypeProperty.getURI(),
          OWL.TransitiveProperty.getURI());

  /// A class with one variable, or a property with two.
  record Atom(String name, List<String> variables) {
    Atom {
      variables = List.copyOf(variables);
    }

    private boolean isClass() {
      return variables.size() == 1;
    }
  }

  /// @param name of the rule in its standard
  record Rule(String name, Atom head, List<Atom> body) {}

  private final Graph ontology;
  private final Map<Node, String> unnamed = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  private Axioms(Graph ontology) {
    this.ontology = ontology;
  }

  static List<Rule> rdfs(Graph ontology) {
    Axioms axioms = new Axioms(ontology);
    axioms.hierarchies();
    return List.copyOf(axioms.rules);
  }

  /// @throws IllegalStateException for an ontology that says more than we know to specialise
  static List<Rule> owlRl(Graph ontology) {
    Axioms axioms = new Axioms(ontology);
    axioms.refuseUnknown();
    axioms.hierarchies();
    axioms.classes();
    axioms.properties();
    axioms.betweenRestrictions();
    return List.copyOf(axioms.rules);
  }

  private void refuseUnknown() {
    Set<String> known = new LinkedHashSet<>(SILENT);
    for (var property :
        List.of(
            RDFS.subClassOf,
            RDFS.subPropertyOf,
            RDFS.domain,
            RDFS.range,
            OWL.inverseOf,
            OWL.intersectionOf,
            OWL.someValuesFrom,
            OWL.onProperty)) {
      known.add(property.getURI());
    }
    ontology
        .find()
        .forEach(triple -> {
          boolean kind = triple.predicateMatches(RDF.type.asNode());
          if (!known.contains(triple.getPredicate().getURI())
              || (kind && !KINDS.contains(triple.getObject().getURI()))) {
            throw new IllegalStateException("no rule is known for " + triple);
          }
        });
  }

  private List<Triple> said(org.apache.jena.rdf.model.Property property) {
    return ontology.find(Node.ANY, property.asNode(), Node.ANY).toList();
  }

  private Node object(Node subject, org.apache.jena.rdf.model.Property property) {
    return ontology.find(subject, property.asNode(), Node.ANY).next().getObject();
  }

  private String name(Node term) {
    return term.isURI()
        ? term.getURI()
        : unnamed.computeIfAbsent(term, _ -> UNNAMED + unnamed.size());
  }

  private Atom is(Node type) {
    return new Atom(name(type), List.of("x"));
  }

  private Atom link(Node property, String from, String to) {
    return new Atom(name(property), List.of(from, to));
  }

  private void rule(String name, Atom head, Atom... body) {
    rules.add(new Rule(name, head, List.of(body)));
  }

  private void hierarchies() {
    for (Triple axiom : said(RDFS.subClassOf)) {
      rule("cax-sco", is(axiom.getObject()), is(axiom.getSubject()));
    }
    for (Triple axiom : said(RDFS.subPropertyOf)) {
      rule("prp-spo1", link(axiom.getObject(), "x", "y"), link(axiom.getSubject(), "x", "y"));
    }
    for (Triple axiom : said(RDFS.domain)) {
      rule("prp-dom", is(axiom.getObject()), link(axiom.getSubject(), "x", "y"));
    }
    for (Triple axiom : said(RDFS.range)) {
      rule("prp-rng", is(axiom.getObject()), link(axiom.getSubject(), "y", "x"));
    }
  }

  private void classes() {
    for (Triple axiom : said(OWL.intersectionOf)) {
      List<Atom> members = new ArrayList<>();
      for (Node each : members(axiom.getObject())) {
        members.add(is(each));
        rule("cls-int2", is(each), is(axiom.getSubject()));
      }
      rule("cls-int1", is(axiom.getSubject()), members.toArray(Atom[]::new));
    }
    for (Triple axiom : said(OWL.someValuesFrom)) {
      rule(
          "cls-svf1",
          is(axiom.getSubject()),
          link(object(axiom.getSubject(), OWL.onProperty), "x", "y"),
          new Atom(name(axiom.getObject()), List.of("y")));
    }
  }

  private List<Node> members(Node list) {
    List<Node> members = new ArrayList<>();
    for (Node cell = list; !cell.equals(RDF.nil.asNode()); cell = object(cell, RDF.rest)) {
      members.add(object(cell, RDF.first));
    }
    return members;
  }

  private void properties() {
    for (Triple axiom : said(OWL.inverseOf)) {
      rule("prp-inv1", link(axiom.getObject(), "y", "x"), link(axiom.getSubject(), "x", "y"));
      rule("prp-inv2", link(axiom.getSubject(), "y", "x"), link(axiom.getObject(), "x", "y"));
    }
    ontology
        .find(Node.ANY, RDF.type.asNode(), OWL.TransitiveProperty.asNode())
        .forEach(axiom ->
            rule(
                "prp-trp",
                link(axiom.getSubject(), "x", "z"),
                link(axiom.getSubject(), "x", "y"),
                link(axiom.getSubject(), "y", "z")));
  }

  /// What scm-svf1 and scm-svf2 add: a restriction is below another when its property or its class
  /// is, and the rest is the same.
  private void betweenRestrictions() {
    Map<Node, Set<Node>> above = new LinkedHashMap<>();
    said(RDFS.subClassOf).forEach(axiom -> add(above, axiom.getSubject(), axiom.getObject()));
    said(OWL.intersectionOf)
        .forEach(axiom ->
            members(axiom.getObject()).forEach(each -> add(above, axiom.getSubject(), each)));
    Map<Node, Set<Node>> over = new LinkedHashMap<>();
    said(RDFS.subPropertyOf).forEach(axiom -> add(over, axiom.getSubject(), axiom.getObject()));
    List<Node> restrictions = said(OWL.someValuesFrom).stream().map(Triple::getSubject).toList();
    boolean more = true;
    while (more) {
      more = false;
      for (Node one : restrictions) {
        for (Node other : restrictions) {
          Node from = object(one, OWL.someValuesFrom);
          Node to = object(other, OWL.someValuesFrom);
          Node property = object(one, OWL.onProperty);
          Node wider = object(other, OWL.onProperty);
          boolean below =
              !one.equals(other)
                  && ((property.equals(wider) && reaches(above, from, to))
                      || (from.equals(to) && reaches(over, property, wider)));
          if (below && !reaches(above, one, other)) {
            add(above, one, other);
            rule("scm-svf", is(other), is(one));
            more = true;
          }
        }
      }
    }
  }

  private static void add(Map<Node, Set<Node>> edges, Node from, Node to) {
    edges.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
  }

  private static boolean reaches(Map<Node, Set<Node>> edges, Node from, Node to) {
    Set<Node> seen = new LinkedHashSet<>(Set.of(from));
    List<Node> open = new ArrayList<>(seen);
    while (!open.isEmpty()) {
      for (Node next : edges.getOrDefault(open.removeLast(), Set.of())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return seen.contains(to);
  }

  /// In the syntax of Jena's rules.
  static void writeJena(List<Rule> rules, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Rule rule : rules) {
      String body = rule.body().stream().map(Axioms::jena).collect(Collectors.joining(" "));
      lines.add("[" + body + " -> " + jena(rule.head()) + "]");
    }
    Files.write(file, lines);
  }

  private static String jena(Atom atom) {
    String first = atom.variables().getFirst();
    return atom.isClass()
        ? String.format("(?%s <%s> <%s>)", first, RDF.type.getURI(), atom.name())
        : String.format("(?%s <%s> ?%s)", first, atom.name(), atom.variables().getLast());
  }

  /// In the syntax of Rulewerk, with a table of comma-separated values for each class and each
  /// property of the data beside it.
  static void writeRulewerk(List<Rule> rules, Numbered data, Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<Integer, StringBuilder> tables = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    long type = data.id(RDF.type.asNode());
    for (int i = 0; i < data.size(); i++) {
      int[] ids = data.triple(i);
      boolean member = ids[1] == type;
      int key = member ? ids[2] : ids[1];
      Path file = folder.resolve("t" + key + ".csv");
      StringBuilder table = tables.get(key);
      if (table == null) {
        table = new StringBuilder();
        tables.put(key, table);
        text.append(
            String.format(
                "@source <%s>[%d]: load-csv(\"%s\") .%n",
                data.node(key).getURI(), member ? 1 : 2, file));
      }
      table.append(quoted(data.node(ids[0])));
      if (!member) {
        table.append(',').append(quoted(data.node(ids[2])));
      }
      table.append('\n');
      if (table.length() > ENOUGH) {
        flush(table, file);
      }
    }
    for (Map.Entry<Integer, StringBuilder> table : tables.entrySet()) {
      flush(table.getValue(), folder.resolve("t" + table.getKey() + ".csv"));
    }
    append(rules, Axioms::relation, text);
    Files.writeString(folder.resolve("rules.rls"), text);
  }

  /// In the syntax of Rulewerk over one relation of triples, which it reads from a file of them.
  static void writeRulewerk(List<Rule> rules, Path triples, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(String.format("@source triple[3]: load-rdf(\"%s\") .%n", triples));
    append(rules, Axioms::triple, text);
    Files.writeString(file, text);
  }

  private static void flush(StringBuilder lines, Path file) throws IOException {
    Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    lines.setLength(0);
  }

  private static void append(List<Rule> rules, Function<Atom, String> form, StringBuilder text) {
    for (Rule rule : rules) {
      text.append(form.apply(rule.head())).append(" :- ");
      text.append(rule.body().stream().map(form).collect(Collectors.joining(", ")));
      text.append(" .\n");
    }
  }

  private static String relation(Atom atom) {
    return "<" + atom.name() + ">(?" + String.join(", ?", atom.variables()) + ")";
  }

  private static String triple(Atom atom) {
    String first = atom.variables().getFirst();
    return atom.isClass()
        ? String.format("triple(?%s, <%s>, <%s>)", first, RDF.type.getURI(), atom.name())
        : String.format("triple(?%s, <%s>, ?%s)", first, atom.name(), atom.variables().getLast());
  }

  private static String quoted(Node node) {
    String word = NodeFmtLib.strNT(node);
    return node.isLiteral() ? '"' + word.replace("\"", "\"\"") + '"' : word;
  }
}
