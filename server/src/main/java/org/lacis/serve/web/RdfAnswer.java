package org.lacis.serve.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFWriter;
import org.lacis.vocabulary.Prefixes;

/// Writes a graph in one of the RDF forms.
public final class RdfAnswer {
  private RdfAnswer() {}

  /// Answers with the graph.
  ///
  /// @param form not [Form#HTML]
  public static void send(Context ctx, Graph graph, Form form) {
    ctx.contentType(type(form)).result(bytes(graph, form));
  }

  /// The media type of a form with its charset.
  public static String type(Form form) {
    return form.mediaType() + ";charset=utf-8";
  }

  /// The graph in a form.
  ///
  /// @param form not [Form#HTML]
  public static byte[] bytes(Graph graph, Form form) {
    Lang lang = form.lang().orElseThrow(() -> new IllegalArgumentException("no RDF form: " + form));
    Prefixes.COMMON.forEach(graph.getPrefixMapping()::setNsPrefix);
    if (form == Form.JSON_LD) {
      Optional<byte[]> document = JsonLd.write(graph, Prefixes.COMMON);
      if (document.isPresent()) {
        return document.get();
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RDFWriter.source(graph).lang(lang).output(bytes);
    return bytes.toByteArray();
  }
}
