package org.lacis.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.file.InputFile;
import org.lacis.source.file.Nearest;
import org.lacis.source.file.Repair;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

final class CsvSource implements Source {
  /// The longest row, in characters, before its quotes are held to be broken.
  private static final int LONGEST_ROW = 16 << 20;

  private static final int WIDEST = 1 << 14;

  private final InputFile file;
  private final Dialect dialect;
  private final ValueRules rules;
  private final List<String> columns;

  private CsvSource(InputFile file, Dialect dialect, ValueRules rules) {
    this.file = file;
    this.dialect = dialect;
    this.rules = rules;
    this.columns = header();
  }

  static CsvSource open(SourceDescription description) {
    return new CsvSource(
        InputFile.of(description), Dialect.of(description), ValueRules.of(description));
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  /// Reads the first row; what is wrong with its bytes is told when the records are read.
  private List<String> header() {
    int[] all = new int[WIDEST];
    Arrays.setAll(all, i -> i);
    CsvRow row =
        new CsvRow(file.name(), dialect.trim(), new ValueRules(Set.of(), Repair.NONE), WIDEST, all);
    try (ReplayReader text = new ReplayReader(file.text(_ -> {}));
        CsvReader<CsvRow> reader = parser(text, row)) {
      reader.skipLines(dialect.skipRows());
      CloseableIterator<CsvRow> rows = reader.iterator();
      if (!rows.hasNext()) {
        throw InputFile.empty(file.name());
      }
      List<String> names = rows.next().texts();
      return dialect.header() ? List.copyOf(names) : numbered(names.size());
    } catch (CsvParseException cause) {
      throw new SourceException(malformed(row.line(), cause), cause);
    } catch (UncheckedIOException cause) {
      throw new SourceException(InputFile.truncated(Place.line(file.name(), 1), cause), cause);
    } catch (IOException cause) {
      throw new SourceException(InputFile.truncated(Place.line(file.name(), 1), cause), cause);
    }
  }

  /// The names that CSVW gives to columns without titles.
  private static List<String> numbered(int width) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      names.add("_col." + i);
    }
    return List.copyOf(names);
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    int[] columnOf = references.stream().mapToInt(this::column).toArray();
    tellDuplicates(findings);
    CsvRow row = new CsvRow(file.name(), dialect.trim(), rules, columns.size(), columnOf);
    try (ReplayReader text = new ReplayReader(file.text(findings))) {
      boolean beforeHeader = true;
      Optional<Long> broken = Optional.empty();
      do {
        if (broken.isPresent()) {
          text.resumeAfter(broken.get());
          row.countLinesFrom(broken.get());
        }
        broken = pass(text, row, beforeHeader, each, findings);
        beforeHeader = false;
      } while (broken.isPresent());
    } catch (IOException cause) {
      findings.report(InputFile.truncated(row.place(), cause));
    }
  }

  /// Reads until the end, or until a row that cannot be parsed.
  ///
  /// @return the first line of that row
  private Optional<Long> pass(
      ReplayReader text,
      CsvRow row,
      boolean beforeHeader,
      Consumer<SourceRecord> each,
      FindingSink findings) {
    @SuppressWarnings("resource") // the text is closed by the caller, after the last pass
    CsvReader<CsvRow> reader = parser(text, row);
    try {
      if (beforeHeader) {
        reader.skipLines(dialect.skipRows());
      }
      CloseableIterator<CsvRow> rows = reader.iterator();
      if (beforeHeader && dialect.header() && rows.hasNext()) {
        rows.next();
      }
      while (rows.hasNext()) {
        rows.next();
        text.release(row.line());
        row.countRecord();
        if (sound(row, findings)) {
          hand(row, each);
        }
      }
      return Optional.empty();
    } catch (CsvParseException cause) {
      if (cause.getCause() instanceof SourceException refused) {
        throw refused;
      }
      row.countRecord();
      findings.report(malformed(row.line(), cause));
      return Optional.of(row.line());
    } catch (UncheckedIOException cause) {
      findings.report(InputFile.truncated(row.place(), cause));
      return Optional.empty();
    } catch (HandedOver failure) {
      throw failure.cause;
    }
  }

  /// Keeps what the taker of a record throws apart from what the parser throws.
  private static void hand(CsvRow row, Consumer<SourceRecord> each) {
    try {
      each.accept(row);
    } catch (UncheckedIOException | CsvParseException cause) {
      throw new HandedOver(cause);
    }
  }

  private boolean sound(CsvRow row, FindingSink findings) {
    int fields = row.fieldCount();
    if (fields < columns.size()) {
      findings.report(
          Finding.warning(
              "source.short-row",
              row.place(),
              fields + " fields",
              columns.size() + " fields",
              "The missing fields have no value; check the row."));
    } else if (fields > columns.size() && !row.blankTail()) {
      findings.report(
          Finding.violation(
              "source.long-row",
              row.place(),
              fields + " fields",
              columns.size() + " fields",
              "Quote the field that holds a delimiter; the row was skipped."));
      return false;
    }
    return true;
  }

  private Finding malformed(long line, CsvParseException cause) {
    return Finding.violation(
        "source.malformed-row",
        Place.line(file.name(), line),
        String.valueOf(cause.getMessage()),
        "fields whose quotes are closed and doubled inside",
        "Mend the row; it was skipped.");
  }

  private void tellDuplicates(FindingSink findings) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        findings.report(
            Finding.warning(
                "source.duplicate-column",
                Place.line(file.name(), dialect.skipRows() + 1L).field(column),
                "two columns of this name",
                "distinct names",
                "Rename one of them; the first is read."));
      }
    }
  }

  private int column(String reference) {
    int column = columns.indexOf(reference);
    if (column < 0) {
      throw new SourceException(
          Finding.violation(
              "source.missing-column",
              Place.of(file.name()).field(reference),
              "no column " + reference,
              "one of " + String.join(", ", columns),
              Nearest.remedy(reference, columns)));
    }
    return column;
  }

  private CsvReader<CsvRow> parser(ReplayReader text, CsvRow row) {
    CsvReader.CsvReaderBuilder builder =
        CsvReader.builder()
            .fieldSeparator(dialect.delimiter())
            .quoteCharacter(dialect.quote())
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(LONGEST_ROW)
            .allowUnclosedQuote(false)
            .trimWhitespacesAroundQuotes(dialect.trim());
    if (dialect.comment() != '\0') {
      builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(dialect.comment());
    }
    return builder.build(row, text);
  }

  @Override
  public void close() {}

  private static final class HandedOver extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException cause;

    HandedOver(RuntimeException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
