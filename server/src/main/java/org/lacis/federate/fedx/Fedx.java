package org.lacis.federate.fedx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.engine.binding.Binding;
import org.eclipse.rdf4j.federated.FedXConfig;
import org.eclipse.rdf4j.federated.FedXFactory;
import org.eclipse.rdf4j.federated.cache.SourceSelectionCache;
import org.eclipse.rdf4j.federated.cache.SourceSelectionMemoryCache;
import org.eclipse.rdf4j.federated.endpoint.Endpoint;
import org.eclipse.rdf4j.federated.endpoint.EndpointClassification;
import org.eclipse.rdf4j.federated.endpoint.EndpointType;
import org.eclipse.rdf4j.federated.endpoint.RepositoryEndpoint;
import org.eclipse.rdf4j.federated.endpoint.provider.RepositoryInformation;
import org.eclipse.rdf4j.federated.repository.FedXRepository;
import org.eclipse.rdf4j.query.QueryLanguage;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.RepositoryConnection;

/// FedX, with the members of one question. What it knows of who has what is kept from one question
/// to the next.
///
/// FedX counts a statement once for each member that makes it.
public final class Fedx {
  private static final String REMEMBERED = "maximumSize=10000,expireAfterWrite=5m";

  private final SourceSelectionCache cache = new SourceSelectionMemoryCache(REMEMBERED);

  /// All rows of the pattern of a query, as SELECT makes them.
  ///
  /// @param query a SELECT
  public List<Binding> rows(Query query, List<Speaker> speakers, Duration limit) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Speaker speaker : speakers) {
      String id = "http://member/" + speaker.name();
      endpoints.add(
          new RepositoryEndpoint(
              new RepositoryInformation(id, speaker.name(), id, EndpointType.SparqlEndpoint),
              id,
              EndpointClassification.Remote,
              new SpeakerRepository(speaker)));
    }
    int seconds = (int) Math.max(1, limit.toSeconds());
    FedXRepository federation =
        FedXFactory.newFederation()
            .withMembers(endpoints)
            .withConfig(
                new FedXConfig()
                    .withSourceSelectionCacheFactory(() -> cache)
                    .withEnforceMaxQueryTime(seconds))
            .create();
    try {
      List<Binding> rows = new ArrayList<>();
      try (RepositoryConnection connection = federation.getConnection()) {
        TupleQuery asked = connection.prepareTupleQuery(QueryLanguage.SPARQL, query.serialize());
        try (TupleQueryResult result = asked.evaluate()) {
          while (result.hasNext()) {
            rows.add(Terms.row(result.next()));
          }
        }
      }
      return rows;
    } finally {
      federation.shutDown();
    }
  }

  /// Forgets who has what, as after a member failed.
  public void forget() {
    cache.invalidate();
  }
}
