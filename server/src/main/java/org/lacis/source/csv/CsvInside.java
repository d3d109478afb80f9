package org.lacis.source.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.List;
import java.util.function.Consumer;
import org.lacis.source.SourceException;
import org.lacis.source.SourceRecord;
import org.lacis.source.TextRecords;
import org.lacis.source.Value;
import org.lacis.source.Wanted;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// A table in the text of a value.
final class CsvInside implements TextRecords {
  private final List<String> references;

  CsvInside(Wanted wanted) {
    this.references = wanted.references();
    if (!wanted.nested().isEmpty()) {
      throw new SourceException(
          Finding.violation(
              "source.no-nested-records",
              Place.of("a text"),
              "records inside a row",
              "columns",
              "Put the iterable field into the field whose text holds the records."));
    }
  }

  /// One row; `columns` has the place of every reference, -1 for what the table lacks.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(CsvRecord row, int[] columns, Place place, long number)
      implements SourceRecord {
    @Override
    public List<Value> values(int reference) {
      int column = columns[reference];
      return column < 0 || column >= row.getFieldCount()
          ? List.of()
          : List.of(new Value.Text(row.getField(column), ""));
    }
  }

  @Override
  public void read(String text, Place place, Consumer<SourceRecord> each, FindingSink findings) {
    int[] columns = new int[references.size()];
    long number = 0;
    List<CsvRecord> rows;
    try {
      rows =
          CsvReader.builder()
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(text)
              .stream()
              .toList();
    } catch (CsvParseException cause) {
      findings.report(
          Finding.violation(
              "source.malformed-row",
              place,
              String.valueOf(cause.getMessage()),
              "a table in the text",
              "Mend the text; the rest of the record was read."));
      return;
    }
    for (CsvRecord row : rows) {
      if (number == 0) {
        for (int i = 0; i < columns.length; i++) {
          columns[i] = row.getFields().indexOf(references.get(i));
          if (columns[i] < 0) {
            findings.report(
                Finding.warning(
                    "source.missing-column",
                    place.field(references.get(i)),
                    "no column " + references.get(i) + " in the text",
                    "one of " + String.join(", ", row.getFields()),
                    "Check the spelling; the column has no values here."));
          }
        }
      } else {
        each.accept(new Row(row, columns, place, number));
      }
      number++;
    }
  }
}
