package org.lacis.source.xml;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.lacis.source.file.InputFile;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// An XML file read event by event, which can go on behind a member that is broken.
///
/// The walker that is given tells where each member begins ([#memberAt]). When the parser stops
/// inside a member, the text is opened again and read from the next start tag of a member, below
/// the same root. Document types are passed over; no entity but the five of XML is expanded, and
/// nothing outside the file is ever opened.
public final class XmlText {
  /// Beyond this many broken members nobody is helped by going on.
  private static final int MOST_BROKEN = 100;

  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  /// What reads the events of a document.
  @FunctionalInterface
  public interface Walker {
    /// Reads the document; the reader stands at the start of its root.
    void walk(XMLStreamReader xml) throws XMLStreamException;
  }

  private record Resume(long offset, String prefix, long lines) {}

  private final InputFile file;
  private final Set<String> members;
  private final FindingSink findings;
  private Resume from = new Resume(0, "", 0);
  private String root = "";
  private long memberOffset = -1;
  private String around = "";

  /// @param members local names of the elements behind which reading can go on
  public XmlText(InputFile file, Set<String> members, FindingSink findings) {
    this.file = file;
    this.members = members;
    this.findings = findings;
  }

  /// A reader of hardened settings over the file.
  static XMLInputFactory factory() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /// Reads the whole file.
  public void read(Walker walker) {
    Optional<Resume> next = Optional.of(from);
    for (int broken = 0; next.isPresent(); broken++) {
      from = next.get();
      next = pass(walker, broken < MOST_BROKEN);
    }
  }

  /// Called by the walker when the reader stands at the start of a member.
  public void memberAt(XMLStreamReader xml) {
    memberAt(xml, List.of());
  }

  /// Called by the walker when the reader stands at the start of a member that is no child of the
  /// root.
  ///
  /// @param tags the start tags of the elements between the root and the member
  void memberAt(XMLStreamReader xml, List<String> tags) {
    memberOffset = xml.getLocation().getCharacterOffset();
    around = String.join("", tags);
  }

  /// The line at which the reader stands.
  public long line(XMLStreamReader xml) {
    return from.lines() + xml.getLocation().getLineNumber();
  }

  private Optional<Resume> pass(Walker walker, boolean mayResume) {
    // What is read after a break begins with a member, whose start tag may be broken as well.
    memberOffset = from.offset() == 0 ? -1 : from.prefix().length();
    try (Reader text = rest()) {
      XMLStreamReader xml = factory().createXMLStreamReader(text);
      try {
        while (xml.next() != XMLStreamReader.START_ELEMENT) {
          // What stands before the root says nothing about the data.
        }
        if (root.isEmpty()) {
          root = startTag(xml);
        }
        walker.walk(xml);
        return Optional.empty();
      } catch (XMLStreamException cause) {
        return malformed(xml, cause, mayResume);
      } catch (UncheckedStreamException cause) {
        // Text is parsed when it is asked for, by methods that declare no exception.
        if (cause.getCause() instanceof XMLStreamException broken) {
          return malformed(xml, broken, mayResume);
        }
        throw cause;
      }
    } catch (XMLStreamException | IOException cause) {
      findings.report(InputFile.truncated(Place.of(file.name()), cause));
      return Optional.empty();
    }
  }

  private Optional<Resume> malformed(
      XMLStreamReader xml, XMLStreamException cause, boolean mayResume) throws IOException {
    Place place = Place.line(file.name(), line(xml));
    String words = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (cause.getNestedException() instanceof IOException cut) {
      findings.report(InputFile.truncated(place, cut));
      return Optional.empty();
    }
    if (words.contains("end-of-input") || words.contains("End-of-input")) {
      findings.report(InputFile.truncated(place, new IOException(words)));
      return Optional.empty();
    }
    Optional<Resume> next = Optional.empty();
    if (memberOffset >= 0 && mayResume) {
      next = behind(memberOffset - from.prefix().length() + from.offset());
    }
    findings.report(
        Finding.violation(
            "source.malformed-xml",
            place,
            words,
            "well-formed XML",
            next.isPresent()
                ? "Mend the member; it was skipped and the rest was read."
                : "Mend the file; what follows this place was not read."));
    return next;
  }

  /// A start tag with its namespaces, to stand before what is read after a break.
  static String startTag(XMLStreamReader xml) {
    StringBuilder tag = new StringBuilder("<");
    String prefix = xml.getPrefix();
    tag.append(prefix == null || prefix.isEmpty() ? "" : prefix + ":").append(xml.getLocalName());
    for (int i = 0; i < xml.getNamespaceCount(); i++) {
      String name = xml.getNamespacePrefix(i);
      tag.append(name == null || name.isEmpty() ? " xmlns" : " xmlns:" + name)
          .append("=\"")
          .append(
              String.valueOf(xml.getNamespaceURI(i)).replace("&", "&amp;").replace("\"", "&quot;"))
          .append('"');
    }
    return tag.append('>').toString();
  }

  /// Finds the next start tag of a member behind the one at the offset.
  private Optional<Resume> behind(long offset) throws IOException {
    try (Reader text = open()) {
      TagSearch search = new TagSearch(text, members);
      return search.next(offset + 1)
          ? Optional.of(new Resume(search.tagOffset(), root + around, search.tagLines()))
          : Optional.empty();
    }
  }

  private Reader rest() throws IOException {
    Reader text = open();
    if (from.offset() == 0) {
      return text;
    }
    text.skip(from.offset());
    return TagSearch.behind(from.prefix(), text);
  }

  private Reader open() throws IOException {
    String charset = file.encoding();
    if (charset.isEmpty()) {
      try (InputStream in = file.bytes()) {
        String start = new String(in.readNBytes(256), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(start);
        charset = declared.find() ? declared.group(1) : "";
      }
    }
    FindingSink told = from.offset() == 0 && memberOffset < 0 ? findings : _ -> {};
    return file.text(charset, told);
  }
}
