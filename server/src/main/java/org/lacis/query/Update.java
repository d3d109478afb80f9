package org.lacis.query;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.UpdateExecDatasetBuilder;
import org.apache.jena.sparql.modify.request.UpdateDeleteWhere;
import org.apache.jena.sparql.modify.request.UpdateModify;
import org.apache.jena.sparql.modify.request.UpdateWithUsing;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementNamedGraph;
import org.apache.jena.sparql.syntax.ElementTriplesBlock;
import org.apache.jena.update.UpdateException;
import org.apache.jena.update.UpdateFactory;
import org.apache.jena.update.UpdateRequest;
import org.lacis.store.TwinDataset;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// A request of SPARQL 1.1 Update: operations that are carried out one after the other, each seeing
/// what the ones before it did.
public final class Update {
  private final UpdateRequest request;

  private Update(UpdateRequest request) {
    this.request = request;
  }

  /// @param base what relative IRIs are resolved against
  /// @throws QueryException `query.syntax`, with line and column
  public static Update of(String text, String base) {
    return new Update(Reading.of("update", () -> UpdateFactory.create(text, base, Reading.SYNTAX)));
  }

  /// Whether an operation says itself which graphs its patterns see: `WITH`, `USING`.
  public boolean namesItsDataset() {
    return request.getOperations().stream()
        .anyMatch(operation -> operation instanceof UpdateWithUsing using && names(using));
  }

  private static boolean names(UpdateWithUsing operation) {
    return operation.getWithIRI() != null
        || !operation.getUsing().isEmpty()
        || !operation.getUsingNamed().isEmpty();
  }

  /// The same request with the graphs that its patterns see (SPARQL 1.1 Protocol, section 2.2.3).
  ///
  /// @param graphs their union is the default graph
  /// @param named are to be found by their names
  /// @throws QueryException `query.two-datasets` when an operation names graphs already
  public Update over(List<Node> graphs, List<Node> named) {
    if (namesItsDataset()) {
      throw new QueryException(
          Finding.violation(
              "query.two-datasets",
              Place.of("update"),
              "WITH or USING in the text and graphs in the request too",
              "one of them",
              "Leave out using-graph-uri and using-named-graph-uri, or USING and WITH"),
          null);
    }
    UpdateRequest described = new UpdateRequest();
    for (org.apache.jena.update.Update operation : request) {
      described.add(described(operation, graphs, named));
    }
    return new Update(described);
  }

  private static org.apache.jena.update.Update described(
      org.apache.jena.update.Update operation, List<Node> graphs, List<Node> named) {
    UpdateModify changed = new UpdateModify();
    switch (operation) {
      case UpdateModify modify -> {
        modify.getDeleteQuads().forEach(changed.getDeleteAcc()::addQuad);
        modify.getInsertQuads().forEach(changed.getInsertAcc()::addQuad);
        changed.setHasDeleteClause(modify.hasDeleteClause());
        changed.setHasInsertClause(modify.hasInsertClause());
        changed.setElement(modify.getWherePattern());
      }
      case UpdateDeleteWhere delete -> {
        delete.getQuads().forEach(changed.getDeleteAcc()::addQuad);
        changed.setHasDeleteClause(true);
        changed.setElement(pattern(delete.getQuads()));
      }
      default -> {
        return operation;
      }
    }
    graphs.forEach(changed::addUsing);
    named.forEach(changed::addUsingNamed);
    return changed;
  }

  /// `DELETE WHERE` is short for a pattern that is its own template.
  private static ElementGroup pattern(List<Quad> quads) {
    ElementGroup group = new ElementGroup();
    for (Quad quad : quads) {
      ElementTriplesBlock block = new ElementTriplesBlock();
      block.addTriple(quad.asTriple());
      group.addElement(
          quad.isDefaultGraph() ? block : new ElementNamedGraph(quad.getGraph(), block));
    }
    return group;
  }

  /// Carries out all of it, inside a writing transaction of this thread, which is to be aborted
  /// when this fails.
  ///
  /// @param twin as a graph store, see [TwinDataset#writingDefaultTo]
  /// @throws QueryException `query.update`
  /// @throws org.lacis.store.StoreException when the store refuses a change
  public void apply(TwinDataset twin) {
    try {
      UpdateExecDatasetBuilder.create().dataset(twin).update(request).build().execute();
    } catch (UpdateException e) {
      throw new QueryException(
          Finding.violation(
              "query.update",
              Place.of("update"),
              String.valueOf(e.getMessage()),
              "an update that can be carried out",
              "Mend the update, or say SILENT"),
          e);
    }
  }
}
