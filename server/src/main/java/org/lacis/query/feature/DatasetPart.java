package org.lacis.query.feature;

import java.util.Map;
import org.apache.jena.graph.Node;

/// A dataset that describes features of a collection, and on what terms it is given.
///
/// @param graph its graph, under whose IRI the catalogue describes it
/// @param twin key of the twin that says it; empty for a graph that is no dataset of a twin
/// @param count features of the collection that it describes
/// @param title by language; may be empty
/// @param licence an IRI or words; empty when none is stated
/// @param attribution words that have to be told; may be empty
/// @param publisher who answers for it; may be empty
public record DatasetPart(
    Node graph,
    String twin,
    long count,
    Map<String, String> title,
    String licence,
    String attribution,
    String publisher) {
  public DatasetPart {
    title = Map.copyOf(title);
  }
}
