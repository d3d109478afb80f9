package org.lacis.source.xml;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamReader;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.Wanted;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

final class XPathSource implements Source {
  /// The largest file, in bytes on disk, or text, in characters, that may be needed as a tree.
  static final long LARGEST_TREE = 64L << 20;

  private static final String NAMESPACE = "namespace:";

  private final InputFile file;
  private final ValueRules rules;
  private final String iterator;
  private final Map<String, String> namespaces = new HashMap<>();

  XPathSource(SourceDescription description) {
    this.file = InputFile.of(description);
    this.rules = ValueRules.of(description);
    this.iterator = description.iterator().isEmpty() ? "/*" : description.iterator();
    new XmlText(file, Set.of(), _ -> {}).read(this::declared);
    description
        .options()
        .forEach((name, value) -> {
          if (name.startsWith(NAMESPACE)) {
            namespaces.put(name.substring(NAMESPACE.length()), value);
          }
        });
    new XPaths(file.name(), namespaces).compile(iterator);
  }

  private void declared(XMLStreamReader xml) {
    for (int i = 0; i < xml.getNamespaceCount(); i++) {
      String prefix = xml.getNamespacePrefix(i);
      String uri = xml.getNamespaceURI(i);
      if (prefix != null && !prefix.isEmpty() && uri != null) {
        namespaces.put(prefix, uri);
      }
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
    boolean outside = looksOutside(wanted);
    Optional<ElementPath> path = outside ? Optional.empty() : ElementPath.of(iterator, namespaces);
    XPaths paths = new XPaths(file.name(), namespaces);
    XPathReading reading = new XPathReading(file, rules, paths, iterator, wanted, each, findings);
    try {
      if (path.isPresent()) {
        reading.stream(path.get());
      } else {
        refuseLarge();
        reading.whole();
      }
    } catch (TreeReader.TooLarge _) {
      throw tooLarge("a tree of more than " + LARGEST_TREE + " characters");
    }
    reading.tellAbsent();
  }

  private static boolean looksOutside(Wanted wanted) {
    return wanted.references().stream().anyMatch(XPaths::looksOutside)
        || wanted.nested().stream()
            .anyMatch(one -> XPaths.looksOutside(one.iterator()) || looksOutside(one.wanted()));
  }

  private void refuseLarge() {
    try {
      long size = Files.size(file.path());
      if (size > LARGEST_TREE) {
        throw tooLarge("the iterator " + iterator + " over " + size + " bytes");
      }
    } catch (IOException cause) {
      throw InputFile.unreadable(file.name(), cause);
    }
  }

  private SourceException tooLarge(String found) {
    return new SourceException(
        Finding.violation(
            "source.iterator-too-large",
            Place.of(file.name()),
            found,
            "at most " + LARGEST_TREE,
            "Use an iterator of element names, and references inside its elements: they are read"
                + " as a stream."));
  }

  @Override
  public void close() {}
}
