package org.lacis.source.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathSelector;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import org.jspecify.annotations.Nullable;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.Wanted;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// One reading of a file; it is its own record.
final class XPathReading implements SourceRecord {
  private final InputFile file;
  private final ValueRules rules;
  private final XPaths paths;
  private final String iterator;
  private final List<String> references;
  private final List<XPathSelector> selectors;
  private final List<List<Value>> values = new ArrayList<>();
  private final boolean[] met;
  private final Consumer<SourceRecord> each;
  private final FindingSink findings;
  private final TreeReader trees;
  private final List<NestedElements> nested;
  private @Nullable XdmNode current;
  private long number;

  XPathReading(
      InputFile file,
      ValueRules rules,
      XPaths paths,
      String iterator,
      Wanted wanted,
      Consumer<SourceRecord> each,
      FindingSink findings) {
    this.file = file;
    this.rules = rules;
    this.paths = paths;
    this.iterator = iterator;
    this.references = wanted.references();
    this.selectors = references.stream().map(paths::compile).toList();
    this.met = new boolean[references.size()];
    this.each = each;
    this.findings = findings;
    this.trees = new TreeReader(paths.builder(), XPathSource.LARGEST_TREE);
    this.nested =
        wanted.nested().stream()
            .map(one -> new NestedElements(paths, one, rules, findings))
            .toList();
    references.forEach(_ -> values.add(List.of()));
  }

  /// Builds the document and takes what the iterator finds in it.
  void whole() {
    XPathSelector records = paths.compile(iterator);
    XmlText text = new XmlText(file, Set.of(), findings);
    text.read(xml -> {
      XdmNode root = trees.read(xml);
      try {
        for (XdmItem item : XPaths.items(records, root.getParent())) {
          if (item instanceof XdmNode node) {
            emit(node);
          } else {
            number++;
            report("an atomic value", "nodes", "Let the iterator select elements.");
          }
        }
      } catch (SaxonApiException cause) {
        report(
            String.valueOf(cause.getMessage()), "a path that can be evaluated", "Mend the path.");
      }
    });
  }

  /// Reads one element after the other.
  void stream(ElementPath path) {
    new Streaming(path).read();
  }

  private final class Streaming {
    private final ElementPath path;
    private final List<XPathSelector> test;
    private final XmlText text;
    private final List<String> around = new ArrayList<>();

    Streaming(ElementPath path) {
      this.path = path;
      this.test = path.test().isEmpty() ? List.of() : List.of(paths.compile(path.test()));
      Set<String> names = path.last().equals("*") ? Set.of() : Set.of(path.last());
      this.text = new XmlText(file, names, findings);
    }

    void read() {
      text.read(xml -> {
        around.clear();
        element(xml, ElementPath.START);
      });
    }

    private void element(XMLStreamReader xml, long parent) throws XMLStreamException {
      String uri = xml.getNamespaceURI();
      long states = path.below(parent, uri == null ? "" : uri, xml.getLocalName());
      if (path.accepts(states)) {
        text.memberAt(xml, around.isEmpty() ? List.of() : around.subList(1, around.size()));
        tree(trees.read(xml), states);
      } else if (path.goesOn(states)) {
        around.add(XmlText.startTag(xml));
        TreeReader.refuseDeep(around.size());
        for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
          if (event == XMLStreamReader.START_ELEMENT) {
            element(xml, states);
          }
        }
        around.removeLast();
      } else {
        XmlProperties.skip(xml);
      }
    }

    /// A descendant step finds elements inside elements.
    private void tree(XdmNode element, long states) {
      if (path.accepts(states) && passes(element)) {
        emit(element);
      }
      if (path.goesOn(states)) {
        for (XdmNode child : element.children()) {
          if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
            String uri = child.getNodeName().getNamespace();
            tree(child, path.below(states, uri, child.getNodeName().getLocalName()));
          }
        }
      }
    }

    private boolean passes(XdmNode element) {
      try {
        for (XPathSelector one : test) {
          one.setContextItem(element);
          if (!one.effectiveBooleanValue()) {
            return false;
          }
        }
        return true;
      } catch (SaxonApiException cause) {
        report(
            String.valueOf(cause.getMessage()), "a test that has an answer", "Mend the iterator.");
        return false;
      }
    }
  }

  private void emit(XdmNode node) {
    number++;
    for (int i = 0; i < selectors.size(); i++) {
      values.set(i, values(i, node));
    }
    current = node;
    each.accept(this);
  }

  @Override
  public void inside(int index, Consumer<SourceRecord> inner) {
    XdmNode node = current;
    if (node != null) {
      nested.get(index).read(node, place(), inner);
    }
  }

  private List<Value> values(int reference, XdmNode node) {
    List<Value> found = new ArrayList<>(1);
    try {
      for (XdmItem item : XPaths.items(selectors.get(reference), node)) {
        met[reference] = true;
        found.addAll(XPaths.value(item, rules));
      }
      return found;
    } catch (SaxonApiException cause) {
      met[reference] = true;
      findings.report(
          Finding.violation(
              "source.bad-value",
              place().field(references.get(reference)),
              String.valueOf(cause.getMessage()),
              "a value that the path can be evaluated on",
              "Mend the value or the path."));
      return List.of();
    }
  }

  private void report(String found, String expected, String remedy) {
    findings.report(Finding.violation("source.bad-record", place(), found, expected, remedy));
  }

  /// A reference that finds nothing anywhere is probably misspelt, or lacks a prefix.
  void tellAbsent() {
    for (int i = 0; i < met.length && number > 0; i++) {
      if (!met[i]) {
        findings.report(
            Finding.warning(
                "source.absent-property",
                Place.of(file.name()).field(references.get(i)),
                "no element where this path finds anything",
                "a path from the elements of the iterator",
                "Check the spelling and the prefix of the reference."));
      }
    }
  }

  @Override
  public List<Value> values(int reference) {
    return values.get(reference);
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
