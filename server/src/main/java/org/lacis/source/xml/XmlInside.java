package org.lacis.source.xml;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.source.SourceRecord;
import org.lacis.source.TextRecords;
import org.lacis.source.Wanted;
import org.lacis.source.file.Repair;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// XML in the text of a value. Names have no prefixes: use `*:name` for those of a namespace.
final class XmlInside implements TextRecords {
  private final Wanted.Nested wanted;
  private final XPaths paths = new XPaths("a text", Map.of());
  private final ValueRules rules = new ValueRules(Set.of(), Repair.NONE);

  XmlInside(Wanted.Nested wanted) {
    this.wanted = wanted;
    new NestedElements(paths, wanted, rules, _ -> {});
  }

  @Override
  public void read(String text, Place place, Consumer<SourceRecord> each, FindingSink findings) {
    NestedElements elements = new NestedElements(paths, wanted, rules, findings);
    try {
      XMLStreamReader xml = XmlText.factory().createXMLStreamReader(new StringReader(text));
      while (xml.next() != XMLStreamReader.START_ELEMENT) {
        // What stands before the root says nothing about the data.
      }
      TreeReader trees = new TreeReader(paths.builder(), XPathSource.LARGEST_TREE);
      elements.read(trees.read(xml).getParent(), place, each);
    } catch (XMLStreamException | TreeReader.TooLarge cause) {
      List<String> words = String.valueOf(cause.getMessage()).lines().limit(1).toList();
      findings.report(
          Finding.violation(
              "source.malformed-xml",
              place,
              String.join("", words),
              "well-formed XML in the text",
              "Mend the text; the rest of the record was read."));
    }
  }
}
