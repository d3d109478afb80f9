package org.lacis.interop.probe;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.jena.atlas.web.ContentType;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReaderRegistry;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.Context;
import org.lacis.interop.probe.BudgetSpent.What;

/// Asks a partner, within a budget and at a polite rate.
///
/// A partner that is at its limit (429, 503 with `Retry-After` of a few seconds) is asked once more
/// after that time. Used by one thread.
public final class Probe {
  /// What a body may have, when nobody says more.
  public static final long USUAL_BYTES = 4_000_000;

  /// Forms of RDF, the plainest first.
  public static final String RDF =
      "text/turtle, application/n-triples;q=0.9, application/ld+json;q=0.8,"
          + " application/rdf+xml;q=0.7, application/trig;q=0.6, application/n-quads;q=0.6";

  private static final String ROWS =
      "application/sparql-results+json, application/sparql-results+xml;q=0.8";

  /// An address that proxies and servers take for certain.
  private static final int LONGEST_ADDRESS = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_WARNINGS = 20;

  /// How many statements of a document are kept, about a gigabyte of memory.
  private static final int MOST_STATEMENTS = 2_000_000;

  private final Transport transport;
  private final Budget budget;
  private final Map<URI, Exchange> contexts = new HashMap<>();
  private Optional<BudgetSpent.What> spent = Optional.empty();
  private int requests;
  private long bytes;
  private Duration last = Duration.ZERO;

  /// As many statements were read as are kept.
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  public Probe(Transport transport, Budget budget) {
    this.transport = transport;
    this.budget = budget;
  }

  public Budget budget() {
    return budget;
  }

  /// What was taken until now; the time until the last answer.
  public Spent spent() {
    return new Spent(requests, last, bytes);
  }

  /// When the check began: what tests take for now.
  public Instant began() {
    return transport.began();
  }

  /// Whether nothing can be asked any more.
  public boolean isSpent() {
    return spent.isPresent();
  }

  /// Asks for a document.
  ///
  /// @param accept value of the header
  public Exchange get(URI address, String accept) {
    return send(Request.get(address, accept));
  }

  /// Sends a request; reads [#USUAL_BYTES] of the answer.
  ///
  /// @throws BudgetSpent when the budget is spent
  /// @throws NotRecorded when a recording has no answer to it
  public Exchange send(Request request) {
    return send(request, USUAL_BYTES);
  }

  /// Sends a request.
  ///
  /// @param most how many bytes of the answer are read; fewer when the budget has fewer
  /// @throws BudgetSpent when the budget is spent
  public Exchange send(Request request, long most) {
    Exchange first = once(request, most);
    if (first.status() != 429 && first.status() != 503) {
      return first;
    }
    Optional<Duration> wait = first.header("retry-after").flatMap(Probe::seconds);
    if (wait.isEmpty() || wait.get().compareTo(PATIENCE) > 0) {
      return first;
    }
    transport.pause(wait.get());
    return once(request, most);
  }

  private static Optional<Duration> seconds(String header) {
    return header.strip().matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())))
        : Optional.empty();
  }

  private Exchange once(Request request, long most) {
    if (spent.isEmpty() && requests >= budget.requests()) {
      spent = Optional.of(What.REQUESTS);
    }
    if (spent.isEmpty() && bytes >= budget.bytes()) {
      spent = Optional.of(What.BYTES);
    }
    if (spent.isPresent()) {
      throw new BudgetSpent(spent.get());
    }
    Exchange exchange = transport.exchange(request, Math.min(most, budget.bytes() - bytes));
    if (exchange.failure().filter(one -> one.code().equals(Transport.OUT_OF_TIME)).isPresent()) {
      spent = Optional.of(What.TIME);
      throw new BudgetSpent(What.TIME);
    }
    if (exchange.failure().filter(one -> one.code().equals(Transport.NOT_RECORDED)).isPresent()) {
      throw new NotRecorded(exchange.words());
    }
    requests++;
    bytes += exchange.body().length;
    last = exchange.at().plus(exchange.took());
    return exchange;
  }

  /// Asks a SPARQL endpoint by GET, or by POST of a form when the query is long.
  public Exchange query(URI endpoint, String query, String accept) {
    return send(queryRequest(endpoint, query, accept), 16_000_000);
  }

  /// The request of a query, as [#query] sends it.
  public static Request queryRequest(URI endpoint, String query, String accept) {
    String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    String text = endpoint.toString();
    String address = text + (text.contains("?") ? "&" : "?") + form;
    return address.length() <= LONGEST_ADDRESS
        ? Request.get(URI.create(address), accept)
        : Request.of("POST", endpoint)
            .header("accept", accept)
            .body("application/x-www-form-urlencoded", form);
  }

  /// Asks for rows, or yes or no.
  public Rows select(URI endpoint, Question question) {
    return select(endpoint, question.text());
  }

  /// Asks for rows, or yes or no.
  public Rows select(URI endpoint, String query) {
    return rows(query(endpoint, query, ROWS));
  }

  /// Reads rows, or yes or no.
  public static Rows rows(Exchange exchange) {
    if (!exchange.ok()) {
      return wrong(exchange, exchange.words());
    }
    if (exchange.cut()) {
      return wrong(exchange, "more than was read: " + exchange.words());
    }
    Lang lang =
        switch (exchange.media()) {
          case "application/sparql-results+json", "application/json" -> ResultSetLang.RS_JSON;
          case "application/sparql-results+xml", "application/xml", "text/xml" ->
              ResultSetLang.RS_XML;
          case "text/csv" -> ResultSetLang.RS_CSV;
          case "text/tab-separated-values" -> ResultSetLang.RS_TSV;
          default -> ResultSetLang.RS_None;
        };
    if (lang.equals(ResultSetLang.RS_None)) {
      return wrong(exchange, "no results of SPARQL: " + exchange.words());
    }
    try {
      QueryExecResult read =
          RowSetReaderRegistry.getFactory(lang)
              .create(lang)
              .readAny(new ByteArrayInputStream(exchange.body()), new Context());
      if (read.isBoolean()) {
        return new Rows(
            exchange, List.of(), List.of(), Optional.of(read.booleanResult()), Optional.empty());
      }
      RowSet set = read.rowSet();
      List<Binding> rows = new ArrayList<>();
      Map<Node, Node> blank = new HashMap<>();
      set.forEachRemaining(row -> rows.add(named(row, blank)));
      return new Rows(exchange, set.getResultVars(), rows, Optional.empty(), Optional.empty());
    } catch (RuntimeException e) {
      // parsers of results throw what they like on what is none
      return wrong(exchange, "results that cannot be read: " + e.getMessage());
    }
  }

  /// Blank nodes are numbered, so that the same answer gives the same rows.
  private static Binding named(Binding row, Map<Node, Node> blank) {
    BindingBuilder builder = Binding.builder();
    row.forEach((variable, term) ->
        builder.add(
            variable,
            term.isBlank()
                ? blank.computeIfAbsent(
                    term, _ -> NodeFactory.createBlankNode("b" + (blank.size() + 1)))
                : term));
    return builder.build();
  }

  private static Rows wrong(Exchange exchange, String why) {
    return new Rows(exchange, List.of(), List.of(), Optional.empty(), Optional.of(why));
  }

  /// Reads an RDF document of the language that its media type names, else its address. Contexts of
  /// JSON-LD that stand elsewhere are asked for within the budget. Blank nodes are named by the
  /// address and their label, so that they are the same when it is read again.
  public Parsed parse(Exchange exchange) {
    Optional<Lang> lang = language(exchange);
    if (lang.isEmpty()) {
      return new Parsed(
          GraphFactory.createDefaultGraph(),
          "",
          Optional.of("no form of RDF: " + exchange.words()),
          List.of());
    }
    Graph graph = GraphFactory.createDefaultGraph();
    List<String> warnings = new ArrayList<>();
    Context context = new Context();
    JsonLdOptions options = new JsonLdOptions();
    options.setDocumentLoader((address, _) -> context(address));
    context.set(LangJSONLD11.JSONLD_OPTIONS, options);
    String base = exchange.address().toString();
    Optional<String> problem = Optional.empty();
    try {
      RDFParser.source(unpacked(exchange))
          .lang(lang.get())
          .base(base)
          .context(context)
          .labelToNode(
              LabelToNode.createScopeByDocumentHash(
                  UUID.nameUUIDFromBytes(base.getBytes(StandardCharsets.UTF_8))))
          .errorHandler(telling(warnings))
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  if (graph.size() >= MOST_STATEMENTS) {
                    throw new Enough();
                  }
                  graph.add(triple);
                }

                @Override
                public void quad(Quad quad) {
                  triple(quad.asTriple());
                }

                @Override
                public void prefix(String prefix, String iri) {
                  graph.getPrefixMapping().setNsPrefix(prefix, iri);
                }
              });
    } catch (BudgetSpent | NotRecorded e) {
      throw e;
    } catch (Enough _) {
      warnings.add("only the first " + MOST_STATEMENTS + " statements were read");
    } catch (RuntimeException e) {
      if (spent.isPresent()) {
        throw new BudgetSpent(spent.get());
      }
      // what was cut ends in the middle of a statement
      if (!exchange.cut() || !(e instanceof RiotException)) {
        problem = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return new Parsed(graph, lang.get().getName(), problem, warnings);
  }

  /// A file that is compressed in itself is unpacked while it is read.
  private static InputStream unpacked(Exchange exchange) {
    byte[] body = exchange.body();
    boolean packed = body.length > 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
    InputStream raw = new ByteArrayInputStream(body);
    try {
      return packed ? new GZIPInputStream(raw) : raw;
    } catch (IOException e) {
      throw new RiotException("not the gzip it seems to be: " + e.getMessage(), e);
    }
  }

  private static ErrorHandler telling(List<String> warnings) {
    return new ErrorHandler() {
      @Override
      public void warning(String message, long line, long column) {
        if (warnings.size() < MOST_WARNINGS) {
          warnings.add("line " + line + ", column " + column + ": " + message);
        }
      }

      @Override
      public void error(String message, long line, long column) {
        throw new RiotException("line " + line + ", column " + column + ": " + message);
      }

      @Override
      public void fatal(String message, long line, long column) {
        error(message, line, column);
      }
    };
  }

  private static Optional<Lang> language(Exchange exchange) {
    String media = exchange.media();
    Lang byMedia =
        media.isEmpty() ? null : RDFLanguages.contentTypeToLang(ContentType.create(media));
    if (byMedia != null && isRdf(byMedia)) {
      return Optional.of(byMedia);
    }
    String path = String.valueOf(exchange.address().getPath()).toLowerCase(Locale.ROOT);
    boolean vague =
        List.of(
                "",
                "text/plain",
                "application/octet-stream",
                "application/gzip",
                "application/x-gzip")
            .contains(media);
    Lang byName = vague ? RDFLanguages.filenameToLang(path) : null;
    return Optional.ofNullable(byName).filter(Probe::isRdf);
  }

  private static boolean isRdf(Lang lang) {
    return RDFLanguages.isTriples(lang) || RDFLanguages.isQuads(lang);
  }

  /// A context of JSON-LD that stands elsewhere.
  private Document context(URI address) throws JsonLdError {
    Exchange exchange = contexts.get(address);
    if (exchange == null) {
      exchange = get(address, "application/ld+json, application/json;q=0.9");
      contexts.put(address, exchange);
    }
    if (!exchange.ok()) {
      throw new JsonLdError(
          JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED,
          "the context " + address + " is not to be had: " + exchange.words());
    }
    JsonDocument document = JsonDocument.of(new ByteArrayInputStream(exchange.body()));
    document.setDocumentUrl(exchange.address());
    return document;
  }
}
