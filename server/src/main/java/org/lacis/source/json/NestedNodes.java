package org.lacis.source.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.Wanted;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Place;

/// The records that an iterator finds within a node; each of them in its turn is this one record.
final class NestedNodes implements SourceRecord {
  private final Optional<JsonPath> simple;
  private final com.jayway.jsonpath.JsonPath full;
  private final References references;
  private final List<NestedNodes> nested;
  private Place around = Place.of("");
  private JsonNode current;
  private long number;

  /// @param source names it in messages
  NestedNodes(String source, Wanted.Nested wanted, ValueRules rules) {
    String iterator = wanted.iterator().isEmpty() ? "$" : wanted.iterator();
    this.full = References.compile(source, iterator.startsWith("$") ? iterator : "$." + iterator);
    this.simple =
        JsonPath.simple(iterator)
            .filter(
                path -> path.steps().stream().noneMatch(JsonPath.Step.Descend.class::isInstance));
    this.references = new References(source, wanted.wanted().references(), rules);
    this.nested =
        wanted.wanted().nested().stream().map(one -> new NestedNodes(source, one, rules)).toList();
    this.current = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  /// Hands over the records within a node.
  ///
  /// @param place of the record around them
  void read(JsonNode node, Place place, Consumer<SourceRecord> each) {
    around = place;
    number = 0;
    try {
      if (simple.isPresent()) {
        walk(node, simple.get().steps(), 0, each);
      } else {
        JsonNode found = full.read(node, References.fullJsonPath());
        for (JsonNode one : found) {
          hand(one, each);
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void walk(JsonNode node, List<JsonPath.Step> steps, int at, Consumer<SourceRecord> each)
      throws IOException {
    if (at == steps.size()) {
      hand(node, each);
      return;
    }
    switch (steps.get(at)) {
      case JsonPath.Step.Name(String name) -> {
        JsonNode next = node.get(name);
        if (next != null) {
          walk(next, steps, at + 1, each);
        }
      }
      case JsonPath.Step.Index(int index) -> {
        JsonNode next = node.get(index);
        if (next != null) {
          walk(next, steps, at + 1, each);
        }
      }
      case JsonPath.Step.All() -> {
        for (JsonNode next : node) {
          walk(next, steps, at + 1, each);
        }
      }
      case JsonPath.Step.Descend() ->
          throw new IllegalStateException("a descent is no simple step");
    }
  }

  private void hand(JsonNode node, Consumer<SourceRecord> each) throws IOException {
    if (node.isNull()) {
      return;
    }
    number++;
    references.read(node);
    current = node;
    each.accept(this);
  }

  @Override
  public List<Value> values(int reference) {
    return references.values(reference);
  }

  @Override
  public void inside(int index, Consumer<SourceRecord> each) {
    nested.get(index).read(current, place(), each);
  }

  @Override
  public long number() {
    return number;
  }

  /// Where the record around it stands: that is where a person looks.
  @Override
  public Place place() {
    return around;
  }
}
