package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.serve.page.Entity;
import org.lacis.serve.page.EntityMaker;
import org.lacis.serve.page.Frame;
import org.lacis.serve.page.Words;
import org.lacis.serve.twin.Description;
import org.lacis.serve.twin.Things;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;

/// `/doc/…`: what is known of the thing at `/id/…`, as a page or in an RDF form; `/about?iri=…`
/// likewise, for what is named elsewhere.
record DocEndpoint(Site site) implements Handler {
  private static final int LAST_PAGE = 1_000_000;

  @Override
  public void handle(Context ctx) {
    String path = ctx.req().getRequestURI().substring("/doc/".length());
    Optional<Things> found =
        site.store().read(view -> Things.find(view.dataset(), site.iris(), path));
    Things thing = found.orElseThrow(() -> unknown("/id/" + path));
    ctx.header("Vary", "Accept, Accept-Language");
    Form form = thing.form().orElseGet(() -> Ask.form(ctx, List.of(Form.values())));
    String stem = thing.form().isEmpty() ? path : path.substring(0, path.lastIndexOf('.'));
    answer(ctx, thing.node(), form, "/doc/" + stem + ".");
  }

  /// What is known of an IRI given as a parameter.
  void about(Context ctx) {
    String iri = Ask.text(ctx, "iri");
    Node node = NodeFactory.createURI(iri);
    if (iri.isEmpty() || !site.store().read(view -> Description.exists(view.dataset(), node))) {
      throw unknown(iri.isEmpty() ? "parameter iri" : iri);
    }
    ctx.header("Vary", "Accept, Accept-Language");
    Form form =
        Form.bySuffix("." + Ask.text(ctx, "form"))
            .orElseGet(() -> Ask.form(ctx, List.of(Form.values())));
    answer(ctx, node, form, site.iris().page(iri) + "&form=");
  }

  private void answer(Context ctx, Node thing, Form form, String stem) {
    if (form == Form.HTML) {
      page(ctx, thing, stem);
    } else {
      Graph graph = site.store().read(view -> Description.of(view.dataset(), thing));
      RdfAnswer.send(ctx, graph, form);
    }
  }

  private void page(Context ctx, Node thing, String stem) {
    Words words = site.pages().words(ctx);
    String by = Ask.text(ctx, "in");
    String all = Ask.text(ctx, "all");
    int page = Ask.number(ctx, "page", 1, 1, LAST_PAGE);
    Entity entity =
        site.store()
            .read(view ->
                new EntityMaker(view, site.iris(), words, site.twins()).make(thing, by, all, page));
    List<Frame.Alternate> links = new ArrayList<>();
    for (Form form : List.of(Form.TURTLE, Form.JSON_LD, Form.N_TRIPLES, Form.RDF_XML)) {
      links.add(new Frame.Alternate(stem + form.suffix(), form.mediaType(), name(form)));
    }
    Frame frame = site.pages().frame(ctx, words, entity.title(), "explore", links);
    site.pages().send(ctx, "entity", frame, Map.of("entity", entity));
  }

  private static String name(Form form) {
    return switch (form) {
      case HTML -> "HTML";
      case TURTLE -> "Turtle";
      case JSON_LD -> "JSON-LD";
      case N_TRIPLES -> "N-Triples";
      case RDF_XML -> "RDF/XML";
    };
  }

  static ServeException unknown(String what) {
    return ServeException.of(
        404,
        "serve.unknown-thing",
        what,
        "nothing",
        "a thing of this twin",
        "Search by name or identifier.");
  }
}
