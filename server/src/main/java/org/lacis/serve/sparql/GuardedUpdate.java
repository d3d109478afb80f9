package org.lacis.serve.sparql;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_Update;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.lacis.query.Update;
import org.lacis.serve.web.ServeException;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.LacisException;

/// Fuseki's update operation, which reads and carries out requests as ours: whole or not at all,
/// and what is wrong is left in the request with its place.
final class GuardedUpdate extends SPARQL_Update {
  private final TwinStore store;
  private final TwinDataset graphStore;
  private final String base;

  /// @param base what relative IRIs of a request are resolved against
  GuardedUpdate(TwinStore store, TwinDataset graphStore, String base) {
    this.store = store;
    this.graphStore = graphStore;
    this.base = base;
  }

  @Override
  protected void execute(HttpAction action, InputStream input) {
    HttpServletRequest request = action.getRequest();
    try {
      Update update = described(Update.of(text(input), base), request);
      store.<Boolean>write(_ -> {
        update.apply(graphStore);
        return true;
      });
    } catch (LacisException e) {
      request.setAttribute(GuardedQuery.REFUSAL, e);
      ServletOps.errorBadRequest("refused");
    }
  }

  private static String text(InputStream input) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(input.readAllBytes()))
          .toString();
    } catch (CharacterCodingException _) {
      throw ServeException.of(
          400, "serve.not-utf8", "update", "bytes that are no UTF-8", "UTF-8", "Send UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Update described(Update update, HttpServletRequest request) {
    List<Node> graphs = nodes(request, "using-graph-uri");
    List<Node> named = nodes(request, "using-named-graph-uri");
    return graphs.isEmpty() && named.isEmpty() ? update : update.over(graphs, named);
  }

  private static List<Node> nodes(HttpServletRequest request, String parameter) {
    return Optional.ofNullable(request.getParameterValues(parameter)).stream()
        .flatMap(Stream::of)
        .map(NodeFactory::createURI)
        .toList();
  }
}
