package org.lacis.interop;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.lacis.interop.probe.Exchange;

/// What was found out about a partner from one address.
///
/// @param asked the address that was given
/// @param first what it answered
/// @param kind what it leads to; empty when that could not be found out
/// @param kinds all that was found, also by links and at well-known places
/// @param sparql its SPARQL endpoint
/// @param features its OGC API Features
/// @param document the RDF document at the address, when it is one: dump, event stream, mapping
/// @param catalogue what describes it, put together: VoID, DCAT, service description; may be empty
/// @param described where the catalogue was found
/// @param trail what was tried, in the order, with what came: for people
public record Subject(
    URI asked,
    Exchange first,
    Optional<Kind> kind,
    Set<Kind> kinds,
    Optional<URI> sparql,
    Optional<Landing> features,
    Optional<Source> document,
    Graph catalogue,
    List<Source> described,
    List<String> trail) {

  public Subject {
    kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
    described = List.copyOf(described);
    trail = List.copyOf(trail);
  }

  public boolean has(Kind one) {
    return kinds.contains(one);
  }
}
