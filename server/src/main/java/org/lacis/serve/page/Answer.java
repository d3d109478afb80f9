package org.lacis.serve.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.lacis.serve.sparql.QueryLimit;
import org.lacis.serve.sparql.SparqlText;
import org.lacis.serve.twin.Labels;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;
import org.lacis.store.View;
import org.lacis.vocabulary.Geo;

/// Answers a query for the page that asks SPARQL.
///
/// @param questions the examples
/// @param limit how long a query may take
public record Answer(
    TwinStore store, LocalIris iris, List<Question> questions, Duration limit, Words words) {
  private static final int SHOWN = 500;
  private static final int MAPPED = 300;
  private static final List<Entity.Link> PREFIXES =
      List.of(
          new Entity.Link("lacis", "https://w3id.org/lacis#"),
          new Entity.Link("geo", "http://www.opengis.net/ont/geosparql#"),
          new Entity.Link("geof", "http://www.opengis.net/def/function/geosparql/"),
          new Entity.Link("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
          new Entity.Link("dcterms", "http://purl.org/dc/terms/"),
          new Entity.Link("prov", "http://www.w3.org/ns/prov#"),
          new Entity.Link("xsd", "http://www.w3.org/2001/XMLSchema#"));

  private static final String FIRST =
      """
      PREFIX lacis: <https://w3id.org/lacis#>

      SELECT ?kind (COUNT(?thing) AS ?things)
      WHERE { ?thing a ?kind }
      GROUP BY ?kind
      ORDER BY DESC(?things)
      LIMIT 20
      """;

  public Answer {
    questions = List.copyOf(questions);
  }

  /// Asks; a query that cannot be read gives a page that says where.
  ///
  /// @param text empty to show the page only
  /// @throws ServeException 503 when the query takes too long
  public Asked to(String text) {
    if (text.isBlank()) {
      return page(FIRST, "", "", 0, Optional.empty(), "", "");
    }
    Query query;
    try {
      query = SparqlText.parse(text);
    } catch (ServeException e) {
      Map<String, Object> at = e.members();
      int line = at.get("line") instanceof Integer number ? number : 1;
      String error = words.get("query.error", line, at.getOrDefault("column", 1));
      return page(text, error, e.finding().found(), line, Optional.empty(), "", "");
    }
    if (!query.isSelectType() && !query.isAskType()) {
      return page(text, "", "", 0, Optional.of(Rows.NONE), words.get("query.graph"), "");
    }
    try {
      return store.read(view -> run(view, text, query));
    } catch (QueryCancelledException _) {
      throw QueryLimit.exceeded(limit);
    }
  }

  /// @param more whether there are rows that are not shown
  private record Rows(
      List<String> columns, List<List<Asked.Cell>> rows, boolean more, Optional<Drawing> drawing) {
    static final Rows NONE = new Rows(List.of(), List.of(), false, Optional.empty());
  }

  private Asked run(View view, String text, Query query) {
    long start = System.nanoTime();
    try (QueryExec exec =
        QueryExec.dataset(view.dataset())
            .query(query)
            .overallTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .build()) {
      if (query.isAskType()) {
        String yes = words.get(exec.ask() ? "query.yes" : "query.no");
        return page(text, "", "", 0, Optional.of(Rows.NONE), yes, "");
      }
      Rows rows = rows(view, exec.select());
      String took = words.duration(System.nanoTime() - start);
      int n = rows.rows().size();
      String summary = words.count("query.rows", n, took);
      String note =
          n == 0 ? words.get("query.none") : rows.more() ? words.get("query.cut", SHOWN) : "";
      return page(text, "", "", 0, Optional.of(rows), summary, note);
    }
  }

  private Rows rows(View view, RowSet set) {
    Labels labels = new Labels(view.dataset(), words.language().tag());
    MapMaker map = new MapMaker(view);
    List<Var> vars = set.getResultVars();
    List<List<Asked.Cell>> rows = new ArrayList<>();
    int mapped = 0;
    while (rows.size() < SHOWN && set.hasNext()) {
      Binding binding = set.next();
      List<Asked.Cell> cells = new ArrayList<>();
      for (Var var : vars) {
        Node value = binding.get(var);
        cells.add(value == null ? new Asked.Cell("", "", false) : cell(value, labels));
        if (value != null && mapped < MAPPED) {
          mapped += draw(map, value) ? 1 : 0;
        }
      }
      rows.add(cells);
    }
    return new Rows(
        vars.stream().map(Var::getVarName).toList(),
        rows,
        set.hasNext(),
        mapped == 0 ? Optional.empty() : map.draw(words.get("query.map"), 1.15));
  }

  private static boolean draw(MapMaker map, Node value) {
    boolean shape = value.isLiteral() && value.getLiteralDatatypeURI().equals(Geo.WKT_LITERAL);
    if (shape) {
      map.literal(value, "", false);
    }
    return shape;
  }

  private Asked.Cell cell(Node value, Labels labels) {
    if (value.isURI()) {
      return new Asked.Cell(labels.of(value), iris.page(value.getURI()), false);
    }
    if (!value.isLiteral()) {
      return new Asked.Cell("…", "", false);
    }
    String text = value.getLiteralLexicalForm();
    if (value.getLiteralDatatypeURI().equals(Geo.WKT_LITERAL)) {
      String shape = text.substring(text.indexOf('>') + 1).strip();
      return new Asked.Cell(shape.length() > 40 ? shape.substring(0, 40) + "…" : shape, "", false);
    }
    boolean number = Topic.isNumber(value);
    return new Asked.Cell(number ? words.number(text) : text, "", number);
  }

  private Asked page(
      String text,
      String error,
      String detail,
      int line,
      Optional<Rows> rows,
      String summary,
      String note) {
    Rows shown = rows.orElse(Rows.NONE);
    return new Asked(
        text,
        error,
        detail,
        line,
        rows.isPresent(),
        summary,
        note,
        shown.columns(),
        shown.rows(),
        shown.drawing(),
        rows.isPresent() ? downloads(text, summary) : List.of(),
        HomeMaker.examples(questions, words),
        PREFIXES);
  }

  private List<Entity.Link> downloads(String text, String summary) {
    String address =
        "/sparql?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&format=";
    List<String> forms =
        summary.equals(words.get("query.graph"))
            ? List.of("ttl", "json-ld")
            : List.of("csv", "json", "xml");
    return forms.stream()
        .map(form -> new Entity.Link(form.toUpperCase(java.util.Locale.ROOT), address + form))
        .toList();
  }
}
