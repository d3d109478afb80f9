package org.lacis.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecDatasetBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.Context;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.lacis.query.scan.ColumnPlan;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.store.WriteView;

/// Column by column = row by row, over random worlds and random questions of what is taken over.
class ColumnLawTest {
  private static final int QUESTIONS = 40;

  private static Node iri(String name) {
    return NodeFactory.createURI("http://example.org/" + name);
  }

  private static Node typed(String text, XSDDatatype type) {
    return NodeFactory.createLiteralDT(text, type);
  }

  /// A store and the questions that are asked of it.
  ///
  /// @param things more of them make tables instead of lookups
  /// @param floats whether there are any: what they sum up to depends on their order
  private record World(Random random, int things, int quads, boolean floats) {
    Node thing() {
      return iri("thing/" + random.nextInt(things));
    }

    Node property() {
      return iri("p" + random.nextInt(5));
    }

    Node graph() {
      return iri("graph/" + random.nextInt(3));
    }

    /// TDB2 (5.6.0) compares the numbers of terms without their type, so that, read row by row, 3
    /// as integer and 3 as byte pass for one and the same where they are neighbours, and 3 for the
    /// third byte of its file of terms; hence no two types of integer share a value here, and all
    /// are large.
    Node literal() {
      int number = random.nextInt(2, 12) * (random.nextInt(4) == 0 ? -1 : 1);
      String large = number + "000000000";
      return switch (random.nextInt(17)) {
        case 0, 1, 2 -> typed(large, XSDDatatype.XSDinteger);
        case 3 -> typed("0" + Math.abs(number) + "000000000", XSDDatatype.XSDinteger);
        case 4 -> typed(100 + number + "000000", XSDDatatype.XSDint);
        case 5 -> typed(60 + number + "00000000", XSDDatatype.XSDunsignedInt);
        case 6 -> typed(large + ".0", XSDDatatype.XSDdecimal);
        case 7 -> typed(large + ".50", XSDDatatype.XSDdecimal);
        case 8 -> typed(large + ".5", XSDDatatype.XSDdecimal);
        case 9 -> typed(large + ".5e0", XSDDatatype.XSDdouble);
        case 10 -> typed(large, XSDDatatype.XSDdouble);
        // Far from the others: equal as floats and unequal as decimals would be no order.
        case 11 -> typed(large + "000", floats ? XSDDatatype.XSDfloat : XSDDatatype.XSDdouble);
        case 12 ->
            typed(
                List.of("NaN", "-INF", "INF", "-0.0", "1e200").get(random.nextInt(5)),
                XSDDatatype.XSDdouble);
        case 13 ->
            typed(
                "2025-01-%02d".formatted(1 + random.nextInt(9))
                    + List.of("", "Z", "+02:00").get(random.nextInt(3)),
                XSDDatatype.XSDdate);
        case 14 ->
            typed(
                "2025-01-0%dT0%d:00:00".formatted(1 + random.nextInt(3), random.nextInt(9))
                    + List.of("", "Z", "Z", "+02:00").get(random.nextInt(4)),
                XSDDatatype.XSDdateTime);
        case 15 ->
            NodeFactory.createLiteralLang("mot " + number, random.nextBoolean() ? "fr" : "en");
        default -> rare(number);
      };
    }

    private Node rare(int number) {
      return switch (random.nextInt(5)) {
        case 0 -> NodeFactory.createLiteralString("word " + number);
        case 1 -> typed("123456789012345678", XSDDatatype.XSDinteger);
        case 2 -> typed("0.1234567890123456789", XSDDatatype.XSDdecimal);
        case 3 -> typed("2025-01-01T00:00:00.0001Z", XSDDatatype.XSDdateTime);
        default -> typed("abc", XSDDatatype.XSDinteger);
      };
    }

    /// Numbers alone under one property, so that sums are not all errors.
    Node object(Node property) {
      if (property.equals(iri("p0"))) {
        return thing();
      }
      if (property.equals(iri("p1"))) {
        return random.nextBoolean()
            ? typed(Integer.toString(5_000_000 + random.nextInt(50)), XSDDatatype.XSDinteger)
            : typed(random.nextInt(-9, 9) + "." + random.nextInt(0, 999), XSDDatatype.XSDdecimal);
      }
      return random.nextInt(4) == 0 ? thing() : literal();
    }

    void write(WriteView view) {
      for (int i = 0; i < quads; i++) {
        Node property = property();
        Node subject = thing();
        Node object = object(property);
        view.add(graph(), subject, property, object);
        if (random.nextInt(4) == 0) {
          view.add(graph(), subject, property, object);
        }
      }
    }

    // ---- questions

    String pick(List<String> some) {
      return some.get(random.nextInt(some.size()));
    }

    String word(Node node) {
      return NodeFmtLib.strNT(node);
    }

    String question() {
      List<String> variables = new ArrayList<>(List.of("?a"));
      StringBuilder body = new StringBuilder();
      int patterns = 1 + random.nextInt(3);
      for (int i = 0; i < patterns; i++) {
        body.append(pattern(variables));
      }
      String where =
          switch (random.nextInt(6)) {
            case 0 -> "GRAPH " + word(graph()) + " { " + body + " } ";
            case 1 -> {
              variables.add("?g");
              yield "GRAPH ?g { " + body + " } ";
            }
            default -> body.toString();
          };
      int filters = random.nextInt(3);
      StringBuilder rest = new StringBuilder();
      for (int i = 0; i < filters; i++) {
        rest.append("FILTER (").append(condition(variables)).append(") ");
      }
      if (random.nextInt(3) == 0) {
        String from = pick(variables);
        rest.append("OPTIONAL { ")
            .append(from)
            .append(" ")
            .append(word(property()))
            .append(" ?z } ");
        variables.add("?z");
        if (random.nextInt(3) == 0) {
          rest.append("FILTER (").append(condition(variables)).append(") ");
        }
      }
      return asked(variables, "{ " + where + rest + "}");
    }

    private String pattern(List<String> variables) {
      String known = pick(variables);
      String fresh = "?" + (char) ('b' + variables.size() - 1);
      String property = random.nextInt(12) == 0 ? "?p" : word(property());
      if (property.equals("?p") && !variables.contains("?p")) {
        variables.add("?p");
      }
      String object =
          switch (random.nextInt(8)) {
            case 0 -> word(thing());
            case 1 -> word(literal());
            case 2 -> pick(variables);
            default -> {
              variables.add(fresh);
              yield fresh;
            }
          };
      return random.nextInt(4) == 0 && object.startsWith("?")
          ? object + " " + property + " " + known + " . "
          : known + " " + property + " " + object + " . ";
    }

    private String condition(List<String> variables) {
      String variable = pick(variables);
      String sign = pick(List.of("<", "<=", "=", "!=", ">", ">="));
      return switch (random.nextInt(11)) {
        case 0 -> variable + " " + sign + " " + pick(variables);
        case 1 -> "BOUND(" + variable + ")";
        case 2 -> "REGEX(STR(" + variable + "), \"" + random.nextInt(10) + "$\")";
        case 3 -> "LANG(" + variable + ") = \"fr\"";
        case 4 -> variable + " + 1 " + sign + " " + random.nextInt(10);
        case 5 -> "!(" + variable + " " + sign + " " + word(literal()) + ")";
        case 6 -> "CONTAINS(" + variable + ", \"o\") || " + variable + " " + sign + " 3";
        case 7 -> word(literal()) + " " + sign + " " + variable;
        default -> variable + " " + sign + " " + word(literal());
      };
    }

    private String asked(List<String> variables, String where) {
      String variable = pick(variables);
      int form = random.nextInt(8);
      return switch (floats && (form == 4 || form == 5) ? 3 : form) {
        case 0 -> "SELECT DISTINCT " + variable + " " + pick(variables) + " " + where;
        case 1 ->
            "SELECT %s %s ORDER BY DESC(%s) %s LIMIT %d"
                .formatted(
                    String.join(" ", variables),
                    where,
                    variable,
                    pick(variables),
                    random.nextInt(30));
        case 2 -> "SELECT * " + where + " ORDER BY " + variable;
        case 3 ->
            "SELECT %s (COUNT(*) AS ?one) (COUNT(%s) AS ?two) (COUNT(DISTINCT %s) AS ?three) %s GROUP BY %s"
                .formatted(variable, pick(variables), pick(variables), where, variable);
        case 4 ->
            "SELECT %s (SUM(%s) AS ?sum) (AVG(%s) AS ?mean) %s GROUP BY %s"
                .formatted(variable, pick(variables), pick(variables), where, variable);
        case 5 ->
            "SELECT (MIN(%s) AS ?least) (MAX(%s) AS ?most) (SUM(%s) AS ?sum) (AVG(%s) AS ?mean) %s"
                .formatted(
                    pick(variables), pick(variables), pick(variables), pick(variables), where);
        case 6 -> "SELECT " + variable + " " + where;
        default -> "SELECT * " + where;
      };
    }
  }

  @TestFactory
  Stream<DynamicTest> columnsAreRows() {
    return IntStream.range(0, 12)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check(seed)));
  }

  private static void check(int seed) {
    World world =
        seed % 3 == 0
            ? new World(new Random(seed), 600, 3000, seed % 2 == 0)
            : new World(new Random(seed), 12, 150, seed % 2 == 0);
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      store.write(view -> {
        world.write(view);
        if (seed % 2 == 1) {
          // What this transaction has written is seen too.
          ask(world, view);
        }
        return true;
      });
      store.read(view -> ask(world, view));
    }
  }

  @Test
  void aQuestionIsStoppedInTime() {
    World world = new World(new Random(1), 600, 4000, false);
    Question question =
        Question.of("SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }");
    try (TwinStore store = QuerySetup.equip(TwinStore.memory())) {
      store.write(view -> {
        world.write(view);
        return true;
      });
      boolean taken = store.read(view -> isTaken(view, question.query()));
      assertThat(taken).isTrue();
      assertThatThrownBy(() ->
              store.read(
                  view -> new Answers().table(view, question.within(Duration.ofMillis(100)))))
          .isInstanceOfSatisfying(
              QueryException.class, late -> assertThat(late.isTimeout()).isTrue());
    }
  }

  private static boolean ask(World world, View view) {
    int taken = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      String text = world.question();
      Query query = QueryFactory.create(text);
      List<String> columns = rows(view, query, false);
      List<String> rows = rows(view, query, true);
      assertThat(without(columns, rows)).as("only by columns: " + text).isEmpty();
      assertThat(without(rows, columns)).as("only by rows: " + text).isEmpty();
      if (text.contains("ORDER BY")) {
        for (int row = 0; row < rows.size(); row++) {
          assertThat(columns.get(row)).as("row " + row + " of " + text).isEqualTo(rows.get(row));
        }
      }
      taken += isTaken(view, query) ? 1 : 0;
    }
    assertThat(taken).as("questions that run column by column").isGreaterThan(QUESTIONS * 2 / 3);
    return true;
  }

  /// What is in one list more often than in the other.
  private static List<String> without(List<String> some, List<String> others) {
    Map<String, Integer> count = new HashMap<>();
    others.forEach(row -> count.merge(row, 1, Integer::sum));
    return some.stream().filter(row -> count.merge(row, -1, Integer::sum) < 0).toList();
  }

  private static boolean isTaken(View view, Query query) {
    TwinDataset twin = (TwinDataset) view.dataset();
    Context context = ARQ.getContext().copy();
    context.putAll(twin.getContext());
    Op op = TwinEngine.prepared(query, twin, BindingFactory.empty(), context);
    ColumnPlan plan = new ColumnPlan(twin);
    plan.apply(op);
    return !plan.notes().isEmpty();
  }

  private static List<String> rows(View view, Query query, boolean rowByRow) {
    List<String> words = new ArrayList<>();
    QueryExecDatasetBuilder builder =
        QueryExecDatasetBuilder.create().dataset(view.dataset()).query(query);
    if (rowByRow) {
      builder.set(QuerySetup.WITHOUT_COLUMNS, true);
    }
    try (QueryExec exec = builder.build()) {
      for (RowSet rows = exec.select(); rows.hasNext(); ) {
        Binding row = rows.next();
        List<String> cells = new ArrayList<>();
        row.forEach((variable, node) -> cells.add(variable + "=" + word(node)));
        cells.sort(Comparator.naturalOrder());
        words.add(cells.toString());
      }
    }
    return words;
  }

  /// Sums of doubles depend on the order they are summed in.
  private static String word(Node node) {
    if (node.isLiteral()
        && XSDDatatype.XSDdouble.equals(node.getLiteralDatatype())
        && node.getLiteralValue() instanceof Double number
        && Double.isFinite(number)
        && number != 0) {
      return new BigDecimal(number).round(new MathContext(9)).stripTrailingZeros() + " double";
    }
    return NodeFmtLib.strNT(node);
  }
}
