package org.lacis.source.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lacis.source.SourceRecord;
import org.lacis.source.Value;
import org.lacis.source.file.ValueRules;
import org.lacis.vocabulary.Place;

/// The current row. One object serves a whole reading; only fields that were asked for become text.
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> implements SourceRecord {
  private final String name;
  private final boolean trim;
  private final ValueRules rules;
  private final int[] columnOf;
  private final boolean[] wanted;
  private final @Nullable String[] fields;
  private final @Nullable List<Value>[] values;
  private long number;
  private long line;
  private long lineBase;
  private boolean blankTail;

  /// @param columnOf the column that each reference reads
  CsvRow(String name, boolean trim, ValueRules rules, int width, int[] columnOf) {
    this.name = name;
    this.trim = trim;
    this.rules = rules;
    this.columnOf = columnOf;
    this.wanted = new boolean[width];
    for (int column : columnOf) {
      wanted[column] = true;
    }
    this.fields = new String[width];
    @SuppressWarnings({"unchecked", "rawtypes"})
    @Nullable List<Value>[] room = new List[width];
    this.values = room;
  }

  /// A new parser counts its lines from one again.
  void countLinesFrom(long base) {
    lineBase = base;
  }

  long line() {
    return line;
  }

  int fieldCount() {
    return getFieldCount();
  }

  /// Whether everything beyond the last column of the header is empty.
  boolean blankTail() {
    return blankTail;
  }

  void countRecord() {
    number++;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = lineBase + startingLineNumber;
    blankTail = true;
    Arrays.fill(fields, null);
    Arrays.fill(values, null);
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (index >= fields.length) {
      blankTail &= length == 0;
    } else if (wanted[index]) {
      fields[index] = new String(buffer, offset, length);
    }
  }

  @Override
  protected CsvRow buildRecord() {
    return this;
  }

  @Override
  public List<Value> values(int reference) {
    int column = columnOf[reference];
    List<Value> known = values[column];
    if (known == null) {
      String field = fields[column];
      known = field == null ? List.of() : rules.text(trim ? field.strip() : field);
      values[column] = known;
    }
    return known;
  }

  /// All fields as they stand, for reading a header.
  List<String> texts() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < Math.min(fields.length, fieldCount()); i++) {
      String field = fields[i];
      all.add(field == null ? "" : trim ? field.strip() : field);
    }
    return all;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public Place place() {
    return Place.line(name, line);
  }
}
