package org.lacis.serve.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;

/// Writes a graph in one of the RDF forms.
public final class RdfAnswer {
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("dcat", "http://www.w3.org/ns/dcat#"),
          Map.entry("dcterms", "http://purl.org/dc/terms/"),
          Map.entry("foaf", "http://xmlns.com/foaf/0.1/"),
          Map.entry("geo", "http://www.opengis.net/ont/geosparql#"),
          Map.entry("lacis", "https://w3id.org/lacis#"),
          Map.entry("owl", "http://www.w3.org/2002/07/owl#"),
          Map.entry("prov", "http://www.w3.org/ns/prov#"),
          Map.entry("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
          Map.entry("skos", "http://www.w3.org/2004/02/skos/core#"),
          Map.entry("sosa", "http://www.w3.org/ns/sosa/"),
          Map.entry("xsd", "http://www.w3.org/2001/XMLSchema#"));

  private RdfAnswer() {}

  /// Answers with the graph.
  ///
  /// @param form not [Form#HTML]
  public static void send(Context ctx, Graph graph, Form form) {
    Lang lang = form.lang().orElseThrow(() -> new IllegalArgumentException("no RDF form: " + form));
    PREFIXES.forEach(graph.getPrefixMapping()::setNsPrefix);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RDFWriter.source(graph).lang(lang).output(bytes);
    ctx.contentType(form.mediaType() + ";charset=utf-8").result(bytes.toByteArray());
  }
}
