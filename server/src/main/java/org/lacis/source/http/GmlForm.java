package org.lacis.source.http;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Pages of a WFS in GML: `wfs:FeatureCollection` with `member`, `featureMember` or
/// `featureMembers`. The file is one such collection, in UTF-8.
///
/// A page goes on with `startIndex`, never by the `next` attribute, which not every server sets.
record GmlForm() implements PageForm {
  private static final Set<String> MEMBER = Set.of("member", "featureMember");
  private static final String MEMBERS = "featureMembers";

  /// Attributes of the root that change from answer to answer (09-025r2, table 11).
  private static final Pattern PASSING =
      Pattern.compile(
          "\\s(?:timeStamp|numberMatched|numberReturned|numberOfFeatures|next|previous)"
              + "\\s*=\\s*(?:\"[^\"]*\"|'[^']*')");

  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private static final int PROLOG = 1 << 16;

  @Override
  public String accept() {
    return "application/gml+xml, application/xml;q=0.9, text/xml;q=0.9";
  }

  @Override
  public List<String> media() {
    return List.of("application/gml+xml", "application/xml", "text/xml");
  }

  @Override
  public String head(PageFacts first) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + first.frame() + "\n";
  }

  @Override
  public String between() {
    return "\n";
  }

  @Override
  public String tail(PageFacts first) {
    return "\n</" + first.frame().substring(1).split("[\\s>]", 2)[0] + ">\n";
  }

  @Override
  public PageFacts read(String where, Path body, OutputStream out) throws IOException {
    inUtf8(body);
    Reading reading = new Reading();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(body), 1 << 16)) {
      reading.document(factory().createXMLStreamReader(in));
    } catch (XMLStreamException | UncheckedStreamException e) {
      String said = String.valueOf(e.getMessage());
      if (said.contains("nexpected end-of-input") || said.contains("Unexpected End-of-input")) {
        throw Trouble.passing(
            "cut-off", where, "XML that ends early: " + said, "a whole page", "Try later.");
      }
      throw malformed(where, body, said);
    }
    if (reading.root.equals("ExceptionReport") || reading.root.equals("ServiceExceptionReport")) {
      throw Trouble.lasting(
          "service-exception",
          where,
          "an exception report" + Words.start(body),
          "features",
          "Look whether the service still has this feature type and takes these parameters.");
    }
    if (!reading.root.endsWith("FeatureCollection")) {
      throw malformed(where, body, "<" + reading.root + ">");
    }
    String frame = copy(where, body, reading.records.isEmpty(), out);
    return new PageFacts(
        reading.records.toLongArray(), reading.identified, "", reading.matched, frame);
  }

  private static Trouble malformed(String where, Path body, String why) {
    return Trouble.lasting(
        "malformed-page",
        where,
        why + Words.start(body),
        "a wfs:FeatureCollection",
        "Look at what the service answers there.");
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /// Other encodings are written anew, so that the pages of one file have one.
  private static void inUtf8(Path body) throws IOException {
    String start = start(body);
    Charset charset = StandardCharsets.UTF_8;
    Matcher declared = ENCODING.matcher(start);
    if (start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe")) {
      charset = StandardCharsets.UTF_16;
    } else if (declared.find() && Charset.isSupported(declared.group(1))) {
      charset = Charset.forName(declared.group(1));
    }
    if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
      return;
    }
    Path written = body.resolveSibling(body.getFileName() + ".utf8");
    try (Reader in = Files.newBufferedReader(body, charset);
        Writer to = Files.newBufferedWriter(written)) {
      char[] buffer = new char[1 << 14];
      boolean first = true;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        String text = new String(buffer, 0, n);
        to.write(first ? text.replaceFirst("^<\\?xml[^>]*\\?>", "") : text);
        first = false;
      }
    }
    Files.move(written, body, StandardCopyOption.REPLACE_EXISTING);
  }

  /// The first bytes, one character each.
  private static String start(Path body) throws IOException {
    try (InputStream in = Files.newInputStream(body)) {
      return new String(in.readNBytes(PROLOG), StandardCharsets.ISO_8859_1);
    }
  }

  /// Copies what stands between the start tag and the end tag of the root.
  ///
  /// @return the start tag without what is passing
  private static String copy(String where, Path body, boolean empty, OutputStream out)
      throws IOException {
    String start = start(body);
    int at = 0;
    while (true) {
      at = start.indexOf('<', at);
      if (at < 0 || start.startsWith("<!DOCTYPE", at)) {
        throw malformed(where, body, "a document type, or a prolog without end");
      }
      if (start.startsWith("<?", at)) {
        at = start.indexOf("?>", at);
      } else if (start.startsWith("<!--", at)) {
        at = start.indexOf("-->", at);
      } else {
        break;
      }
      at = at < 0 ? start.length() : at;
    }
    int end = tagEnd(start, at);
    if (end < 0) {
      throw malformed(where, body, "a start tag without end");
    }
    String tag =
        new String(
            start.substring(at, end).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    String frame = PASSING.matcher(tag).replaceAll("").replaceFirst("\\s*/>$", ">");
    long to = tag.endsWith("/>") ? end : lastTag(body);
    if (!empty && to > end) {
      try (InputStream in = Files.newInputStream(body)) {
        in.skipNBytes(end);
        byte[] buffer = new byte[1 << 16];
        for (long left = to - end; left > 0; ) {
          int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
          if (n < 0) {
            throw new IOException("a page became shorter while it was read");
          }
          out.write(buffer, 0, n);
          left -= n;
        }
      }
    }
    return frame;
  }

  private static int tagEnd(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return -1;
  }

  /// Where the end tag of the root begins.
  private static long lastTag(Path body) throws IOException {
    long size = Files.size(body);
    long from = Math.max(0, size - PROLOG);
    try (InputStream in = Files.newInputStream(body)) {
      in.skipNBytes(from);
      String end = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return from + end.lastIndexOf("</");
    }
  }

  private static final class Reading {
    final LongArrayList records = new LongArrayList();
    boolean identified = true;
    String root = "";
    long matched = -1;

    void document(XMLStreamReader xml) throws XMLStreamException {
      while (xml.next() != XMLStreamReader.START_ELEMENT) {
        // what stands before the root
      }
      root = xml.getLocalName();
      String said = xml.getAttributeValue(null, "numberMatched");
      matched = said != null && said.matches("\\d{1,18}") ? Long.parseLong(said) : -1;
      for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
        if (event == XMLStreamReader.START_ELEMENT) {
          String name = xml.getLocalName();
          if (MEMBER.contains(name) || name.equals(MEMBERS)) {
            members(xml);
          } else {
            content(xml);
          }
        }
      }
      while (xml.hasNext()) {
        xml.next();
      }
    }

    private void members(XMLStreamReader xml) throws XMLStreamException {
      for (int event = xml.next(); event != XMLStreamReader.END_ELEMENT; event = xml.next()) {
        if (event == XMLStreamReader.START_ELEMENT) {
          String id = attribute(xml, "id");
          id = id.isEmpty() ? attribute(xml, "fid") : id;
          long content = content(xml);
          identified &= !id.isEmpty();
          records.add(id.isEmpty() ? content : Marks.of(id));
        }
      }
    }

    private static String attribute(XMLStreamReader xml, String local) {
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        if (xml.getAttributeLocalName(i).equals(local)) {
          return xml.getAttributeValue(i);
        }
      }
      return "";
    }

    /// Reads to the end of the element.
    private static long content(XMLStreamReader xml) throws XMLStreamException {
      long mark = Marks.of(xml.getLocalName());
      for (int depth = 1; depth > 0; ) {
        switch (xml.next()) {
          case XMLStreamReader.START_ELEMENT -> {
            depth++;
            mark = Marks.and(mark, Marks.of(xml.getLocalName()));
          }
          case XMLStreamReader.END_ELEMENT -> depth--;
          case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA ->
              mark = Marks.and(mark, Marks.of(xml.getText()));
          default -> {}
        }
      }
      return mark;
    }
  }
}
