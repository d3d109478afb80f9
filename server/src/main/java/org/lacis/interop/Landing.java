package org.lacis.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The landing page of an OGC API Features, and its collections.
///
/// @param address of the page
/// @param page as it came
/// @param collections in the order of the server, at most [#MOST]; empty when they cannot be read
/// @param conforms conformance classes that it declares; empty when they cannot be read
public record Landing(
    URI address, JsonNode page, List<Collection> collections, List<String> conforms) {
  /// How many collections are looked at.
  public static final int MOST = 200;

  public Landing {
    collections = List.copyOf(collections);
    conforms = List.copyOf(conforms);
  }

  /// One collection of features.
  ///
  /// @param items where its features are asked for; empty when no link says so
  /// @param json its description as it came
  public record Collection(String id, Optional<URI> items, JsonNode json) {}

  /// The address of a link of the page.
  public Optional<URI> link(String relation) {
    return link(page, address, relation);
  }

  /// The first link of a relation in a JSON object with `links`, resolved.
  public static Optional<URI> link(JsonNode json, URI base, String relation) {
    for (JsonNode link : json.path("links")) {
      if (link.path("rel").asText().equals(relation)) {
        return resolved(base, link.path("href").asText());
      }
    }
    return Optional.empty();
  }

  /// An address within another; empty when it is none.
  public static Optional<URI> resolved(URI base, String reference) {
    try {
      return Optional.of(base.resolve(reference));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
