package org.lacis.serve.page;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

  private Entity.Says asked(String key, String why) {
    return new Entity.Says("", words.get(key), why.isEmpty() ? words.get(key + ".why") : why);
  }

  /// Name of a twin as it stands within a sentence: « côté national », but « côté Lyon ».
  String within(String key) {
    String name = name(key);
    String first = name.split(" ", 2)[0].toLowerCase(words.language().locale());
    return List.of(words.get("common").split(",")).contains(first)
        ? first + name.substring(first.length())
        : name;
  }

  /// Whether only the reasoner says it.
  boolean isInferred(Collection<Node> graphs) {
    return !graphs.isEmpty()
        && graphs.stream().allMatch(graph -> speakers.of(graph) instanceof Speaker.Reasoner);
  }

  /// @param why evidence of what is linked or inferred, asked for only then; empty for none
  Entity.Says says(Collection<Node> graphs, Supplier<String> why) {
    Optional<String> twin = twin(graphs);
    if (twin.isPresent()) {
      return new Entity.Says(twin.get(), name(twin.get()), "");
    }
    for (Node graph : graphs) {
      switch (speakers.of(graph)) {
        case Speaker.LinkRule _ -> {
          return asked("computed", why.get());
        }
        case Speaker.Reasoner _ -> {
          return asked("inferred", why.get());
        }
        case Speaker.Twin _, Speaker.Other _ -> {}
      }
    }
    return new Entity.Says("", "", "");
  }
}
