package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.lacis.federate.Federation;
import org.lacis.serve.federated.PartnerGraph;
import org.lacis.serve.twin.CatalogueDocument;
import org.lacis.serve.twin.Figures;
import org.lacis.serve.twin.GraphFigures;
import org.lacis.serve.twin.VoidDocument;
import org.lacis.serve.web.Answered;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;
import org.lacis.vocabulary.TwinIris;

/// `/.well-known/void`: what the twin holds, in figures (VoID); and its catalogue in RDF for
/// [CatalogueEndpoint].
///
/// @param federation whose partners are in the catalogue, too
record DescribedTwin(Site site, Figures figures, Optional<Federation> federation)
    implements Handler {
  /// How long the first count is waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public void handle(Context ctx) {
    ctx.header("Vary", "Accept");
    Form form =
        Form.bySuffix("." + Ask.text(ctx, "form"))
            .filter(Form.RDF::contains)
            .orElseGet(() -> Ask.form(ctx, Form.RDF));
    TwinIris iris = new TwinIris(site.iris().base());
    Map<Node, GraphFigures> counted = counted().orElseThrow(DescribedTwin::busy);
    Graph graph =
        site.store().read(view -> VoidDocument.of(view.dataset(), iris, counted, address(ctx)));
    Answered.send(ctx, RdfAnswer.bytes(graph, form), RdfAnswer.type(form), Optional.empty());
  }

  private static ServeException busy() {
    Finding finding =
        Finding.violation(
            "serve.counting",
            Place.of("the figures of the twin"),
            "being counted for the first time",
            "",
            "Ask again in a few seconds.");
    return new ServeException(503, finding, Map.of("Retry-After", "5"), Map.of());
  }

  /// The catalogue as DCAT-AP.
  void catalogue(Context ctx, Form form) {
    TwinIris iris = new TwinIris(site.iris().base());
    Map<Node, GraphFigures> counted = counted().orElse(Map.of());
    Graph graph =
        site.store()
            .read(view -> CatalogueDocument.of(view.dataset(), iris, counted, address(ctx)));
    federation.ifPresent(one -> PartnerGraph.add(graph, one, iris));
    Answered.send(ctx, RdfAnswer.bytes(graph, form), RdfAnswer.type(form), Optional.empty());
  }

  private Optional<Map<Node, GraphFigures>> counted() {
    return figures.now(PATIENCE);
  }

  /// The address of this server as the client knows it.
  static String address(Context ctx) {
    return ctx.scheme() + "://" + ctx.host() + "/";
  }
}
