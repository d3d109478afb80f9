package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Reference;
import org.lacis.serve.page.ReferenceMaker;
import org.lacis.serve.page.Words;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.vocabulary.TwinIris;

/// `/doc/ontology/{name}`: the reference page of an ontology in force, made from the ontology as it
/// stands in the store, or in an RDF form. What the store does not hold but comes with the program
/// (`territory`, `rml`, `link`) is shown as it comes with it.
record OntologyEndpoint(Site site) implements Handler {
  private static final List<String> OWN = List.of("territory", "rml", "link");
  private static final List<String> FILES =
      List.of("ontology.ttl", "alignments.ttl", "formulations.ttl", "shapes.ttl");

  @Override
  public void handle(Context ctx) {
    String name = ctx.pathParam("name");
    Graph graph = graph(name);
    if (graph.isEmpty()) {
      throw DocEndpoint.unknown("/doc/ontology/" + name);
    }
    ctx.header("Vary", "Accept, Accept-Language");
    Form form =
        Form.bySuffix("." + Ask.text(ctx, "form"))
            .orElseGet(() -> Ask.form(ctx, List.of(Form.values())));
    if (form != Form.HTML) {
      RdfAnswer.send(ctx, graph, form);
      return;
    }
    Words words = site.pages().words(ctx);
    Reference reference = new ReferenceMaker(graph, words).make(name);
    List<Frame.Alternate> links = new ArrayList<>();
    for (Form other : Form.values()) {
      if (other != Form.HTML) {
        links.add(
            new Frame.Alternate(
                "/doc/ontology/" + name + "?form=" + other.suffix(),
                other.mediaType(),
                other.suffix()));
      }
    }
    Frame frame = site.pages().frame(ctx, words, reference.title(), "catalogue", links);
    site.pages().send(ctx, "reference", frame, Map.of("reference", reference));
  }

  private Graph graph(String name) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node node = new TwinIris(site.iris().base()).ontologyGraph(name);
    site.store()
        .read(view -> {
          view.dataset()
              .findNG(node, Node.ANY, Node.ANY, Node.ANY)
              .forEachRemaining(quad -> graph.add(quad.asTriple()));
          return true;
        });
    if (graph.isEmpty() && OWN.contains(name)) {
      FILES.forEach(file -> read("/org/lacis/ontologies/" + name + "/" + file, graph));
    }
    return graph;
  }

  private static void read(String resource, Graph into) {
    try (InputStream in = OntologyEndpoint.class.getResourceAsStream(resource)) {
      if (in != null) {
        RDFParser.source(in).lang(Lang.TURTLE).parse(into);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
