package org.lacis.serve.interop;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.web.ContentType;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.Context;
import org.lacis.outbound.Call;
import org.lacis.outbound.Reply;
import org.lacis.serve.twin.Validations;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.validate.Validator;
import org.lacis.validate.report.Report;
import org.lacis.validate.report.ReportGraph;

/// Takes the body of the REST API of the SHACL validator of the European Interoperability Test Bed
/// (`POST …/api/validate`) and answers as it does, with a report of SHACL.
///
/// `contentToValidate` is a text, an address or Base64, as `embeddingMethod` says (`STRING`, `URL`,
/// `BASE64`); `contentSyntax` its media type. `validationType` is `twin` for the shapes of the
/// twin's ontologies, `any` for none but `externalRules` (`ruleSet`, `embeddingMethod`,
/// `ruleSyntax`); without it `any` when there are rules. `reportSyntax`, else `Accept`, names the
/// form of the report. Addresses are asked through the guarded client.
record ShapesService(Checks checks) {
  private static final int MOST_RESULTS = 10_000;
  private static final Set<String> FLAGS =
      Set.of("loadImports", "addInputToReport", "addRulesToReport", "wrapReportDataInCDATA");

  void answer(io.javalin.http.Context ctx, JsonNode json) {
    for (String flag : List.of("loadImports", "contentQuery")) {
      if (json.has(flag)
          && !json.path(flag).isNull()
          && (!FLAGS.contains(flag) || json.path(flag).asBoolean())) {
        throw CheckRequest.wrong(
            flag,
            json.path(flag).toString(),
            "data and rules in the body or at their own addresses: imports and queries are not"
                + " followed here");
      }
    }
    Graph data =
        graph(
            "contentToValidate",
            json.path("contentToValidate").asText(),
            json.path("embeddingMethod").asText(),
            json.path("contentSyntax").asText());
    JsonNode rules = json.path("externalRules");
    String type =
        json.path("validationType").asText(rules.isArray() && !rules.isEmpty() ? "any" : "twin");
    Graph shapes =
        switch (type) {
          case "any" -> GraphFactory.createDefaultGraph();
          case "twin" -> checks.store().read(view -> Validations.terms(view, checks.iris()));
          default -> throw CheckRequest.wrong("validationType", type, "twin or any");
        };
    int number = 0;
    for (JsonNode rule : rules) {
      graph(
              "externalRules[" + number++ + "].ruleSet",
              rule.path("ruleSet").asText(),
              rule.path("embeddingMethod").asText(),
              rule.path("ruleSyntax").asText())
          .find()
          .forEachRemaining(shapes::add);
    }
    if (shapes.isEmpty()) {
      throw CheckRequest.wrong(
          "externalRules", "none", "shapes, as validationType is any, or validationType twin");
    }
    // what classes mean is part of the data: sh:class follows rdfs:subClassOf
    Validator validator = new Validator(shapes, "en");
    Report.Gathering gathering = new Report.Gathering(MOST_RESULTS);
    long focus = validator.results(data, gathering).focusNodes();
    Graph report = ReportGraph.of(gathering.report(focus, List.of(), validator.shapeFindings()));
    report.getPrefixMapping().setNsPrefix("sh", "http://www.w3.org/ns/shacl#");
    RdfAnswer.send(ctx, report, form(ctx, json.path("reportSyntax").asText()));
  }

  private static Form form(io.javalin.http.Context ctx, String syntax) {
    List<Form> offered = List.of(Form.TURTLE, Form.RDF_XML, Form.JSON_LD, Form.N_TRIPLES);
    if (syntax.isBlank()) {
      return Ask.form(ctx, offered);
    }
    return offered.stream()
        .filter(form -> form.accepted().contains(syntax.strip()))
        .findFirst()
        .orElseThrow(() ->
            CheckRequest.wrong(
                "reportSyntax",
                syntax,
                String.join(", ", offered.stream().map(Form::mediaType).toList())));
  }

  private Graph graph(String place, String content, String embedding, String syntax) {
    if (content.isBlank()) {
      throw CheckRequest.wrong(place, "nothing", "RDF, its address, or Base64 of it");
    }
    boolean byAddress = content.strip().matches("https?://\\S+");
    byte[] bytes;
    String media = syntax.strip();
    String base = "urn:content:";
    switch (embedding.isBlank() ? (byAddress ? "URL" : "STRING") : embedding) {
      case "STRING" -> bytes = content.getBytes(StandardCharsets.UTF_8);
      case "BASE64" -> bytes = decoded(place, content);
      case "URL" -> {
        Reply reply = fetched(place, content.strip());
        bytes = reply.body();
        base = reply.from().toString();
        media = media.isEmpty() ? reply.media() : media;
      }
      default ->
          throw CheckRequest.wrong(place + ", embeddingMethod", embedding, "STRING, URL or BASE64");
    }
    Graph graph = GraphFactory.createDefaultGraph();
    try {
      RDFParser.source(new java.io.ByteArrayInputStream(bytes))
          .forceLang(language(place, media, base))
          .base(base)
          .context(closed())
          .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
          .parse(graph);
      return graph;
    } catch (RiotException e) {
      throw CheckRequest.wrong(place, String.valueOf(e.getMessage()), "RDF in " + media);
    }
  }

  /// Contexts of JSON-LD may stand anywhere, and would be asked for past the guarded client.
  private static Context closed() {
    JsonLdOptions options = new JsonLdOptions();
    options.setDocumentLoader((address, _) -> {
      throw new JsonLdError(
          JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED,
          "the context " + address + " stands elsewhere; put it into the document");
    });
    Context context = new Context();
    context.set(LangJSONLD11.JSONLD_OPTIONS, options);
    return context;
  }

  private static Lang language(String place, String media, String base) {
    String known = media.isEmpty() ? "text/turtle" : media;
    return Optional.ofNullable(RDFLanguages.contentTypeToLang(ContentType.create(known)))
        .or(() -> Optional.ofNullable(RDFLanguages.filenameToLang(base)))
        .filter(lang -> RDFLanguages.isTriples(lang) || RDFLanguages.isQuads(lang))
        .orElseThrow(() ->
            CheckRequest.wrong(
                place,
                known,
                "text/turtle, application/n-triples, application/rdf+xml, application/ld+json,"
                    + " application/trig or application/n-quads"));
  }

  private static byte[] decoded(String place, String content) {
    try {
      return Base64.getMimeDecoder().decode(content);
    } catch (IllegalArgumentException e) {
      throw CheckRequest.wrong(place, String.valueOf(e.getMessage()), "Base64");
    }
  }

  private Reply fetched(String place, String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException _) {
      throw CheckRequest.wrong(place, address, "an address");
    }
    Reply reply =
        checks
            .outbound()
            .send(
                Call.get(uri)
                    .withHeader(
                        "Accept",
                        "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.8"));
    if (!reply.isDone()) {
      throw ServeException.of(
          502,
          "serve.partner",
          place,
          "status " + reply.status() + " from " + address,
          "the content",
          "Look whether the address is right.");
    }
    return reply;
  }
}
