package org.lacis.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.Quad;
import org.lacis.serve.twin.Freshness;
import org.lacis.serve.twin.Rights;
import org.lacis.serve.web.Answered;
import org.lacis.serve.web.Broken;
import org.lacis.store.View;

/// `/dump/<graph>.nt`: the statements of one graph as N-Triples; `/dump.nq`: all of them as
/// N-Quads. They leave as they are read, of one state of the store, in constant memory; when that
/// fails the connection is broken off.
record DumpEndpoint(Site site, Rights rights, Freshness freshness) implements Handler {
  private static final String HEAD = "/dump/";
  private static final String ENDING = ".nt";

  @Override
  public void handle(Context ctx) {
    String path = ctx.req().getRequestURI().substring(HEAD.length());
    String name = path.endsWith(ENDING) ? path.substring(0, path.length() - ENDING.length()) : "";
    Node graph = NodeFactory.createURI(site.iris().base() + "graph/" + name);
    if (name.isEmpty() || !site.store().read(view -> view.dataset().containsGraph(graph))) {
      throw DocEndpoint.unknown(HEAD + path);
    }
    send(ctx, graph, Lang.NTRIPLES, rights.of(List.of(graph)));
  }

  /// Every graph.
  void all(Context ctx) {
    send(ctx, Node.ANY, Lang.NQUADS, rights.all());
  }

  private void send(Context ctx, Node graph, Lang lang, List<Rights.Terms> terms) {
    Rights.links(terms).forEach(link -> ctx.res().addHeader("Link", link));
    String tag = Answered.weakTag(freshness.stamp() + graph);
    ctx.header("ETag", tag).header("Cache-Control", "public, no-cache");
    if (Answered.isKnown(ctx, tag, java.util.Optional.empty())) {
      ctx.status(304);
      return;
    }
    ctx.contentType(lang.getHeaderString());
    if (ctx.method().name().equals("HEAD")) {
      return;
    }
    Broken.unlessWhole(
        ctx,
        () ->
            site.store()
                .read(view -> {
                  write(view, graph, lang, ctx);
                  return true;
                }));
    ctx.skipRemainingHandlers();
  }

  private static void write(View view, Node graph, Lang lang, Context ctx) {
    try {
      OutputStream out = ctx.res().getOutputStream();
      StreamRDF stream = StreamRDFWriter.getWriterStream(out, lang);
      stream.start();
      Iterator<Quad> quads = view.dataset().findNG(graph, Node.ANY, Node.ANY, Node.ANY);
      while (quads.hasNext()) {
        Quad quad = quads.next();
        if (lang.equals(Lang.NTRIPLES)) {
          stream.triple(quad.asTriple());
        } else {
          stream.quad(quad);
        }
      }
      stream.finish();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
