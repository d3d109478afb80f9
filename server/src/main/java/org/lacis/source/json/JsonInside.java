package org.lacis.source.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.lacis.source.SourceRecord;
import org.lacis.source.TextRecords;
import org.lacis.source.Wanted;
import org.lacis.source.file.Repair;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// JSON in the text of a value.
final class JsonInside implements TextRecords {
  private final NestedNodes nodes;

  JsonInside(Wanted.Nested wanted) {
    this.nodes = new NestedNodes("a text", wanted, new ValueRules(java.util.Set.of(), Repair.NONE));
  }

  @Override
  public void read(String text, Place place, Consumer<SourceRecord> each, FindingSink findings) {
    JsonNode tree;
    try {
      tree = References.tree(text);
    } catch (JsonProcessingException cause) {
      findings.report(
          Finding.violation(
              "source.malformed-json",
              place,
              cause.getOriginalMessage(),
              "JSON in the text",
              "Mend the text; the rest of the record was read."));
      return;
    }
    nodes.read(tree, place, each);
  }
}
