package org.lacis.serve.page;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.lacis.serve.twin.Speakers;
import org.lacis.serve.twin.Speakers.Speaker;

/// Who says what, in words and hues.
record Voices(Speakers speakers, Words words, Collection<TwinPart> twins) {

  Speaker speaker(Node graph) {
    return speakers.of(graph);
  }

  /// Name of a twin; its key where it has none.
  String name(String key) {
    return twins.stream()
        .filter(twin -> twin.key().equals(key))
        .findFirst()
        .map(twin -> Addresses.in(twin.label(), words.language().tag(), key))
        .orElse(Words.capital(key));
  }

  /// The twin that most plainly says something: the first twin among the graphs; empty for none.
  String home(Collection<Node> graphs) {
    return twin(graphs).orElse("");
  }

  private Optional<String> twin(Collection<Node> graphs) {
    return graphs.stream()
        .map(speakers::of)
        .flatMap(speaker ->
            speaker instanceof Speaker.Twin twin
                ? List.of(twin.key()).stream()
                : java.util.stream.Stream.empty())
        .findFirst();
  }

  /// @param why evidence of a link; empty when there is none
  Entity.Says says(Collection<Node> graphs, String why) {
    Optional<String> twin = twin(graphs);
    if (twin.isPresent()) {
      return new Entity.Says(twin.get(), name(twin.get()), "");
    }
    for (Node graph : graphs) {
      switch (speakers.of(graph)) {
        case Speaker.LinkRule _ -> {
          return new Entity.Says(
              "", words.get("computed"), why.isEmpty() ? words.get("computed.why") : why);
        }
        case Speaker.Reasoner _ -> {
          return new Entity.Says(
              "", words.get("inferred"), why.isEmpty() ? words.get("inferred.why") : why);
        }
        case Speaker.Twin _, Speaker.Other _ -> {}
      }
    }
    return new Entity.Says("", "", "");
  }
}
