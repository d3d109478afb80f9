package org.lacis.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.lacis.mapping.MappingGraph.Statement;
import org.lacis.vocabulary.Place;

/// Reads term maps and the functions in them.
final class TermMapReader {

  /// The places at which a term map may stand, with what they allow and take by default.
  enum Role {
    SUBJECT("a subject map", TermType.IRI, true, false),
    PREDICATE("a predicate map", TermType.IRI, false, false),
    OBJECT("an object map", TermType.LITERAL, true, true),
    GRAPH("a graph map", TermType.IRI, true, false),
    DATATYPE("a datatype map", TermType.IRI, false, false),
    /// language maps, join expressions, function inputs, conditions: only their text counts
    VALUE("an expression map", TermType.LITERAL, true, true);

    final String words;
    final TermType byDefault;
    final boolean blank;
    final boolean literal;

    Role(String words, TermType byDefault, boolean blank, boolean literal) {
      this.words = words;
      this.byDefault = byDefault;
      this.blank = blank;
      this.literal = literal;
    }

    boolean allows(TermType type) {
      return switch (type) {
        case IRI, URI, UNSAFE_IRI, UNSAFE_URI -> true;
        case BLANK_NODE, TRIPLE_TERM -> blank;
        case LITERAL -> literal;
      };
    }
  }

  private final MappingGraph graph;
  private final Problems problems;
  private final WordCheck words;
  private final FunctionReader functions;
  private final GatherReader gathers;
  private final TargetReader targets;

  /// Properties that give an expression map its value.
  static final Set<String> EXPRESSIONS =
      Set.of("constant", "reference", "template", "functionExecution");

  TermMapReader(MappingGraph graph, Problems problems, WordCheck words) {
    this.graph = graph;
    this.problems = problems;
    this.words = words;
    this.functions = new FunctionReader(graph, problems, words, this);
    this.gathers = new GatherReader(graph, problems, words, this);
    this.targets = new TargetReader(graph, problems, words);
  }

  JoinReader joins() {
    return gathers.joins();
  }

  /// Constant shortcuts (`rml:predicate`) and full maps (`rml:predicateMap`), in file order.
  List<TermMap> both(Node node, String shortcut, String full, Role role) {
    List<TermMap> maps = new ArrayList<>();
    for (Statement statement : graph.about(node)) {
      if (statement.predicate().equals(Rml.term(shortcut))) {
        constant(statement, role).ifPresent(maps::add);
      } else if (statement.predicate().equals(Rml.term(full))) {
        read(statement, role).ifPresent(maps::add);
      }
    }
    return maps;
  }

  /// The constant that a shortcut gives.
  Optional<TermMap> constant(Statement statement, Role role) {
    return constant(statement.object(), statement.place(), role, Optional.empty());
  }

  /// The term map that a statement names.
  Optional<TermMap> read(Statement statement, Role role) {
    Node node = statement.object();
    Place place = graph.place(node, statement.place());
    if (graph.about(node).isEmpty()) {
      problems.add(
          "undescribed-node",
          statement.place(),
          Rml.words(node),
          role.words,
          "Describe it in the same file; to name a constant use the short property (rml:object,"
              + " rml:predicate) instead of the map.");
      return Optional.empty();
    }
    return described(node, place, role).map(map -> map.to(targets(node, map)));
  }

  /// Where the triples of a term map go: what it says itself, and its language and datatype.
  private List<LogicalTarget> targets(Node node, TermMap map) {
    Set<LogicalTarget> all = new LinkedHashSet<>(targets.of(node));
    map.language().ifPresent(language -> all.addAll(language.targets()));
    map.datatype().ifPresent(datatype -> all.addAll(datatype.targets()));
    return List.copyOf(all);
  }

  private Optional<TermMap> described(Node node, Place place, Role role) {
    Optional<TermMap> condition = condition(node);
    if (gathers.quotes(node)) {
      return gathers.quote(node, place, role, condition);
    }
    if (gathers.gathers(node)) {
      return gathers.gather(node, place, role, condition);
    }
    words.at(node, role.words, role == Role.SUBJECT ? Rml.ON_SUBJECT_MAP : Rml.ON_TERM_MAP);
    Optional<TermType> stated = statedType(node);
    Optional<Expression> expression = expression(node, place, stated, role);
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    if (expression.get() instanceof Expression.Constant(Node value)) {
      return ofConstant(value, stated, place, role, condition);
    }
    return Optional.of(dynamic(node, place, expression.get(), stated, role, condition));
  }

  /// The condition (`rml:condition`) of a term map or predicate-object map.
  Optional<TermMap> condition(Node node) {
    return graph.first(node, Rml.term("condition")).flatMap(found -> read(found, Role.VALUE));
  }

  private TermMap dynamic(
      Node node,
      Place place,
      Expression expression,
      Optional<TermType> stated,
      Role role,
      Optional<TermMap> condition) {
    Optional<TermMap> language =
        both(node, "language", "languageMap", Role.VALUE).stream().findFirst();
    Optional<TermMap> datatype =
        both(node, "datatype", "datatypeMap", Role.DATATYPE).stream().findFirst();
    TermType type = stated.orElseGet(() -> typeOf(expression, role, language, datatype));
    if (!role.allows(type)) {
      problems.add(
          "wrong-term-type",
          place,
          "rml:termType " + type + " on " + role.words,
          role.blank ? "rml:IRI or rml:BlankNode" : "rml:IRI",
          "Take the term type away or change it.");
    }
    if (type != TermType.LITERAL && (language.isPresent() || datatype.isPresent())) {
      problems.add(
          "wrong-term-type",
          place,
          "a language or datatype on a term that is no literal",
          "rml:termType rml:Literal",
          "Take the language or datatype away, or make it a literal.");
    }
    language.ifPresent(this::checkLanguage);
    return new TermMap(place, expression, type, language, datatype, condition);
  }

  private static TermType typeOf(
      Expression expression, Role role, Optional<TermMap> language, Optional<TermMap> datatype) {
    if (role == Role.OBJECT
        && expression instanceof Expression.Template
        && language.isEmpty()
        && datatype.isEmpty()) {
      return TermType.IRI;
    }
    return role.byDefault;
  }

  private Optional<TermMap> ofConstant(
      Node value, Optional<TermType> stated, Place place, Role role, Optional<TermMap> condition) {
    TermType own = typeOf(value);
    if (stated.isPresent() && (own.named() ? !stated.get().named() : stated.get() != own)) {
      problems.add(
          "wrong-term-type",
          place,
          Rml.words(value) + " with rml:termType " + stated.get(),
          "the type that the constant has by itself",
          "Take rml:termType away, or write the constant as a term of that type.");
      return Optional.empty();
    }
    return constant(value, place, role, condition);
  }

  private Optional<TermMap> constant(
      Node value, Place place, Role role, Optional<TermMap> condition) {
    TermType type = typeOf(value);
    if (!role.allows(type)) {
      problems.add(
          "wrong-term-type",
          place,
          Rml.words(value) + " as " + role.words,
          role.blank ? "an IRI or a blank node" : "an IRI",
          "Write the constant as an IRI in angle brackets, or with a prefix.");
      return Optional.empty();
    }
    return Optional.of(
        new TermMap(
            place,
            new Expression.Constant(value),
            type,
            Optional.empty(),
            Optional.empty(),
            condition));
  }

  static TermType typeOf(Node value) {
    if (value.isLiteral()) {
      return TermType.LITERAL;
    }
    return value.isBlank() ? TermType.BLANK_NODE : TermType.IRI;
  }

  private void checkLanguage(TermMap language) {
    if (language.expression() instanceof Expression.Constant(Node tag)
        && !LanguageTags.valid(tag.isLiteral() ? tag.getLiteralLexicalForm() : tag.toString())) {
      problems.add(
          "bad-language",
          language.place(),
          Rml.words(tag),
          "a language tag of BCP 47",
          "Write a tag such as \"fr\", \"en\" or \"pt-BR\".");
    }
  }

  Optional<TermType> statedType(Node node) {
    Optional<Statement> stated = graph.first(node, Rml.term("termType"));
    if (stated.isEmpty()) {
      return Optional.empty();
    }
    Node type = stated.get().object();
    Optional<TermType> known =
        switch (Rml.name(type).orElse("")) {
          case "IRI" -> Optional.of(TermType.IRI);
          case "URI" -> Optional.of(TermType.URI);
          case "UnsafeIRI" -> Optional.of(TermType.UNSAFE_IRI);
          case "UnsafeURI" -> Optional.of(TermType.UNSAFE_URI);
          case "BlankNode" -> Optional.of(TermType.BLANK_NODE);
          case "Literal" -> Optional.of(TermType.LITERAL);
          default -> Optional.empty();
        };
    if (known.isEmpty()) {
      problems.add(
          "unknown-term-type",
          stated.get().place(),
          Rml.words(type),
          "rml:IRI, rml:URI, rml:BlankNode, rml:Literal, rml:UnsafeIRI or rml:UnsafeURI",
          "Mend the term type.");
    }
    return known;
  }

  /// What gives a node its value.
  ///
  /// @param type as the node states it
  Optional<Expression> expression(Node node, Place place, Optional<TermType> type, Role role) {
    List<Statement> found =
        graph.about(node).stream()
            .filter(one -> Rml.name(one.predicate()).filter(EXPRESSIONS::contains).isPresent())
            .toList();
    if (found.isEmpty() && type.equals(Optional.of(TermType.BLANK_NODE)) && role.blank) {
      return Optional.of(new Expression.Fresh());
    }
    if (found.size() != 1) {
      problems.add(
          found.isEmpty() ? "no-expression" : "two-expressions",
          place,
          found.isEmpty() ? "nothing that gives a value" : found.size() + " expressions",
          "one of rml:constant, rml:reference, rml:template, rml:functionExecution",
          found.isEmpty() ? "Say where the value comes from." : "Keep one of them.");
      return Optional.empty();
    }
    Statement one = found.getFirst();
    return switch (Rml.name(one.predicate()).orElse("")) {
      case "constant" -> Optional.of(new Expression.Constant(one.object()));
      case "reference" -> text(one).map(Expression.Reference::new);
      case "template" -> text(one).flatMap(text -> template(text, one.place()));
      default -> functions.read(node, one);
    };
  }

  private Optional<Expression> template(String text, Place place) {
    try {
      return Optional.of(new Expression.Template(TemplateParser.parse(text)));
    } catch (TemplateParser.BadTemplate e) {
      problems.add(
          "bad-template",
          place,
          '"' + text + "\" with " + String.valueOf(e.getMessage()),
          "text with references in braces",
          "Close every brace; a brace that is meant as text is written \\\\{ in Turtle.");
      return Optional.empty();
    }
  }

  /// The text of a literal object.
  Optional<String> text(Statement statement) {
    if (statement.object().isLiteral()) {
      return Optional.of(statement.object().getLiteralLexicalForm());
    }
    problems.add(
        "not-text",
        statement.place(),
        Rml.words(statement.object()),
        "text in quotes",
        "Write the value of " + Rml.words(statement.predicate()) + " in quotes.");
    return Optional.empty();
  }
}
