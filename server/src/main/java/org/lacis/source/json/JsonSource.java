package org.lacis.source.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.Wanted;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

final class JsonSource implements Source {
  /// The largest file, in bytes on disk, that an iterator beyond simple steps may need as a tree.
  private static final long LARGEST_TREE = 64L << 20;

  private final InputFile file;
  private final ValueRules rules;
  private final String iterator;
  private final Optional<JsonPath> path;

  JsonSource(SourceDescription description) {
    this.file = InputFile.of(description);
    this.rules = ValueRules.of(description);
    this.iterator = description.iterator().isEmpty() ? "$" : description.iterator();
    this.path = JsonPath.simple(iterator);
    if (path.isEmpty()) {
      References.compile(file.name(), iterator);
    }
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    read(Wanted.of(references), each, findings);
  }

  @Override
  public void read(Wanted wanted, Consumer<SourceRecord> each, FindingSink findings) {
    Reading reading = new Reading(wanted, each, findings);
    if (path.isPresent()) {
      PathAutomaton automaton = new PathAutomaton(List.of(path.get()));
      reading.text.read(json -> reading.walk(json, automaton.start()));
    } else {
      refuseLarge();
      com.jayway.jsonpath.JsonPath full = References.compile(file.name(), iterator);
      reading.text.read(json -> {
        JsonNode document = References.tree(json);
        for (JsonNode record :
            full.<com.fasterxml.jackson.databind.node.ArrayNode>read(
                document, References.fullJsonPath())) {
          reading.emit(record);
        }
      });
    }
    for (int i = 0; i < wanted.references().size(); i++) {
      if (reading.references.array(i)) {
        tellArray(wanted.references().get(i), findings);
      }
    }
  }

  /// Other engines refuse such a reference.
  private void tellArray(String reference, FindingSink findings) {
    findings.report(
        Finding.warning(
            "source.array-as-value",
            Place.of(file.name()).field(reference),
            "an array where the reference ends",
            "single values",
            "Its members were taken; write " + reference + "[*] to say so."));
  }

  private void refuseLarge() {
    try {
      long size = java.nio.file.Files.size(file.path());
      if (size > LARGEST_TREE) {
        throw new SourceException(
            Finding.violation(
                "source.iterator-too-large",
                Place.of(file.name()),
                "the iterator " + iterator + " over " + size + " bytes",
                "at most " + LARGEST_TREE + " bytes",
                "Use an iterator of names and [*]; it is read as a stream."));
      }
    } catch (IOException cause) {
      throw InputFile.unreadable(file.name(), cause);
    }
  }

  @Override
  public void close() {}

  /// One reading: the current record and where it stands.
  private final class Reading implements SourceRecord {
    private final References references;
    private final List<NestedNodes> nested;
    private final Consumer<SourceRecord> each;
    private final JsonText text;
    private JsonNode current = MissingNode.getInstance();
    private long number;

    Reading(Wanted wanted, Consumer<SourceRecord> each, FindingSink findings) {
      this.references = new References(file.name(), wanted.references(), rules);
      this.nested =
          wanted.nested().stream().map(one -> new NestedNodes(file.name(), one, rules)).toList();
      this.each = each;
      this.text = new JsonText(file, findings);
    }

    /// Follows the iterator's path down to its records.
    void walk(JsonParser json, PathAutomaton.State state) throws IOException {
      if (state.accepts()) {
        record(json, state);
      } else if (state.ends()) {
        json.skipChildren();
      } else if (json.currentToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          PathAutomaton.State next = state.member(json.currentName());
          json.nextToken();
          walk(json, next);
        }
      } else if (json.currentToken() == JsonToken.START_ARRAY) {
        int index = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          walk(json, state.element(index++));
        }
      }
    }

    private void record(JsonParser json, PathAutomaton.State state) throws IOException {
      text.recordAt(json);
      number++;
      if (state.ends() && nested.isEmpty()) {
        references.read(json);
        text.recordDone();
        each.accept(this);
        return;
      }
      // A descent finds records inside records; nested records are taken from a tree.
      JsonNode tree = References.tree(json);
      text.recordDone();
      hand(tree);
      if (!state.ends()) {
        below(tree, state);
      }
    }

    private void below(JsonNode tree, PathAutomaton.State state) throws IOException {
      if (tree.isObject()) {
        for (var member : tree.properties()) {
          inside(member.getValue(), state.member(member.getKey()));
        }
      } else if (tree.isArray()) {
        for (int i = 0; i < tree.size(); i++) {
          inside(tree.get(i), state.element(i));
        }
      }
    }

    private void inside(JsonNode tree, PathAutomaton.State state) throws IOException {
      if (state.accepts()) {
        emit(tree);
      }
      if (!state.ends()) {
        below(tree, state);
      }
    }

    void emit(JsonNode record) throws IOException {
      number++;
      hand(record);
    }

    private void hand(JsonNode record) throws IOException {
      references.read(record);
      current = record;
      each.accept(this);
    }

    @Override
    public void inside(int index, Consumer<SourceRecord> inner) {
      nested.get(index).read(current, place(), inner);
    }

    @Override
    public List<Value> values(int reference) {
      return references.values(reference);
    }

    @Override
    public long number() {
      return number;
    }

    @Override
    public Place place() {
      return Place.record(file.name(), number);
    }
  }
}
