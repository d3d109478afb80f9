package org.lacis.mapping.legacy;

import static org.lacis.mapping.legacy.LegacyTerms.fnml;
import static org.lacis.mapping.legacy.LegacyTerms.rml;
import static org.lacis.mapping.legacy.LegacyTerms.rr;
import static org.lacis.mapping.legacy.LegacyTerms.words;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.mapping.Language;
import org.lacis.mapping.MappingException;
import org.lacis.mapping.MappingGraph;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.mapping.Nearest;
import org.lacis.mapping.Problems;
import org.lacis.mapping.Rewrites;
import org.lacis.mapping.Rml;
import org.lacis.vocabulary.Place;

/// Rewrites R2RML and RML of before 2024 to RML.
///
/// Most terms only change their namespace. What is said in another way now: logical tables become
/// logical sources of a database, `fnml:functionValue` becomes `rml:functionExecution`, the
/// function `trueCondition` becomes `rml:condition`, a join by the function `equal` becomes a join
/// condition, and constants that are IRIs written as text become IRIs. Terms of other vocabularies
/// stay. One rewriter is for one mapping.
public final class LegacyRewriter {
  private final MappingGraph old;
  private final MappingGraph fresh;
  private final Problems problems = new Problems();
  private final Rewrites rewrites;
  private final LegacySources sources;
  private final Set<Node> done = new HashSet<>();

  private LegacyRewriter(MappingGraph old, Rewrites rewrites) {
    this.old = old;
    this.fresh = new MappingGraph(old.file());
    this.rewrites = rewrites;
    this.sources = new LegacySources(old, fresh, problems, rewrites);
    old.prefixes().forEach(fresh::prefix);
  }

  /// Which of the languages in Turtle a mapping is written in.
  public static Language languageOf(MappingGraph graph) {
    boolean rr = false;
    for (Node subject : graph.subjects()) {
      for (Statement one : graph.about(subject)) {
        String predicate = one.predicate().getURI();
        if (predicate.startsWith(LegacyTerms.RML) || predicate.startsWith(LegacyTerms.RMLT)) {
          return Language.LEGACY_RML;
        }
        rr |= predicate.startsWith(LegacyTerms.RR);
      }
    }
    return rr ? Language.R2RML : Language.RML;
  }

  /// @param rewrites told of every rule that is applied
  /// @throws MappingException when a term is unknown or cannot be said in RML; it tells of all
  public static MappingGraph rewrite(MappingGraph old, Rewrites rewrites) {
    LegacyRewriter rewriter = new LegacyRewriter(old, rewrites);
    rewriter.run();
    rewriter.problems.throwAny();
    return rewriter.fresh;
  }

  private void run() {
    calls();
    for (Node subject : old.subjects()) {
      if (!done.contains(subject)) {
        node(subject);
      }
    }
    new PlainText(fresh, rewrites).say();
  }

  /// Takes function values apart before their pieces are met one by one.
  private void calls() {
    for (Node subject : old.subjects()) {
      for (Statement value : old.about(subject, fnml("functionValue"))) {
        done.addAll(LegacyCall.read(old, value.object(), value.place()).parts());
      }
    }
  }

  private void node(Node subject) {
    if (sources.isSource(subject)) {
      sources.source(subject);
    } else if (sources.isTarget(subject)) {
      sources.target(subject);
    } else if (isFunctionJoin(subject)) {
      join(subject);
    } else if (old.has(subject, rr("constant")) || old.has(subject, fnml("functionValue"))) {
      termMap(subject);
    } else {
      old.about(subject).forEach(one -> copy(subject, one));
    }
  }

  private Place placeOf(Node subject, Statement statement) {
    return old.place(subject, statement.place());
  }

  private void put(Node subject, Statement at, String property, Node object) {
    fresh.add(subject, Rml.term(property), object, placeOf(subject, at), at.place());
  }

  /// One statement whose property at most changed its namespace.
  private void copy(Node subject, Statement one) {
    Node predicate = one.predicate();
    if (predicate.equals(Rml.TYPE)) {
      type(subject, one);
    } else if (predicate.equals(rr("logicalTable"))) {
      rewrites.note("rr:logicalTable → rml:logicalSource", one.place());
      put(subject, one, "logicalSource", one.object());
    } else if (predicate.equals(rr("column"))) {
      rewrites.note("rr:column → rml:reference", one.place());
      put(subject, one, "reference", one.object());
    } else if (predicate.equals(rr("inverseExpression"))) {
      rewrites.note(
          "rr:inverseExpression left out: it only helps whoever answers queries", one.place());
    } else if (sources.isConjunction(one)) {
      // its parts are written beside it
    } else if (LegacyTerms.property(predicate).isPresent()) {
      Node now = LegacyTerms.property(predicate).get();
      rewrites.note(words(predicate) + " → " + Rml.words(now), one.place());
      Node object = object(one);
      fresh.add(subject, now, object, placeOf(subject, one), one.place());
    } else if (LegacyTerms.old(predicate)) {
      unknown(one, "unknown-property", predicate, LegacyTerms.properties());
    } else if (predicate.getURI().startsWith(LegacyTerms.RMLE)) {
      refuse(one);
    } else {
      fresh.add(subject, predicate, one.object(), placeOf(subject, one), one.place());
    }
  }

  private void type(Node subject, Statement one) {
    Optional<String> now = LegacyTerms.type(one.object());
    if (now.isPresent()) {
      if (!now.get().isEmpty()) {
        put(subject, one, now.get());
      }
    } else if (LegacyTerms.old(one.object())) {
      unknown(one, "unknown-class", one.object(), LegacyTerms.classNames());
    } else {
      fresh.add(subject, Rml.TYPE, one.object(), placeOf(subject, one), one.place());
    }
  }

  private void put(Node subject, Statement at, String type) {
    fresh.add(subject, Rml.TYPE, Rml.term(type), placeOf(subject, at), at.place());
  }

  private Node object(Statement one) {
    Node object = one.object();
    Optional<Node> now = LegacyTerms.object(object);
    if (now.isPresent()) {
      rewrites.note(words(object) + " → " + Rml.words(now.get()), one.place());
      return now.get();
    }
    boolean formulation = object.isURI() && object.getURI().startsWith(LegacyTerms.QL);
    if (formulation) {
      problems.add(
          "unknown-formulation",
          one.place(),
          words(object),
          "ql:CSV, ql:JSONPath or ql:XPath",
          "Name one of these, or a formulation of the mapping guide by its IRI.");
    } else if (LegacyTerms.old(object) && one.predicate().equals(rr("termType"))) {
      problems.add(
          "unknown-term-type",
          one.place(),
          words(object),
          "rr:IRI, rr:BlankNode or rr:Literal",
          "Mend the term type.");
    }
    return object;
  }

  /// A term map with a constant or a function.
  private void termMap(Node node) {
    List<Statement> statements = new ArrayList<>(old.about(node));
    Set<Node> seen = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Statement one : List.copyOf(statements)) {
        if (one.predicate().equals(fnml("functionValue")) && seen.add(one.object())) {
          more |= call(node, one, statements);
        }
      }
    }
    constants(node, statements);
  }

  /// @return whether other statements took the place of the function
  private boolean call(Node node, Statement one, List<Statement> statements) {
    LegacyCall call = LegacyCall.read(old, one.object(), one.place());
    statements.remove(one);
    if (call.function().isEmpty()) {
      problems.add(
          "bad-function",
          call.place(),
          "a function value that names no function",
          "a predicate-object map with fno:executes",
          "Name the function: rr:predicate fno:executes ; rr:object <function>.");
      return false;
    }
    Optional<LegacyCall.Argument> condition = call.argument("strBoolean");
    Optional<LegacyCall.Argument> value = call.argument("str");
    if (call.of(LegacyTerms.TRUE_CONDITION)
        && call.arguments().size() == 2
        && condition.filter(it -> !it.constant()).isPresent()
        && value.filter(it -> !it.constant()).isPresent()) {
      guard(node, one, condition.get(), value.get(), statements);
      return true;
    }
    rewrites.note("fnml:functionValue → rml:functionExecution", one.place());
    put(node, one, "functionExecution", call.node());
    fresh.add(call.node(), Rml.term("function"), call.function().get(), call.place(), call.place());
    for (LegacyCall.Argument argument : call.arguments()) {
      Node input = NodeFactory.createBlankNode();
      fresh.add(call.node(), Rml.term("input"), input, call.place(), argument.place());
      fresh.add(
          input, Rml.term("parameter"), argument.parameter(), argument.place(), argument.place());
      fresh.add(
          input,
          Rml.term(argument.constant() ? "inputValue" : "inputValueMap"),
          argument.constant() ? argument.value() : value(argument.value()),
          argument.place(),
          argument.place());
    }
    return false;
  }

  /// `trueCondition(c, v)` is the value `v` where the condition `c` holds.
  private void guard(
      Node node,
      Statement one,
      LegacyCall.Argument condition,
      LegacyCall.Argument value,
      List<Statement> statements) {
    rewrites.note("idlab-fn:trueCondition → rml:condition", one.place());
    put(node, one, "condition", value(condition.value()));
    boolean typed = statements.stream().anyMatch(it -> it.predicate().equals(rr("termType")));
    for (Statement inner : old.about(value.value())) {
      boolean type = inner.predicate().equals(rr("termType"));
      if (!inner.predicate().equals(Rml.TYPE) && !(type && typed)) {
        statements.add(inner);
      }
    }
    done.add(value.value());
  }

  /// The term map that gives an argument; that of the parent when it is wrapped.
  private Node value(Node map) {
    Optional<Statement> parent = old.first(map, rml("parentTermMap"));
    parent.ifPresent(_ -> done.add(map));
    return parent.map(Statement::object).orElse(map);
  }

  private void constants(Node node, List<Statement> statements) {
    Optional<Statement> constant =
        statements.stream().filter(one -> one.predicate().equals(rr("constant"))).findFirst();
    if (constant.isEmpty() || !constant.get().object().isLiteral()) {
      statements.forEach(one -> copy(node, one));
      return;
    }
    Statement said = constant.get();
    String text = said.object().getLiteralLexicalForm();
    Optional<Statement> type =
        statements.stream().filter(one -> one.predicate().equals(rr("termType"))).findFirst();
    List<Statement> left = new ArrayList<>(statements);
    if (type.filter(one -> one.object().equals(rr("IRI"))).isPresent() || sources.isName(node)) {
      left.remove(said);
      type.ifPresent(left::remove);
      rewrites.note("rr:constant \"…\" of an IRI → an IRI", said.place());
      put(node, said, "constant", NodeFactory.createURI(text));
    } else if (type.filter(one -> one.object().equals(rr("BlankNode"))).isPresent()) {
      left.remove(said);
      rewrites.note("rr:constant \"…\" with rr:termType rr:BlankNode → rml:template", said.place());
      put(node, said, "template", NodeFactory.createLiteralString(Constants.template(text)));
    } else {
      literal(node, said, left);
    }
    left.forEach(one -> copy(node, one));
  }

  /// A constant takes its language or datatype with it.
  private void literal(Node node, Statement said, List<Statement> left) {
    Optional<Statement> language =
        left.stream()
            .filter(one ->
                one.predicate().equals(rr("language"))
                    || (one.predicate().equals(rml("languageMap"))
                        && old.has(one.object(), rr("constant"))))
            .findFirst();
    Optional<Statement> datatype =
        left.stream()
            .filter(one -> one.predicate().equals(rr("datatype")) && one.object().isURI())
            .findFirst();
    left.removeIf(one ->
        one.equals(said)
            || language.filter(one::equals).isPresent()
            || datatype.filter(one::equals).isPresent()
            || (one.predicate().equals(rr("termType")) && one.object().equals(rr("Literal"))));
    Node value =
        language.isEmpty() && datatype.isEmpty()
            ? said.object()
            : Constants.literal(
                said.object().getLiteralLexicalForm(),
                language.map(this::tag),
                datatype.map(one -> one.object().getURI()));
    put(node, said, "constant", value);
  }

  private String tag(Statement language) {
    Node object = language.object();
    if (!object.isLiteral()) {
      done.add(object);
      object = old.first(object, rr("constant")).map(Statement::object).orElse(object);
    }
    return object.isLiteral() ? object.getLiteralLexicalForm() : object.toString();
  }

  private boolean isFunctionJoin(Node node) {
    return old.has(node, fnml("functionValue")) && sources.isJoin(node);
  }

  /// A join by the function `equal`, of which one side comes from the parent.
  private void join(Node node) {
    Statement one = old.first(node, fnml("functionValue")).orElseThrow();
    join(node, one, LegacyCall.read(old, one.object(), one.place()));
  }

  private void join(Node node, Statement one, LegacyCall call) {
    if (call.of(LegacyTerms.AND)) {
      rewrites.note("join by grel:boolean_and → several join conditions", one.place());
      for (LegacyCall.Argument argument : call.arguments()) {
        done.add(argument.value());
        old.first(argument.value(), fnml("functionValue"))
            .ifPresent(inner -> {
              Node join = NodeFactory.createBlankNode();
              for (Node ref : sources.joinedBy(node)) {
                put(ref, inner, "joinCondition", join);
              }
              join(join, inner, LegacyCall.read(old, inner.object(), inner.place()));
            });
      }
      return;
    }
    Optional<LegacyCall.Argument> parent =
        call.arguments().stream().filter(it -> it.ofParent(old)).findFirst();
    Optional<LegacyCall.Argument> child =
        call.arguments().stream().filter(it -> !it.ofParent(old)).findFirst();
    if (!call.of(LegacyTerms.EQUAL)
        || call.arguments().size() != 2
        || parent.isEmpty()
        || child.isEmpty()) {
      problems.add(
          "unknown-join",
          call.place(),
          "a join by " + call.function().map(Rml::words).orElse("no function"),
          "the function idlab-fn:equal of one value of the child and one of the parent"
              + " (rml:parentTermMap)",
          "Join by equality; other conditions can be stated with rml:condition.");
      return;
    }
    rewrites.note("join by idlab-fn:equal → rml:childMap and rml:parentMap", one.place());
    side(node, one, "child", child.get());
    side(node, one, "parent", parent.get());
  }

  private void side(Node node, Statement at, String name, LegacyCall.Argument argument) {
    if (argument.constant()) {
      Node map = NodeFactory.createBlankNode();
      put(node, at, name + "Map", map);
      fresh.add(map, Rml.term("constant"), argument.value(), argument.place(), argument.place());
    } else {
      put(node, at, name + "Map", value(argument.value()));
    }
  }

  private void unknown(Statement one, String code, Node term, Set<String> known) {
    List<String> near = Nearest.to(words(term), known);
    problems.add(
        code,
        one.place(),
        words(term),
        near.isEmpty() ? "a term of R2RML or RML" : String.join(", ", near),
        near.isEmpty() ? "Look it up in the specification." : "Mend the spelling.");
  }

  private void refuse(Statement one) {
    problems.add(
        "not-supported",
        one.place(),
        "<" + one.predicate() + ">",
        "a target that is a file",
        "Targets that are found while lifting, or are sent over HTTP, are not carried out: name a"
            + " file, or the output of the run.");
  }
}
