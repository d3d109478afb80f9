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
import org.lacis.source.file.Lexical;
import org.lacis.source.json.JsonPath;

/// JSON in UTF-8 whose records are objects: the elements of one array (`$[*]`, `$.a.b[*]`), or
/// documents one after the other (`$`). Columns are members with single values; what is nested
/// beside them is passed over.
///
/// A piece is cut where a record seems to end. Whether it does is known when the piece is parsed,
/// strictly and from its beginning: a cut within a record leaves the piece unfinished, and the file
/// is refused.
public final class PlainJson implements PlainTable {
  /// Room for a number in its canonical form.
  private static final int LONGEST_DOUBLE = 32;

  private final Path file;
  private final Nulls nulls;
  private final int pieceSize;

  /// The members around the array; none and [#documents] when there is no array.
  private final List<String> around;

  private final boolean documents;
  private final int start;
  private final long end;
  private final long rows;
  private final List<String> names = new ArrayList<>();

  private PlainJson(
      Path file,
      Nulls nulls,
      int pieceSize,
      List<String> around,
      boolean documents,
      int start,
      long end,
      long rows) {
    this.file = file;
    this.nulls = nulls;
    this.pieceSize = pieceSize;
    this.around = around;
    this.documents = documents;
    this.start = start;
    this.end = end;
    this.rows = rows;
  }

  /// @param iterator JSONPath
  /// @param nulls texts that mean "no value"
  public static PlainJson open(Path file, String iterator, List<String> nulls)
      throws IOException, NotPlainException {
    return open(file, iterator, nulls, Pieces.SIZE);
  }

  /// @param pieceSize bytes of a piece, more if a record is longer
  public static PlainJson open(Path file, String iterator, List<String> nulls, int pieceSize)
      throws IOException, NotPlainException {
    List<String> around = new ArrayList<>();
    boolean documents = true;
    for (JsonPath.Step step : steps(iterator.isEmpty() ? "$" : iterator)) {
      if (!documents) {
        throw new NotPlainException("an iterator that goes on behind its array");
      }
      switch (step) {
        case JsonPath.Step.Name(String name) -> around.add(name);
        case JsonPath.Step.All() -> documents = false;
        case JsonPath.Step.Index _, JsonPath.Step.Descend _ ->
            throw new NotPlainException("an iterator that is no array");
      }
    }
    if (documents && !around.isEmpty()) {
      throw new NotPlainException("an iterator that is no array");
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(Pieces.SIZE);
    }
    int begin = Scan.mark(head);
    if (!documents) {
      JsonBytes json = new JsonBytes(head, head.length);
      for (String name : around) {
        begin = json.member(begin, name);
      }
      begin = json.expect(json.blanks(begin), '[');
    }
    long size = Files.size(file);
    int objects = 1;
    for (byte b : head) {
      objects += b == '{' ? 1 : 0;
    }
    long rows = size / Math.max(1, head.length / objects) + 1;
    return new PlainJson(file, new Nulls(nulls), pieceSize, around, documents, begin, size, rows);
  }

  private static List<JsonPath.Step> steps(String path) throws NotPlainException {
    Optional<JsonPath> simple = JsonPath.simple(path);
    if (simple.isEmpty()) {
      throw new NotPlainException("a path of more than names");
    }
    return simple.orElseThrow().steps();
  }

  @Override
  public int column(String reference) throws NotPlainException {
    List<JsonPath.Step> steps = steps(reference);
    if (steps.size() != 1 || !(steps.getFirst() instanceof JsonPath.Step.Name(String name))) {
      throw new NotPlainException("a reference that is no member");
    }
    if (!names.contains(name)) {
      names.add(name);
    }
    return names.indexOf(name);
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
      throw JsonBytes.odd();
    }
    byte[][] wanted =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    return new Pieces(file, pieceSize, start, end) {
      @Override
      int endOfRows(byte[] bytes, int length) {
        return documents ? endOfDocuments(bytes, length) : endOfElements(bytes, length);
      }

      @Override
      void parse(Piece piece, PlainRows rows) throws NotPlainException {
        new Parsing(piece, wanted, rows).all();
      }
    };
  }

  /// Behind the last comma between two objects.
  private static int endOfElements(byte[] bytes, int length) {
    for (int i = length - 1; i > 0; i--) {
      if (bytes[i] == '{') {
        int comma = lastVisible(bytes, i);
        if (comma > 0 && bytes[comma] == ',') {
          int before = lastVisible(bytes, comma);
          if (before >= 0 && bytes[before] == '}') {
            return comma + 1;
          }
        }
      }
    }
    return 0;
  }

  /// Behind the last object that another follows.
  private static int endOfDocuments(byte[] bytes, int length) {
    for (int i = length - 1; i > 0; i--) {
      if (bytes[i] == '{') {
        int before = lastVisible(bytes, i);
        if (before >= 0 && bytes[before] == '}') {
          return before + 1;
        }
      }
    }
    return 0;
  }

  private static int lastVisible(byte[] bytes, int before) {
    int at = before - 1;
    while (at >= 0 && JsonBytes.blank(bytes[at])) {
      at--;
    }
    return at;
  }

  /// One thread's work on a piece.
  private final class Parsing {
    private final Piece piece;
    private final PlainRow row;
    private final PlainRows rows;
    private final byte[] bytes;
    private final int length;
    private final JsonBytes json;
    private final Names known;
    private final boolean[] seen;
    private int spare;

    Parsing(Piece piece, byte[][] wanted, PlainRows rows) {
      int room = piece.length + LONGEST_DOUBLE * wanted.length;
      if (piece.bytes.length < room) {
        piece.bytes = Arrays.copyOf(piece.bytes, room);
      }
      this.piece = piece;
      this.row = piece.row;
      this.rows = rows;
      this.bytes = piece.bytes;
      this.length = piece.length;
      this.json = new JsonBytes(bytes, length);
      this.known = new Names(wanted);
      this.seen = new boolean[wanted.length];
      row.bytes = bytes;
    }

    void all() throws NotPlainException {
      int at = json.blanks(0);
      if (documents) {
        while (at < length) {
          at = json.blanks(record(at));
        }
        return;
      }
      if (piece.first && at < length && bytes[at] == ']') {
        end(at + 1);
        return;
      }
      while (at < length) {
        at = json.blanks(record(at));
        if (piece.last && json.at(at) == ']') {
          end(at + 1);
          return;
        }
        at = json.blanks(json.expect(at, ','));
      }
      if (piece.last) {
        throw JsonBytes.odd();
      }
    }

    private void end(int from) throws NotPlainException {
      int at = from;
      for (String name : around.reversed()) {
        at = json.behind(at, name);
      }
      if (!piece.last || json.blanks(at) < length) {
        throw new NotPlainException("something behind the array");
      }
    }

    private int record(int from) throws NotPlainException {
      Arrays.fill(row.to, -1);
      Arrays.fill(seen, false);
      spare = length;
      known.begin();
      int at = json.blanks(json.expect(from, '{'));
      if (json.at(at) == '}') {
        rows.row(row);
        return at + 1;
      }
      while (true) {
        int name = json.expect(at, '"');
        int matched = known.match(bytes, name, length, '"');
        int column;
        if (matched > 0) {
          column = known.guessed();
          at = name + matched;
        } else {
          at = json.plainText(name);
          if (bytes[at] != '"') {
            throw new NotPlainException("a name with escapes");
          }
          column = known.column(bytes, name, at);
        }
        at = json.blanks(json.expect(json.blanks(at + 1), ':'));
        at = json.blanks(column < 0 ? json.value(at) : value(at, column));
        if (json.at(at) == '}') {
          rows.row(row);
          return at + 1;
        }
        at = json.blanks(json.expect(at, ','));
      }
    }

    private int value(int from, int column) throws NotPlainException {
      if (seen[column]) {
        throw new NotPlainException("a member twice");
      }
      seen[column] = true;
      row.nature[column] = PlainRow.TEXT;
      return switch (json.at(from)) {
        case '"' -> text(from + 1, column);
        case 't' -> truth(from, column, "true");
        case 'f' -> truth(from, column, "false");
        case 'n' -> json.word(from, "null");
        case '{', '[' -> throw new NotPlainException("a value that is nested");
        default -> number(from, column);
      };
    }

    private int text(int from, int column) throws NotPlainException {
      int at = json.plainText(from);
      if (bytes[at] == '"') {
        put(column, from, at);
        return at + 1;
      }
      int behind = json.escapedText(at);
      put(column, from, json.textEnd());
      return behind;
    }

    private int number(int from, int column) throws NotPlainException {
      int at = json.number(from);
      if (json.fraction()) {
        real(column, from, at);
      } else {
        row.nature[column] = PlainRow.INTEGER;
        boolean minusZero = at - from == 2 && bytes[from] == '-' && bytes[from + 1] == '0';
        put(column, minusZero ? from + 1 : from, at);
      }
      return at;
    }

    private int truth(int from, int column, String word) throws NotPlainException {
      int at = json.word(from, word);
      row.nature[column] = PlainRow.BOOLEAN;
      put(column, from, at);
      return at;
    }

    /// The canonical form is longer than what stands in the file: it is put behind the piece.
    private void real(int column, int from, int to) {
      if (nulls.has(bytes, from, to)) {
        return;
      }
      String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
      byte[] canonical =
          Lexical.ofDouble(Double.parseDouble(text)).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(canonical, 0, bytes, spare, canonical.length);
      row.nature[column] = PlainRow.DOUBLE;
      put(column, spare, spare + canonical.length);
      spare += canonical.length;
    }

    private void put(int column, int from, int to) {
      if (!nulls.has(bytes, from, to)) {
        row.from[column] = from;
        row.to[column] = to;
      }
    }
  }
}
