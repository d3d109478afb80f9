package org.lacis.serve.sparql;

import java.util.UUID;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.fuseki.servlets.ActionLib;
import org.apache.jena.fuseki.servlets.GSP_RW;
import org.apache.jena.fuseki.servlets.GraphTarget;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.fuseki.system.DataUploader;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.web.HttpSC;
import org.lacis.store.TwinDataset;
import org.lacis.store.TwinStore;
import org.lacis.vocabulary.TwinIris;

/// Fuseki's Graph Store Protocol, and the two things that it lacks: a deletion that fails is told,
/// and triples sent to no graph get a graph of their own (SPARQL 1.1 Graph Store HTTP Protocol,
/// section 5.5).
final class GuardedData extends GSP_RW {
  private final TwinStore store;
  private final TwinDataset graphStore;
  private final TwinIris iris;

  GuardedData(TwinStore store, TwinDataset graphStore, TwinIris iris) {
    this.store = store;
    this.graphStore = graphStore;
    this.iris = iris;
  }

  @Override
  protected void execDeleteGSP(HttpAction action) {
    store.<Boolean>write(_ -> {
      GraphTarget target = GraphTarget.determineTarget(graphStore, action);
      if (!target.exists()) {
        ServletOps.errorNotFound("No such graph: " + target.label());
      }
      target.graph().clear();
      return true;
    });
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
