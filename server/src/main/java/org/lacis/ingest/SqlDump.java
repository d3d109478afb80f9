package org.lacis.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The statements of an SQL dump in UTF-8, one after the other, with the line each begins on; one
/// statement in memory at a time.
///
/// Reads what `pg_dump` and hand-written scripts contain: comments, quoted texts and names, texts
/// quoted by `$tag$` (bodies of functions), `COPY … FROM stdin;` with the rows that follow it, and
/// lines that begin with a backslash between two statements, which are commands to `psql` and left
/// out. See PostgreSQL 15, sections 4.1 (lexical structure) and `COPY`.
final class SqlDump implements AutoCloseable {
  private static final Pattern DOLLAR = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
  private static final Pattern COPY =
      Pattern.compile("(?is)\\s*COPY\\b.*\\bFROM\\s+STDIN\\b[^;]*;?\\s*");

  /// One statement.
  ///
  /// @param line where its first word stands, from 1
  /// @param sql its text without the `;`
  /// @param rows whether rows follow it, which [#row] reads
  record Statement(long line, String sql, boolean rows) {

    /// The first words, in capitals, for asking what kind of statement it is.
    String head() {
      String head = sql.substring(0, Math.min(sql.length(), 200)).strip();
      return head.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    }
  }

  /// What the place that is read stands in.
  private sealed interface Inside {
    record Nothing() implements Inside {}

    record Comment(int depth) implements Inside {}

    /// @param escapes whether a backslash takes the next character with it, as in `E'…'`
    record Quotes(char mark, boolean escapes) implements Inside {}

    record Dollars(String tag) implements Inside {}
  }

  private static final Inside NOTHING = new Inside.Nothing();

  private final BufferedReader reader;
  private final StringBuilder statement = new StringBuilder();
  private Inside inside = NOTHING;

  /// The line that is read, and how far it has been.
  private String rest = "";

  private int place;
  private long line;
  private long began;

  /// Whether there are rows of a `COPY` to be read.
  private boolean rows;

  SqlDump(Path file) throws IOException {
    reader = Files.newBufferedReader(file);
  }

  /// The next statement; empty at the end. What follows the last `;` is a statement, too.
  Optional<Statement> next() throws IOException {
    statement.setLength(0);
    inside = NOTHING;
    began = 0;
    while (true) {
      if (scan()) {
        return Optional.of(made());
      }
      String following = reader.readLine();
      if (following == null) {
        return blank() ? Optional.empty() : Optional.of(made());
      }
      line++;
      if (blank() && inside.equals(NOTHING) && following.startsWith("\\")) {
        continue;
      }
      if (!blank()) {
        statement.append('\n');
      }
      rest = following;
      place = 0;
    }
  }

  /// The next row of a `COPY`, without its line end; empty after the last one.
  Optional<String> row() throws IOException {
    if (!rows) {
      return Optional.empty();
    }
    String row = reader.readLine();
    line++;
    rows = row != null && !row.equals("\\.");
    return rows ? Optional.ofNullable(row) : Optional.empty();
  }

  /// Leaves out the rows of a `COPY` that have not been read.
  void skipRows() throws IOException {
    while (row().isPresent()) {
      // nobody takes them
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private boolean blank() {
    return began == 0;
  }

  private Statement made() {
    String sql = statement.toString().strip();
    rows = COPY.matcher(sql).matches();
    return new Statement(began, sql, rows);
  }

  /// Takes up the rest of the line, as far as the statement goes.
  ///
  /// @return whether the statement ended
  private boolean scan() {
    while (place < rest.length()) {
      int next =
          switch (inside) {
            case Inside.Nothing _ -> plain(place);
            case Inside.Comment comment -> comment(place, comment.depth());
            case Inside.Quotes quotes -> quoted(place, quotes);
            case Inside.Dollars dollars -> dollars(place, dollars.tag());
          };
      if (next < 0) {
        place++;
        return true;
      }
      place = next;
    }
    return false;
  }

  /// @return where to go on; -1 when the statement ended here
  private int plain(int at) {
    char c = rest.charAt(at);
    if (c == ';') {
      // an empty statement is none
      return blank() ? at + 1 : -1;
    }
    if (rest.startsWith("--", at)) {
      return rest.length();
    }
    if (rest.startsWith("/*", at)) {
      inside = new Inside.Comment(1);
      if (!blank()) {
        statement.append(' ');
      }
      return at + 2;
    }
    if (Character.isWhitespace(c) && blank()) {
      return at + 1;
    }
    if (c == '$' && !continuesName(at)) {
      Matcher tag = DOLLAR.matcher(rest).region(at, rest.length());
      if (tag.lookingAt()) {
        inside = new Inside.Dollars(tag.group());
        return take(at, tag.end());
      }
    }
    if (c == '\'' || c == '"') {
      boolean escapes = c == '\'' && at > 0 && "eE".indexOf(rest.charAt(at - 1)) >= 0;
      inside = new Inside.Quotes(c, escapes && !continuesName(at - 1));
    }
    return take(at, at + 1);
  }

  private int comment(int at, int depth) {
    if (rest.startsWith("*/", at)) {
      inside = depth == 1 ? NOTHING : new Inside.Comment(depth - 1);
      return at + 2;
    }
    if (rest.startsWith("/*", at)) {
      inside = new Inside.Comment(depth + 1);
      return at + 2;
    }
    return at + 1;
  }

  private int quoted(int at, Inside.Quotes quotes) {
    char c = rest.charAt(at);
    if (quotes.escapes() && c == '\\') {
      return take(at, Math.min(at + 2, rest.length()));
    }
    if (c != quotes.mark()) {
      return take(at, at + 1);
    }
    if (at + 1 < rest.length() && rest.charAt(at + 1) == c) {
      return take(at, at + 2);
    }
    inside = NOTHING;
    return take(at, at + 1);
  }

  private int dollars(int at, String tag) {
    int end = rest.indexOf(tag, at);
    if (end < 0) {
      return take(at, rest.length());
    }
    inside = NOTHING;
    return take(at, end + tag.length());
  }

  private boolean continuesName(int at) {
    return at > 0 && (Character.isLetterOrDigit(rest.charAt(at - 1)) || rest.charAt(at - 1) == '_');
  }

  private int take(int from, int to) {
    if (blank()) {
      began = line;
    }
    statement.append(rest, from, to);
    return to;
  }
}
