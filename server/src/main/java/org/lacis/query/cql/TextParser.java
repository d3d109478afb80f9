package org.lacis.query.cql;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lacis.query.cql.Figure.Position;

/// Reads CQL2 text by recursive descent (OGC 21-065r2, annex B). Where the grammar leaves a
/// parenthesis open to two readings, one that fills the whole argument of a function is an array,
/// as the order of the grammar's alternatives has it.
final class TextParser {
  private final String filter;
  private final List<Lexer.Token> tokens;

  /// For each opening parenthesis the index of the token after the one that closes it.
  private final int[] closed;

  private int at;
  private int nested;
  private int signs;

  private TextParser(String filter) {
    this.filter = filter;
    this.tokens = Lexer.tokens(filter);
    this.closed = closings(tokens);
  }

  static Expression parse(String filter) {
    if (filter.length() > Language.MOST_CHARACTERS) {
      throw CqlException.of(
          "cql.too-large",
          "",
          filter.length() + " characters",
          "at most " + Language.MOST_CHARACTERS,
          "Simplify the geometry, or ask in several requests.");
    }
    TextParser parser = new TextParser(filter);
    Expression expression = parser.either();
    if (parser.now().sort() != Lexer.Sort.END) {
      throw parser.error(
          "AND, OR or the end", "Join conditions with AND or OR, and check the parentheses.");
    }
    return expression;
  }

  private static int[] closings(List<Lexer.Token> tokens) {
    int[] closed = new int[tokens.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < closed.length; i++) {
      if (tokens.get(i).symbol("(")) {
        open.add(i);
      } else if (tokens.get(i).symbol(")") && !open.isEmpty()) {
        closed[open.removeLast()] = i + 1;
      }
    }
    return closed;
  }

  // ── conditions ──

  private Expression either() {
    int start = at;
    Expression first = all();
    if (!now().word("OR")) {
      return first;
    }
    List<Expression> operands = new ArrayList<>();
    operands.add(condition(start, first));
    while (take("OR")) {
      int next = at;
      operands.add(condition(next, all()));
    }
    return new Expression.Or(operands);
  }

  private Expression all() {
    int start = at;
    Expression first = factor();
    if (!now().word("AND")) {
      return first;
    }
    List<Expression> operands = new ArrayList<>();
    operands.add(condition(start, first));
    while (take("AND")) {
      int next = at;
      operands.add(condition(next, factor()));
    }
    return new Expression.And(operands);
  }

  private Expression factor() {
    if (!take("NOT")) {
      return predicate();
    }
    int start = at;
    return new Expression.Not(condition(start, predicate()));
  }

  private Expression predicate() {
    int start = at;
    Expression left = sum();
    Lexer.Token next = now();
    Expression.Comparator comparator =
        next.sort() == Lexer.Sort.SYMBOL ? Language.COMPARATORS.get(next.text()) : null;
    if (comparator != null) {
      at++;
      int second = at;
      return new Expression.Comparison(
          comparator, operand(start, left, Kind.SCALARS), operand(second, sum(), Kind.SCALARS));
    }
    if (take("IS")) {
      boolean not = take("NOT");
      expectWord("NULL");
      return negated(not, new Expression.IsNull(left));
    }
    boolean not = take("NOT");
    if (take("LIKE")) {
      int second = at;
      Expression pattern = sum();
      pattern(second, pattern);
      return negated(not, new Expression.Like(operand(start, left, Kind.TEXTS), pattern));
    }
    if (take("BETWEEN")) {
      int second = at;
      Expression low = operand(second, sum(), Kind.SCALARS);
      expectWord("AND");
      int third = at;
      Expression high = operand(third, sum(), Kind.SCALARS);
      return negated(not, new Expression.Between(operand(start, left, Kind.SCALARS), low, high));
    }
    if (take("IN")) {
      return negated(not, new Expression.In(operand(start, left, Kind.SCALARS), items()));
    }
    if (not) {
      throw error("LIKE, BETWEEN or IN", "NOT stands before a condition, or before one of these.");
    }
    return left;
  }

  private static Expression negated(boolean not, Expression condition) {
    return not ? new Expression.Not(condition) : condition;
  }

  private List<Expression> items() {
    expect("(");
    List<Expression> items = new ArrayList<>();
    do {
      int start = at;
      items.add(operand(start, sum(), Kind.SCALARS));
    } while (symbol(","));
    expect(")");
    return items;
  }

  private void pattern(int start, Expression pattern) {
    switch (pattern) {
      case Expression.Text _ -> {}
      case Expression.Casei casei -> pattern(start, casei.operand());
      case Expression.Accenti accenti -> pattern(start, accenti.operand());
      default ->
          throw error(
              start,
              "a pattern in '…', perhaps in CASEI(…) or ACCENTI(…)",
              "Write the pattern as text; % stands for any characters, _ for one.");
    }
  }

  // ── arithmetic ──

  private Expression sum() {
    int start = at;
    Expression left = product();
    while (now().symbol("+") || now().symbol("-")) {
      left = sign(start, left, this::product);
    }
    return left;
  }

  private Expression product() {
    int start = at;
    Expression left = power();
    while (now().symbol("*") || now().symbol("/") || now().symbol("%") || now().word("DIV")) {
      left = sign(start, left, this::power);
    }
    return left;
  }

  private Expression power() {
    int start = at;
    Expression left = signed();
    return now().symbol("^") ? sign(start, left, this::signed) : left;
  }

  private Expression sign(
      int start, Expression left, java.util.function.Supplier<Expression> next) {
    Expression.Sign sign = Language.SIGNS.get(now().text().toLowerCase(Locale.ROOT));
    if (sign == null || ++signs > Language.MOST_SIGNS) {
      throw tooDeep("at most " + Language.MOST_SIGNS + " arithmetic operators");
    }
    at++;
    int second = at;
    return new Expression.Arithmetic(
        sign, operand(start, left, Kind.NUMBERS), operand(second, next.get(), Kind.NUMBERS));
  }

  private Expression signed() {
    if (now().symbol("+") || now().symbol("-")) {
      boolean minus = now().symbol("-");
      at++;
      if (now().sort() == Lexer.Sort.NUMBER) {
        BigDecimal number = number();
        return new Expression.Numeral(minus ? number.negate() : number);
      }
      int start = at;
      Expression operand = operand(start, primary(), Kind.NUMBERS);
      return minus
          ? new Expression.Arithmetic(
              Expression.Sign.TIMES, new Expression.Numeral(BigDecimal.ONE.negate()), operand)
          : operand;
    }
    return primary();
  }

  // ── what stands for itself ──

  private Expression primary() {
    Lexer.Token token = now();
    return switch (token.sort()) {
      case NUMBER -> new Expression.Numeral(number());
      case TEXT -> {
        at++;
        yield new Expression.Text(token.text());
      }
      case QUOTED -> {
        at++;
        yield new Expression.Property(token.text());
      }
      case WORD -> word(token);
      case SYMBOL -> {
        if (!token.symbol("(")) {
          throw error("a property, a value, a function or (", "Something is missing before this.");
        }
        yield deeper(() -> {
          at++;
          Expression inner = either();
          expect(")");
          return inner;
        });
      }
      case END ->
          throw error(
              "a property, a value, a function or (",
              "The filter breaks off; say what comes next, or remove the operator.");
    };
  }

  private Expression word(Lexer.Token token) {
    String word = token.text().toUpperCase(Locale.ROOT);
    if (word.equals("TRUE") || word.equals("FALSE")) {
      at++;
      return new Expression.Bool(word.equals("TRUE"));
    }
    if (Language.RESERVED.contains(word)) {
      throw error(
          "a property, a value, a function or (",
          "A property of this name stands in double quotation marks: \"" + token.text() + "\".");
    }
    at++;
    boolean z = now().word("Z") && at + 1 < tokens.size() && tokens.get(at + 1).symbol("(");
    Optional<Figure.Kind> figure = Figure.kind(word);
    boolean collection = word.equals("GEOMETRYCOLLECTION");
    if (z && (figure.isPresent() || collection)) {
      at++;
    }
    if (!now().symbol("(")) {
      return new Expression.Property(token.text());
    }
    if (figure.isPresent()) {
      return new Expression.Shape(simple(figure.get()));
    }
    if (collection) {
      return new Expression.Shape(collection());
    }
    return deeper(() -> called(token, word));
  }

  private Expression called(Lexer.Token token, String word) {
    Expression.SpatialFunction spatial = Language.SPATIAL.get(word);
    if (spatial != null) {
      List<Expression> two = two(Kind.GEOMETRIES);
      return new Expression.Spatial(spatial, two.get(0), two.get(1));
    }
    Expression.TemporalFunction temporal = Language.TEMPORAL.get(word);
    if (temporal != null) {
      List<Expression> two = two(Kind.TIMES);
      return new Expression.Temporal(temporal, two.get(0), two.get(1));
    }
    Expression.ArrayFunction array = Language.ARRAY.get(word);
    if (array != null) {
      List<Expression> two = two(Kind.ARRAYS);
      return new Expression.Arrays(array, two.get(0), two.get(1));
    }
    return switch (word) {
      case "CASEI" -> new Expression.Casei(one());
      case "ACCENTI" -> new Expression.Accenti(one());
      case "DATE" -> date();
      case "TIMESTAMP" -> timestamp();
      case "INTERVAL" -> interval();
      case "BBOX" -> box();
      default -> {
        expect("(");
        yield new Expression.Call(token.text(), elements());
      }
    };
  }

  private Expression one() {
    expect("(");
    int start = at;
    Expression operand = operand(start, sum(), Kind.TEXTS);
    expect(")");
    return operand;
  }

  private List<Expression> two(Set<Kind> kinds) {
    expect("(");
    int first = at;
    Expression left = operand(first, element(), kinds);
    expect(",");
    int second = at;
    Expression right = operand(second, element(), kinds);
    expect(")");
    return List.of(left, right);
  }

  /// After `(`, up to and with `)`.
  private List<Expression> elements() {
    List<Expression> elements = new ArrayList<>();
    if (symbol(")")) {
      return elements;
    }
    do {
      elements.add(element());
    } while (symbol(","));
    expect(")");
    return elements;
  }

  private Expression element() {
    if (now().symbol("(") && closed[at] > 0) {
      Lexer.Token after = tokens.get(closed[at]);
      if (after.symbol(",") || after.symbol(")")) {
        return deeper(() -> {
          at++;
          return new Expression.Sequence(elements());
        });
      }
    }
    return either();
  }

  // ── time ──

  private Expression date() {
    expect("(");
    Lexer.Token text = text("a date: '2024-05-31'");
    expect(")");
    return new Expression.Date(
        day(text.text())
            .orElseThrow(() -> error(text, "a date: '2024-05-31'", "Write year, month and day.")));
  }

  private Expression timestamp() {
    expect("(");
    Lexer.Token text = text("a timestamp: '2024-05-31T12:00:00Z'");
    expect(")");
    return new Expression.Timestamp(
        moment(text.text())
            .orElseThrow(() ->
                error(
                    text,
                    "a timestamp: '2024-05-31T12:00:00Z'",
                    "Write date, T, time and Z; a day alone is DATE('…').")));
  }

  private Expression interval() {
    expect("(");
    Expression start = side();
    expect(",");
    Expression end = side();
    expect(")");
    return new Expression.Interval(start, end);
  }

  private Expression side() {
    int start = at;
    if (now().sort() == Lexer.Sort.TEXT) {
      Lexer.Token text = now();
      at++;
      return side(text.text())
          .orElseThrow(() ->
              error(
                  text,
                  "'2024-05-31', '2024-05-31T12:00:00Z' or '..'",
                  "An interval without a bound on one side has '..' there."));
    }
    return operand(start, sum(), Set.of(Kind.INSTANT, Kind.PROPERTY, Kind.FUNCTION));
  }

  /// A side of an interval: a date, a timestamp or `..`.
  static Optional<Expression> side(String text) {
    if (text.equals("..")) {
      return Optional.of(new Expression.Open());
    }
    Optional<Expression> day = day(text).map(Expression.Date::new);
    return day.isPresent() ? day : moment(text).map(Expression.Timestamp::new);
  }

  static Optional<LocalDate> day(String text) {
    try {
      return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// With `Z`; an offset is taken too.
  static Optional<Instant> moment(String text) {
    try {
      return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  // ── space ──

  private Expression box() {
    int start = at;
    expect("(");
    List<Double> numbers = new ArrayList<>();
    do {
      numbers.add(coordinate());
    } while (symbol(","));
    expect(")");
    if (numbers.size() != 4 && numbers.size() != 6) {
      throw error(start, "four numbers, or six with heights", "Write west, south, east, north.");
    }
    return new Expression.Box(numbers);
  }

  private Figure.Collection collection() {
    List<Figure.Simple> members = new ArrayList<>();
    expect("(");
    do {
      Lexer.Token token = now();
      Figure.Kind kind =
          (token.sort() == Lexer.Sort.WORD
                  ? Figure.kind(token.text())
                  : Optional.<Figure.Kind>empty())
              .orElseThrow(() ->
                  error("POINT, LINESTRING, POLYGON or MULTI…", "A collection has no others."));
      at++;
      take("Z");
      members.add(simple(kind));
    } while (symbol(","));
    expect(")");
    return new Figure.Collection(members);
  }

  private Figure.Simple simple(Figure.Kind kind) {
    List<List<List<Position>>> parts = new ArrayList<>();
    if (!kind.many()) {
      parts.add(part(kind));
      return new Figure.Simple(kind, parts);
    }
    expect("(");
    do {
      // MULTIPOINT(7 50, 10 51) is widely written, and the standard's own tests do so.
      parts.add(
          kind == Figure.Kind.MULTIPOINT && !now().symbol("(")
              ? List.of(List.of(position()))
              : part(kind.part()));
    } while (symbol(","));
    expect(")");
    return new Figure.Simple(kind, parts);
  }

  private List<List<Position>> part(Figure.Kind kind) {
    if (kind.part() != Figure.Kind.POLYGON) {
      return List.of(ring(kind.part() == Figure.Kind.POINT ? 1 : 2, kind.part()));
    }
    List<List<Position>> rings = new ArrayList<>();
    expect("(");
    do {
      rings.add(ring(4, Figure.Kind.POLYGON));
    } while (symbol(","));
    expect(")");
    return rings;
  }

  private List<Position> ring(int least, Figure.Kind kind) {
    int start = at;
    expect("(");
    List<Position> positions = new ArrayList<>();
    do {
      positions.add(position());
    } while (kind != Figure.Kind.POINT && symbol(","));
    expect(")");
    if (positions.size() < least) {
      throw error(
          start,
          "at least " + least + " positions",
          kind == Figure.Kind.POLYGON
              ? "A ring has at least three corners and comes back to the first."
              : "A line has a beginning and an end.");
    }
    if (kind == Figure.Kind.POLYGON && !closes(positions)) {
      throw error(
          start, "a ring that ends where it begins", "Repeat the first position at the end.");
    }
    return positions;
  }

  static boolean closes(List<Position> ring) {
    return ring.getFirst().first() == ring.getLast().first()
        && ring.getFirst().second() == ring.getLast().second();
  }

  private Position position() {
    double first = coordinate();
    double second = coordinate();
    boolean height = now().sort() == Lexer.Sort.NUMBER || now().symbol("-") || now().symbol("+");
    return new Position(first, second, height ? coordinate() : Double.NaN);
  }

  private double coordinate() {
    boolean minus = now().symbol("-");
    if (minus || now().symbol("+")) {
      at++;
    }
    if (now().sort() != Lexer.Sort.NUMBER) {
      throw error("a number", "A position is two numbers with a space between: 4.85 45.76.");
    }
    double number = number().doubleValue();
    return minus ? -number : number;
  }

  // ── tokens ──

  private BigDecimal number() {
    Lexer.Token token = now();
    at++;
    return number(token.text())
        .orElseThrow(() -> error(token, "a number of usual size", "Write it with fewer digits."));
  }

  /// A number of at most 100 digits, between 1e-400 and 1e400.
  static Optional<BigDecimal> number(String text) {
    if (text.length() > 100) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > 400 ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private Lexer.Token now() {
    return tokens.get(at);
  }

  private boolean take(String word) {
    if (now().word(word)) {
      at++;
      return true;
    }
    return false;
  }

  private boolean symbol(String symbol) {
    if (now().symbol(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String symbol) {
    if (!symbol(symbol)) {
      throw error(
          symbol,
          symbol.equals(")")
              ? "A parenthesis is not closed, or a comma or operator is missing before this."
              : "The grammar wants it here.");
    }
  }

  private void expectWord(String word) {
    if (!take(word)) {
      throw error(word, "The grammar wants it here.");
    }
  }

  private Lexer.Token text(String expected) {
    if (now().sort() != Lexer.Sort.TEXT) {
      throw error(expected, "It stands in single quotation marks.");
    }
    Lexer.Token token = now();
    at++;
    return token;
  }

  private Expression deeper(java.util.function.Supplier<Expression> inner) {
    if (++nested > Language.MOST_NESTED) {
      throw tooDeep("at most " + Language.MOST_NESTED + " parentheses within each other");
    }
    Expression expression = inner.get();
    nested--;
    return expression;
  }

  // ── mistakes ──

  private Expression condition(int start, Expression expression) {
    return operand(start, expression, Kind.CONDITIONS);
  }

  private Expression operand(int start, Expression expression, Set<Kind> kinds) {
    Kind kind = Kind.of(expression);
    if (!kinds.contains(kind)) {
      Lexer.Token token = tokens.get(start);
      throw error(
          token,
          token.told() + " …: " + kind.words(),
          Kind.words(kinds),
          kinds.equals(Kind.CONDITIONS)
              ? "Compare it with something, as in " + token.told() + " = …"
              : "See what this operator or function takes.");
    }
    return expression;
  }

  static Expression top(String filter, Expression expression) {
    if (!Kind.CONDITIONS.contains(Kind.of(expression))) {
      throw CqlException.at(
          "cql.syntax",
          1,
          1,
          filter + ": " + Kind.of(expression).words(),
          "a condition",
          "Compare it with something, as in height > 10.");
    }
    return expression;
  }

  private CqlException tooDeep(String expected) {
    int[] place = place(now().start());
    return CqlException.at(
        "cql.too-deep",
        place[0],
        place[1],
        "more",
        expected,
        "Write a list of values with IN, or ask in several requests.");
  }

  private CqlException error(String expected, String remedy) {
    return error(at, expected, remedy);
  }

  private CqlException error(int index, String expected, String remedy) {
    return error(tokens.get(index), expected, remedy);
  }

  private CqlException error(Lexer.Token token, String expected, String remedy) {
    return error(token, token.told(), expected, remedy);
  }

  private CqlException error(Lexer.Token token, String found, String expected, String remedy) {
    int[] place = place(token.start());
    return CqlException.at("cql.syntax", place[0], place[1], found, expected, remedy);
  }

  private int[] place(int start) {
    int line = 1;
    int last = -1;
    for (int i = 0; i < start; i++) {
      if (filter.charAt(i) == '\n') {
        line++;
        last = i;
      }
    }
    return new int[] {line, start - last};
  }
}
