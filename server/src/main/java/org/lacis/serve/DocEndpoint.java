package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.lacis.serve.twin.Description;
import org.lacis.serve.twin.LocalIris;
import org.lacis.serve.twin.Things;
import org.lacis.serve.web.Ask;
import org.lacis.serve.web.Form;
import org.lacis.serve.web.RdfAnswer;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinStore;

/// `/doc/…`: what is known of the thing at `/id/…`, as a page or in an RDF form.
record DocEndpoint(TwinStore twin, LocalIris iris) implements Handler {
  @Override
  public void handle(Context ctx) {
    String path = ctx.req().getRequestURI().substring("/doc/".length());
    ctx.header("Vary", "Accept, Accept-Language");
    Optional<Things> found = twin.read(view -> Things.find(view.dataset(), iris, path));
    Things thing = found.orElseThrow(() -> unknown(path));
    Form form = thing.form().orElseGet(() -> Ask.form(ctx, List.of(Form.values())));
    Graph graph = twin.read(view -> Description.of(view.dataset(), thing.node()));
    RdfAnswer.send(ctx, graph, form == Form.HTML ? Form.TURTLE : form);
  }

  static ServeException unknown(String path) {
    return ServeException.of(
        404,
        "serve.unknown-thing",
        "/id/" + path,
        "nothing",
        "a thing of this twin",
        "Search by name or identifier.");
  }
}
