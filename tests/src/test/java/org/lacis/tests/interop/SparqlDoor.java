package org.lacis.tests.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.resultset.ResultSetWriterRegistry;
import org.apache.jena.riot.rowset.RowSetWriter;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionBase2;
import org.apache.jena.sparql.function.FunctionFactory;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.apache.jena.sparql.syntax.ElementWalker;
import org.apache.jena.sparql.util.Context;
import org.lacis.geometry.GeometryLiteral;
import org.lacis.geometry.GeometryValue;
import org.lacis.vocabulary.Geo;

/// The SPARQL endpoint of the partner.
record SparqlDoor(DefectiveTwin.State now) {
  private static final Map<String, Lang> RESULTS =
      Map.of(
          "application/sparql-results+json", ResultSetLang.RS_JSON,
          "application/sparql-results+xml", ResultSetLang.RS_XML,
          "text/csv", ResultSetLang.RS_CSV,
          "text/tab-separated-values", ResultSetLang.RS_TSV);

  private static final Context WITH_PLACES = context(true);
  private static final Context WITHOUT_PLACES = context(false);

  private static Context context(boolean places) {
    Context context = ARQ.getContext().copy();
    FunctionRegistry functions = new FunctionRegistry();
    FunctionRegistry known = FunctionRegistry.get();
    known
        .keys()
        .forEachRemaining(key -> {
          if (!key.startsWith(Geo.FUNCTIONS)) {
            functions.put(key, known.get(key));
          }
        });
    if (places) {
      relation(functions, "sfIntersects", (a, b) -> a.shape().intersects(b.to(a.crs()).shape()));
      relation(functions, "sfWithin", (a, b) -> a.shape().within(b.to(a.crs()).shape()));
    }
    FunctionRegistry.set(context, functions);
    return context;
  }

  void handle(Wire wire) throws IOException {
    String text;
    if (wire.method().equals("GET") || wire.method().equals("HEAD")) {
      text = wire.query().getOrDefault("query", "");
    } else if (wire.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
      text = wire.form().getOrDefault("query", "");
    } else if (wire.header("Content-Type").startsWith("application/sparql-query")) {
      text = wire.text();
    } else {
      wire.answer(415, "text/plain", "unsupported");
      return;
    }
    if (now.has("no-post") && wire.header("Content-Type").startsWith("application/sparql-query")) {
      wire.answer(415, "text/plain", "forms only");
      return;
    }
    if (now.has("short-requests") && text.length() > 6_000) {
      wire.answer(413, "text/plain", "too long");
      return;
    }
    if (now.has("latin-letters")) {
      text = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
    if (text.isEmpty()) {
      describe(wire);
    } else {
      ask(wire, text);
    }
  }

  private void describe(Wire wire) throws IOException {
    if (now.has("no-description")) {
      wire.answer(400, "text/plain", "no query");
    } else {
      wire.answer(
          200,
          "text/turtle",
          """
          @prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
          [] a sd:Service ; sd:endpoint <%ssparql> ; sd:supportedLanguage sd:SPARQL11Query ;
            sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> .
          """
              .formatted(now.base()));
    }
  }

  private void ask(Wire wire, String text) throws IOException {
    Query query;
    try {
      query = QueryFactory.create(text, Syntax.syntaxSPARQL_11);
    } catch (QueryException e) {
      if (now.has("malformed-is-fine")) {
        wire.answer(
            200,
            "application/sparql-results+json",
            "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}");
      } else {
        wire.answer(400, "text/plain", String.valueOf(e.getMessage()));
      }
      return;
    }
    if (now.has("no-paths") && paths(query)) {
      wire.answer(400, "text/plain", "paths are not supported");
      return;
    }
    if (now.has("offset-ignored") && query.hasOffset()) {
      query.setOffset(Query.NOLIMIT);
    }
    Context context = now.has("no-geometry-functions") ? WITHOUT_PLACES : WITH_PLACES;
    try (QueryExec exec =
        QueryExec.dataset(DatasetGraphFactory.wrap(now.all()))
            .query(query)
            .context(context)
            .build()) {
      if (query.isAskType()) {
        answer(wire, exec.ask());
      } else if (query.isSelectType()) {
        answer(wire, query, exec.select().materialize());
      } else {
        answer(wire, query.isDescribeType() ? exec.describe() : exec.construct());
      }
    }
  }

  private interface Relation {
    boolean holds(GeometryValue one, GeometryValue other);
  }

  private static void relation(FunctionRegistry functions, String name, Relation relation) {
    FunctionFactory factory =
        _ ->
            new FunctionBase2() {
              @Override
              public NodeValue exec(NodeValue one, NodeValue other) {
                return NodeValue.makeBoolean(relation.holds(value(one), value(other)));
              }
            };
    functions.put(Geo.FUNCTIONS + name, factory);
  }

  private static GeometryValue value(NodeValue literal) {
    return GeometryLiteral.parse(literal.asNode().getLiteralLexicalForm(), Geo.WKT_LITERAL);
  }

  private static boolean paths(Query query) {
    boolean[] found = {false};
    if (query.getQueryPattern() == null) {
      return false;
    }
    ElementWalker.walk(
        query.getQueryPattern(),
        new ElementVisitorBase() {
          @Override
          public void visit(ElementPathBlock block) {
            block
                .patternElts()
                .forEachRemaining(step ->
                    found[0] |= step.getPath() != null && step.getPath().toString().contains("*"));
          }
        });
    return found[0];
  }

  /// How many keys a VALUES block of the query hands over.
  private static int keys(Query query) {
    int[] most = {query.hasValues() ? query.getValuesData().size() : 0};
    if (query.getQueryPattern() != null) {
      ElementWalker.walk(
          query.getQueryPattern(),
          new ElementVisitorBase() {
            @Override
            public void visit(ElementData data) {
              most[0] = Math.max(most[0], data.getRows().size());
            }
          });
    }
    return most[0];
  }

  private Lang wanted(Wire wire) {
    return RESULTS.entrySet().stream()
        .filter(entry -> wire.accepts(entry.getKey()))
        // several: JSON first
        .min(java.util.Comparator.comparingInt(entry -> entry.getKey().contains("json") ? 0 : 1))
        .map(Map.Entry::getValue)
        .orElse(ResultSetLang.RS_JSON);
  }

  private void answer(Wire wire, Query query, RowSet rows) throws IOException {
    int most = Integer.MAX_VALUE;
    if (now.has("cut-results") && !query.hasLimit() && keys(query) == 0) {
      most = 20;
    } else if (now.has("few-keys") && keys(query) > 10 && query.getResultVars().contains("key")) {
      most = 5;
    } else if (now.has("rows-get-lost") && keys(query) >= 8 && keys(query) <= 12) {
      // one row in five is lost on the way
      most = -5;
    }
    RowSet kept = most == Integer.MAX_VALUE ? rows : cut(rows, most);
    Lang language = wanted(wire);
    String media =
        RESULTS.entrySet().stream()
            .filter(e -> e.getValue().equals(language))
            .findFirst()
            .orElseThrow()
            .getKey();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Lang written =
        now.has("wrong-label") && language.equals(ResultSetLang.RS_XML)
            ? ResultSetLang.RS_JSON
            : language;
    RowSetWriter writer = RowSetWriterRegistry.getFactory(written).create(written);
    writer.write(out, kept, ARQ.getContext());
    wire.answer(200, media, out.toByteArray());
  }

  private static RowSet cut(RowSet rows, int most) {
    var kept = new java.util.ArrayList<org.apache.jena.sparql.engine.binding.Binding>();
    int i = 0;
    while (rows.hasNext()) {
      var row = rows.next();
      if (most < 0 ? i % -most != 0 : i < most) {
        kept.add(row);
      }
      i++;
    }
    return org.apache.jena.sparql.exec.RowSetStream.create(rows.getResultVars(), kept.iterator());
  }

  private void answer(Wire wire, boolean truth) throws IOException {
    Lang language =
        wanted(wire).equals(ResultSetLang.RS_XML) ? ResultSetLang.RS_XML : ResultSetLang.RS_JSON;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultSetWriterRegistry.getFactory(language)
        .create(language)
        .write(out, truth, ARQ.getContext());
    wire.answer(
        200,
        language.equals(ResultSetLang.RS_XML)
            ? "application/sparql-results+xml"
            : "application/sparql-results+json",
        out.toByteArray());
  }

  private void answer(Wire wire, Graph graph) throws IOException {
    boolean lines = wire.accepts("application/n-triples") && !wire.accepts("text/turtle");
    String media =
        now.has("graphs-as-text") ? "text/plain" : lines ? "application/n-triples" : "text/turtle";
    wire.answer(200, media, DefectiveTwin.written(graph, lines ? Lang.NTRIPLES : Lang.TURTLE));
  }
}
