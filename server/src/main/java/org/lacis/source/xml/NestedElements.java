package org.lacis.source.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathSelector;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmNode;
import org.jspecify.annotations.Nullable;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.Wanted;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// The records that an iterator finds within an element; each in its turn is this one record.
final class NestedElements implements SourceRecord {
  private final XPathSelector iterator;
  private final List<String> references;
  private final List<XPathSelector> selectors;
  private final List<List<Value>> values = new ArrayList<>();
  private final List<NestedElements> nested;
  private final ValueRules rules;
  private final FindingSink findings;
  private Place around = Place.of("");
  private @Nullable XdmNode current;
  private long number;

  NestedElements(XPaths paths, Wanted.Nested wanted, ValueRules rules, FindingSink findings) {
    this.iterator = paths.compile(wanted.iterator().isEmpty() ? "." : wanted.iterator());
    this.references = wanted.wanted().references();
    this.selectors = references.stream().map(paths::compile).toList();
    this.nested =
        wanted.wanted().nested().stream()
            .map(one -> new NestedElements(paths, one, rules, findings))
            .toList();
    this.rules = rules;
    this.findings = findings;
    references.forEach(_ -> values.add(List.of()));
  }

  /// Hands over the records within a node.
  ///
  /// @param place of the record around them
  void read(XdmNode node, Place place, Consumer<SourceRecord> each) {
    around = place;
    number = 0;
    for (XdmItem item : items(iterator, node, "")) {
      if (item instanceof XdmNode one) {
        number++;
        for (int i = 0; i < selectors.size(); i++) {
          values.set(i, values(i, one));
        }
        current = one;
        each.accept(this);
      }
    }
  }

  private List<Value> values(int reference, XdmNode node) {
    List<Value> found = new ArrayList<>(1);
    for (XdmItem item : items(selectors.get(reference), node, references.get(reference))) {
      try {
        found.addAll(XPaths.value(item, rules));
      } catch (SaxonApiException cause) {
        tell(cause, references.get(reference));
      }
    }
    return found;
  }

  private List<XdmItem> items(XPathSelector path, XdmNode node, String field) {
    try {
      return XPaths.items(path, node);
    } catch (SaxonApiException cause) {
      tell(cause, field);
      return List.of();
    }
  }

  private void tell(SaxonApiException cause, String field) {
    findings.report(
        Finding.violation(
            "source.bad-value",
            around.field(field),
            String.valueOf(cause.getMessage()),
            "a value that the path can be evaluated on",
            "Mend the value or the path."));
  }

  @Override
  public List<Value> values(int reference) {
    return values.get(reference);
  }

  @Override
  public void inside(int index, Consumer<SourceRecord> each) {
    XdmNode node = current;
    if (node != null) {
      nested.get(index).read(node, around, each);
    }
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
