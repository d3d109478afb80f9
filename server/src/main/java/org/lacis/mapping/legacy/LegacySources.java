package org.lacis.mapping.legacy;

import static org.lacis.mapping.legacy.LegacyTerms.rml;
import static org.lacis.mapping.legacy.LegacyTerms.rmlt;
import static org.lacis.mapping.legacy.LegacyTerms.rr;
import static org.lacis.mapping.legacy.LegacyTerms.words;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.mapping.NormalForm;
import org.lacis.mapping.Problems;
import org.lacis.mapping.Rewrites;
import org.lacis.mapping.Rml;
import org.lacis.vocabulary.Place;

/// Rewrites logical tables, logical sources and targets.
final class LegacySources {
  private static final Node JDBC = NodeFactory.createURI(Rml.D2RQ + "jdbcDSN");

  private static final Node IDENTIFIERS = NodeFactory.createURI(Rml.LACIS + "identifiers");

  private final MappingGraph old;
  private final MappingGraph fresh;
  private final Problems problems;
  private final Rewrites rewrites;
  private final Set<Node> sources = new HashSet<>();
  private final Set<Node> targets = new HashSet<>();
  private final Set<Node> joins = new HashSet<>();
  private final Set<Node> names = new HashSet<>();

  LegacySources(MappingGraph old, MappingGraph fresh, Problems problems, Rewrites rewrites) {
    this.old = old;
    this.fresh = fresh;
    this.problems = problems;
    this.rewrites = rewrites;
    for (Node subject : old.subjects()) {
      collect(subject, sources, rr("logicalTable"), rml("logicalSource"));
      collect(subject, targets, rmlt("target"));
      collect(subject, joins, rml("joinCondition"), rr("joinCondition"));
      collect(subject, names, rr("subjectMap"), rr("predicateMap"), rr("graphMap"));
    }
  }

  private void collect(Node subject, Set<Node> into, Node... properties) {
    Stream.of(properties)
        .flatMap(property -> old.about(subject, property).stream())
        .forEach(one -> into.add(one.object()));
  }

  boolean isSource(Node node) {
    return sources.contains(node);
  }

  boolean isTarget(Node node) {
    return targets.contains(node);
  }

  boolean isJoin(Node node) {
    return joins.contains(node);
  }

  /// Whether a term map can only give an IRI where it gives a constant.
  boolean isName(Node node) {
    return names.contains(node);
  }

  /// Whether a statement names a join of several conditions under one function.
  boolean isConjunction(Statement statement) {
    return isJoin(statement.object())
        && old.about(statement.object(), LegacyTerms.fnml("functionValue")).stream()
            .anyMatch(one -> LegacyCall.read(old, one.object(), one.place()).of(LegacyTerms.AND));
  }

  /// The referencing object maps that a join condition belongs to.
  List<Node> joinedBy(Node join) {
    return old.subjects().stream()
        .filter(subject ->
            Stream.of(rml("joinCondition"), rr("joinCondition"))
                .flatMap(property -> old.about(subject, property).stream())
                .anyMatch(one -> one.object().equals(join)))
        .toList();
  }

  void source(Node node) {
    List<Statement> asked =
        old.about(node).stream()
            .filter(one ->
                Stream.of(rr("tableName"), rr("sqlQuery"), rml("query"))
                    .anyMatch(one.predicate()::equals))
            .toList();
    Optional<Statement> source = old.first(node, rml("source"));
    boolean query = old.has(node, rml("query"));
    if (asked.size() > 1 && !query) {
      problems.add(
          "too-many-parts",
          asked.get(1).place(),
          asked.size() + " of rr:tableName, rr:sqlQuery, rml:query",
          "one of them",
          "Keep the table or the query.");
    }
    if (source.isEmpty() && asked.isEmpty()) {
      problems.add(
          "no-source",
          old.place(node, Place.of(old.file())),
          "a logical table without rr:tableName or rr:sqlQuery",
          "one of them",
          "Name the table: rr:logicalTable [ rr:tableName \"…\" ].");
      return;
    }
    for (Statement one : old.about(node)) {
      said(node, one, !asked.isEmpty());
    }
    if (!asked.isEmpty()) {
      asked(node, query ? old.first(node, rml("query")).orElseThrow() : asked.getFirst(), source);
    }
  }

  private void said(Node node, Statement one, boolean database) {
    Node predicate = one.predicate();
    if (predicate.equals(Rml.TYPE)) {
      put(node, one, Rml.TYPE, LegacyTerms.type(one.object()).map(Rml::term).orElse(one.object()));
    } else if (predicate.equals(rml("source"))) {
      location(node, one);
    } else if (predicate.equals(rml("referenceFormulation")) && !database) {
      formulation(node, one);
    } else if (predicate.equals(rml("iterator")) && !database) {
      put(node, one, Rml.term("iterator"), one.object());
    } else if (!LegacyTerms.old(predicate)) {
      put(node, one, predicate, one.object());
    } else if (!Set.of("sqlVersion", "tableName", "sqlQuery", "query", "iterator")
            .contains(predicate.getLocalName())
        && !predicate.equals(rml("referenceFormulation"))) {
      problems.add(
          "misplaced-property",
          one.place(),
          words(predicate) + " on a logical source",
          "rml:source, rml:referenceFormulation, rml:iterator, rml:query, rr:tableName or"
              + " rr:sqlQuery",
          "Move it to the node it belongs to, or mend the spelling.");
    }
  }

  private void asked(Node node, Statement one, Optional<Statement> source) {
    boolean table = one.predicate().equals(rr("tableName"));
    String formulation = table ? "SQL2008Table" : "SQL2008Query";
    rewrites.note(words(one.predicate()) + " → rml:" + formulation + ", rml:iterator", one.place());
    if (source.isEmpty()) {
      Node database = NodeFactory.createBlankNode();
      put(node, one, Rml.term("source"), database);
      put(database, one, Rml.TYPE, NodeFactory.createURI(Rml.D2RQ + "Database"));
      put(database, one, JDBC, NodeFactory.createLiteralString(NormalForm.UNNAMED_DATABASE));
      if (table) {
        // Column names of R2RML are identifiers of SQL (section 5.1). What a query calls its
        // columns is often referred to without the quotes that the query has.
        put(node, one, IDENTIFIERS, NodeFactory.createLiteralString("sql"));
      }
    }
    put(node, one, Rml.term("referenceFormulation"), Rml.term(formulation));
    put(node, one, Rml.term("iterator"), one.object());
  }

  /// A file that is named by text alone lies beside the mapping.
  private void location(Node node, Statement one) {
    if (!one.object().isLiteral()) {
      put(node, one, Rml.term("source"), one.object());
      return;
    }
    rewrites.note("rml:source \"…\" → rml:RelativePathSource", one.place());
    Node file = NodeFactory.createBlankNode();
    put(node, one, Rml.term("source"), file);
    put(file, one, Rml.TYPE, Rml.term("RelativePathSource"));
    put(file, one, Rml.term("root"), Rml.term("MappingDirectory"));
    put(file, one, Rml.term("path"), one.object());
  }

  private void formulation(Node node, Statement one) {
    Optional<Node> now = LegacyTerms.object(one.object());
    if (now.isEmpty() && LegacyTerms.old(one.object())) {
      problems.add(
          "unknown-formulation",
          one.place(),
          words(one.object()),
          "ql:CSV, ql:JSONPath or ql:XPath",
          "Name one of these, or a formulation of the mapping guide by its IRI.");
      return;
    }
    now.ifPresent(it -> rewrites.note(words(one.object()) + " → " + Rml.words(it), one.place()));
    put(node, one, Rml.term("referenceFormulation"), now.orElse(one.object()));
  }

  /// A dump that is described as a dataset is a file now.
  void target(Node node) {
    Optional<Statement> dump =
        old.about(node).stream()
            .filter(one ->
                Set.of(LegacyTerms.VOID + "dataDump", LegacyTerms.DCAT + "dataDump")
                    .contains(one.predicate().getURI()))
            .filter(one -> one.object().isURI() && one.object().getURI().startsWith("file:"))
            .findFirst();
    if (dump.isEmpty()) {
      old.about(node).forEach(one -> put(node, one, one.predicate(), one.object()));
      return;
    }
    Statement one = dump.get();
    rewrites.note(Rml.words(one.predicate()) + " <file://…> → rml:FilePath", one.place());
    put(node, one, Rml.TYPE, Rml.term("FilePath"));
    put(node, one, Rml.term("root"), Rml.term("CurrentWorkingDirectory"));
    String path = one.object().getURI().replaceFirst("^file:(//)?", "");
    put(node, one, Rml.term("path"), NodeFactory.createLiteralString(path));
  }

  private void put(Node subject, Statement at, Node predicate, Node object) {
    fresh.add(subject, predicate, object, old.place(subject, at.place()), at.place());
  }
}
