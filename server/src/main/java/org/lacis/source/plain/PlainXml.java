package org.lacis.source.plain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// XML in UTF-8 without namespaces whose records are the elements of one name in one element
/// (`/rows/row`). Columns are child elements with text alone, and attributes (`@id`); what is
/// nested beside them is passed over.
///
/// A piece is cut where a record seems to begin. Whether it does is known when the piece before is
/// parsed, strictly and from its beginning: a cut within a record leaves that piece unfinished, and
/// the file is refused.
public final class PlainXml implements PlainTable {
  private static final String NAME = "[A-Za-z_][A-Za-z0-9._-]*";
  private static final Pattern ITERATOR = Pattern.compile("/?" + NAME + "(/" + NAME + ")+");
  private static final Pattern COLUMN = Pattern.compile("@?" + NAME);
  private static final Pattern DECLARATION =
      Pattern.compile(
          "<\\?xml\\s+version\\s*=\\s*(?:\"1.0\"|'1.0')"
              + "(?:\\s+encoding\\s*=\\s*(?:\"([A-Za-z0-9._-]+)\"|'([A-Za-z0-9._-]+)'))?"
              + "(?:\\s+standalone\\s*=\\s*[\"'](?:yes|no)[\"'])?\\s*\\?>");
  private static final int LONGEST_DECLARATION = 200;

  private final Path file;
  private final Nulls nulls;
  private final int pieceSize;

  /// The elements around the records.
  private final List<byte[]> around;

  private final byte[] record;
  private final int start;
  private final long end;
  private final long rows;
  private final List<String> names = new ArrayList<>();

  private PlainXml(
      Path file, Nulls nulls, int pieceSize, List<byte[]> path, int start, long end, long rows) {
    this.file = file;
    this.nulls = nulls;
    this.pieceSize = pieceSize;
    this.around = path.subList(0, path.size() - 1);
    this.record = path.getLast();
    this.start = start;
    this.end = end;
    this.rows = rows;
  }

  /// @param iterator XPath
  /// @param nulls texts that mean "no value"
  public static PlainXml open(Path file, String iterator, List<String> nulls)
      throws IOException, NotPlainException {
    return open(file, iterator, nulls, Pieces.SIZE);
  }

  /// @param pieceSize bytes of a piece, more if a record is longer
  public static PlainXml open(Path file, String iterator, List<String> nulls, int pieceSize)
      throws IOException, NotPlainException {
    if (!ITERATOR.matcher(iterator).matches()) {
      throw new NotPlainException("an iterator of more than names");
    }
    List<byte[]> path =
        Arrays.stream(iterator.split("/"))
            .filter(name -> !name.isEmpty())
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toList();
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(Pieces.SIZE);
    }
    XmlBytes xml = new XmlBytes(head, head.length);
    int at = xml.aside(declaration(head, Scan.mark(head)));
    for (byte[] name : path.subList(0, path.size() - 1)) {
      int begin = xml.expect(xml.blanks(at), '<');
      int end = xml.expect(begin, name);
      if (end != xml.name(begin)) {
        throw new NotPlainException("another element around the records");
      }
      at = xml.restOfStartTag(end);
      if (xml.empty()) {
        throw new NotPlainException("no record");
      }
    }
    long size = Files.size(file);
    int tags = 1;
    byte[] record = path.getLast();
    for (int i = at; i + record.length < head.length; i++) {
      tags +=
          head[i] == '<'
                  && Arrays.equals(head, i + 1, i + 1 + record.length, record, 0, record.length)
              ? 1
              : 0;
    }
    long rows = size / Math.max(1, head.length / tags) + 1;
    return new PlainXml(file, new Nulls(nulls), pieceSize, path, at, size, rows);
  }

  /// Passes over the declaration of XML, which names no other encoding.
  private static int declaration(byte[] head, int from) throws NotPlainException {
    String start =
        new String(
            head,
            from,
            Math.min(LONGEST_DECLARATION, head.length - from),
            StandardCharsets.ISO_8859_1);
    if (!start.startsWith("<?")) {
      return from;
    }
    Matcher declaration = DECLARATION.matcher(start);
    if (!declaration.lookingAt()) {
      throw new NotPlainException("another declaration");
    }
    String encoding =
        Optional.ofNullable(declaration.group(1))
            .or(() -> Optional.ofNullable(declaration.group(2)))
            .orElse("UTF-8");
    if (!encoding.equalsIgnoreCase("UTF-8")) {
      throw new NotPlainException("an encoding");
    }
    return from + declaration.end();
  }

  @Override
  public int column(String reference) throws NotPlainException {
    if (!COLUMN.matcher(reference).matches()) {
      throw new NotPlainException("a reference of more than a name");
    }
    if (!names.contains(reference)) {
      names.add(reference);
    }
    return names.indexOf(reference);
  }

  @Override
  public int width() {
    return names.size();
  }

  @Override
  public long estimate() {
    return rows;
  }

  @Override
  public Reading read() throws IOException, NotPlainException {
    if (start >= end) {
      throw XmlBytes.odd();
    }
    byte[][] wanted =
        names.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    boolean attributes = names.stream().anyMatch(name -> name.startsWith("@"));
    return new Pieces(file, pieceSize, start, end) {
      @Override
      int endOfRows(byte[] bytes, int length) {
        return endOfRecords(bytes, length);
      }

      @Override
      void parse(Piece piece, PlainRows rows) throws NotPlainException {
        new Parsing(piece, wanted, attributes, rows).all();
      }
    };
  }

  /// Before the last start tag of a record that stands behind another tag.
  private int endOfRecords(byte[] bytes, int length) {
    for (int i = length - record.length - 2; i > 0; i--) {
      if (bytes[i] == '<'
          && Arrays.equals(bytes, i + 1, i + 1 + record.length, record, 0, record.length)) {
        byte behind = bytes[i + 1 + record.length];
        int before = i - 1;
        while (before >= 0 && XmlBytes.blank(bytes[before])) {
          before--;
        }
        if ((behind == '>' || behind == '/' || XmlBytes.blank(behind))
            && before >= 0
            && bytes[before] == '>') {
          return i;
        }
      }
    }
    return 0;
  }

  /// One thread's work on a piece.
  private final class Parsing {
    private final Piece piece;
    private final boolean attributes;
    private final PlainRow row;
    private final PlainRows rows;
    private final byte[] bytes;
    private final int length;
    private final XmlBytes xml;
    private final Names known;
    private final byte[][] wanted;
    private final boolean[] seen;

    Parsing(Piece piece, byte[][] wanted, boolean attributes, PlainRows rows) {
      this.piece = piece;
      this.attributes = attributes;
      this.row = piece.row;
      this.rows = rows;
      this.bytes = piece.bytes;
      this.length = piece.length;
      this.xml = new XmlBytes(bytes, length);
      this.wanted = wanted;
      this.known = new Names(wanted);
      this.seen = new boolean[wanted.length];
      row.bytes = bytes;
    }

    void all() throws NotPlainException {
      int at = xml.blanks(0);
      while (at < length) {
        if (piece.last && xml.at(at + 1) == '/') {
          end(at);
          return;
        }
        at = xml.blanks(record(at));
      }
      if (piece.last) {
        throw XmlBytes.odd();
      }
    }

    private void end(int from) throws NotPlainException {
      int at = from;
      for (byte[] name : around.reversed()) {
        at = xml.expect(xml.expect(xml.expect(xml.blanks(at), '<'), '/'), name);
        at = xml.expect(xml.blanks(at), '>');
      }
      if (xml.aside(at) < length) {
        throw new NotPlainException("something behind the root");
      }
    }

    private int record(int from) throws NotPlainException {
      Arrays.fill(row.to, -1);
      Arrays.fill(seen, false);
      known.begin();
      int name = xml.expect(from, '<');
      int nameEnd = xml.expect(name, record);
      byte behind = xml.at(nameEnd);
      if (behind != '>' && behind != '/' && !XmlBytes.blank(behind)) {
        throw new NotPlainException("an element that is no record");
      }
      int at = xml.restOfStartTag(nameEnd);
      if (attributes) {
        takeAttributes();
      }
      if (xml.empty()) {
        rows.row(row);
        return at;
      }
      while (true) {
        at = xml.expect(xml.blanks(at), '<');
        if (xml.at(at) == '/') {
          at = xml.endTag(at - 1, name, nameEnd);
          rows.row(row);
          return at;
        }
        at = child(at);
      }
    }

    private void takeAttributes() throws NotPlainException {
      for (int i = 0; i < xml.attributeCount(); i++) {
        int from = xml.attribute(i, 0);
        int to = xml.attribute(i, 1);
        for (int column = 0; column < wanted.length; column++) {
          byte[] one = wanted[column];
          if (one[0] == '@' && Arrays.equals(bytes, from, to, one, 1, one.length)) {
            put(column, xml.attribute(i, 2), xml.attribute(i, 3));
          }
        }
      }
    }

    /// @param name behind the `<`
    private int child(int name) throws NotPlainException {
      int matched = known.match(bytes, name, length, '>');
      int nameEnd;
      int column;
      int at;
      boolean empty = false;
      if (matched > 0) {
        nameEnd = name + matched;
        column = known.guessed();
        at = nameEnd + 1;
      } else {
        nameEnd = xml.name(name);
        column = known.column(bytes, name, nameEnd);
        at = column < 0 ? nameEnd : xml.restOfStartTag(nameEnd);
        empty = column >= 0 && xml.empty();
      }
      if (column < 0) {
        return xml.element(name - 1);
      }
      if (seen[column]) {
        throw new NotPlainException("an element twice");
      }
      seen[column] = true;
      if (empty) {
        put(column, at, at);
        return at;
      }
      int tag = xml.text(at);
      put(column, at, xml.textEnd());
      return xml.endTag(tag, name, nameEnd);
    }

    private void put(int column, int from, int to) {
      if (!nulls.has(bytes, from, to)) {
        row.from[column] = from;
        row.to[column] = to;
      }
    }
  }
}
