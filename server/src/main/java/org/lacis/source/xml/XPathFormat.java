package org.lacis.source.xml;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;
import org.lacis.source.TextRecords;
import org.lacis.source.Wanted;

/// `rml:XPath`: any XML, by XPath 3.1.
///
/// Iterators of child and descendant steps (`/a/p:b/c`, `//c`, `/a/*`), with at most a plain test
/// of a child or attribute at the end (`//c[@kind='x']`), are read as a stream: one element is in
/// memory at a time. All others, and references that look outside the element (`../name`), need the
/// whole document and are refused (`source.iterator-too-large`) beyond 64 MiB.
///
/// Prefixes are those of the options `namespace:PREFIX`, else those that the root of the document
/// declares; names without prefix are in no namespace, as XPath has it. A node gives its string
/// value, every node of several its own; computed numbers and booleans have their datatype.
///
/// Document types are passed over: no entity but the five of XML is expanded, and nothing outside
/// the file is ever opened, by paths neither. An element that is not well-formed is told
/// (`source.malformed-xml`) and passed over when another of its name follows.
///
/// Options: `namespace:PREFIX`, `repair`, `entry`.
public final class XPathFormat implements SourceFormat {
  private static final Set<String> FORMULATIONS =
      Set.of("http://w3id.org/rml/XPath", "http://semweb.mmlab.be/ns/ql#XPath");

  @Override
  public boolean accepts(SourceDescription description) {
    return description.formulation().isEmpty()
        ? description.location().toLowerCase(Locale.ROOT).endsWith(".xml")
        : FORMULATIONS.contains(description.formulation());
  }

  @Override
  public Source open(SourceDescription description) {
    return new XPathSource(description);
  }

  @Override
  public Optional<TextRecords> inside(String formulation, String iterator, Wanted wanted) {
    return FORMULATIONS.contains(formulation)
        ? Optional.of(new XmlInside(new Wanted.Nested(iterator, wanted)))
        : Optional.empty();
  }
}
