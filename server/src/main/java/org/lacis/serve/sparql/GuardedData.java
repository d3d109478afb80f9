package org.lacis.serve.sparql;

import java.util.UUID;
import java.util.function.Supplier;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.fuseki.servlets.ActionLib;
import org.apache.jena.fuseki.servlets.GSP_RW;
import org.apache.jena.fuseki.servlets.GraphTarget;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.fuseki.system.DataUploader;
import org.apache.jena.fuseki.system.UploadDetails;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.RiotParseException;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.web.HttpSC;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.LacisException;
import org.lacis.vocabulary.TwinIris;

/// Fuseki's Graph Store Protocol, and what it lacks: a deletion that fails is told, triples sent to
/// no graph get a graph of their own (SPARQL 1.1 Graph Store HTTP Protocol, section 5.5), and what
/// the store refuses is told with place and remedy.
final class GuardedData extends GSP_RW {
  private final TwinStore store;
  private final TwinDataset graphStore;
  private final TwinIris iris;

  GuardedData(TwinStore store, TwinDataset graphStore, TwinIris iris) {
    this.store = store;
    this.graphStore = graphStore;
    this.iris = iris;
  }

  // Fuseki's own way keeps of what a commit refuses nothing but its words.

  @Override
  protected void doPutPostGSP(HttpAction action, boolean replaces) {
    takeIn(
        action,
        () -> {
          GraphTarget target = GraphTarget.determineTargetGSP(graphStore, action);
          if (target.isUnion()) {
            ServletOps.errorBadRequest("Can't update the union graph");
          }
          boolean existed = target.exists();
          if (existed && replaces) {
            target.graph().clear();
          }
          UploadDetails details =
              DataUploader.incomingData(action, StreamRDFLib.graph(target.graph()));
          details.setExistedBefore(existed);
          return details;
        });
  }

  @Override
  protected void doPutPostQuads(HttpAction action, boolean replaces) {
    takeIn(
        action,
        () -> {
          if (replaces) {
            graphStore.clear();
          }
          return DataUploader.incomingData(action, StreamRDFLib.dataset(graphStore));
        });
  }

  private void takeIn(HttpAction action, Supplier<UploadDetails> work) {
    guarded(
        action,
        () -> {
          try {
            ServletOps.uploadResponse(action, store.<UploadDetails>write(_ -> work.get()));
          } catch (RiotParseException e) {
            ServletOps.errorParseError(e);
          } catch (RiotException e) {
            ServletOps.errorBadRequest(e.getMessage());
          }
        });
  }

  /// What the store refuses is told as it tells it.
  private static void guarded(HttpAction action, Runnable work) {
    try {
      work.run();
    } catch (LacisException e) {
      action.getRequest().setAttribute(GuardedQuery.REFUSAL, e);
      ServletOps.errorBadRequest("refused");
    }
  }

  @Override
  protected void execDeleteGSP(HttpAction action) {
    guarded(
        action,
        () ->
            store.<Boolean>write(_ -> {
              GraphTarget target = GraphTarget.determineTarget(graphStore, action);
              if (!target.exists()) {
                ServletOps.errorNotFound("No such graph: " + target.label());
              }
              target.graph().clear();
              return true;
            }));
    ServletOps.successNoContent(action);
  }

  @Override
  protected void execPostQuads(HttpAction action) {
    Lang lang = RDFLanguages.contentTypeToLang(ActionLib.getContentType(action));
    if (lang == null || !RDFLanguages.isTriples(lang) || RDFLanguages.isQuads(lang)) {
      super.execPostQuads(action);
      return;
    }
    Node graph = iris.node("graph/posted/" + UUID.randomUUID());
    try {
      store.<Boolean>write(view -> {
        DataUploader.incomingData(action, StreamRDFLib.graph(view.dataset().getGraph(graph)));
        return true;
      });
    } catch (ActionErrorException e) {
      throw e;
    } catch (RiotException e) {
      ServletOps.errorBadRequest(e.getMessage());
    }
    action.setResponseHeader("Location", graph.getURI());
    action.setResponseStatus(HttpSC.CREATED_201);
  }
}
