package org.lacis.lift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceException;
import org.lacis.source.SourceFormat;
import org.lacis.source.SourceRecord;
import org.lacis.source.Sources;
import org.lacis.source.Value;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Tables in memory, as a source: a cell may hold several values or none.
///
/// @param rows cells by column
record Table(String name, List<String> columns, List<Map<String, List<Value>>> rows)
    implements Source {

  static Sources of(Table... tables) {
    return new Sources(
        List.of(
            new SourceFormat() {
              @Override
              public boolean accepts(SourceDescription description) {
                return true;
              }

              @Override
              public Source open(SourceDescription description) {
                return List.of(tables).stream()
                    .filter(table -> table.name().equals(description.location()))
                    .findFirst()
                    .orElseThrow(() -> missing(description.location()));
              }
            }));
  }

  private static SourceException missing(String name) {
    return new SourceException(
        Finding.violation("source.missing-file", Place.of(name), "no such file", "", "Look."));
  }

  /// A table of plain texts; `null` in text means no value.
  static Table text(String name, String... lines) {
    List<String> columns = List.of(lines[0].split(","));
    List<Map<String, List<Value>>> rows = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] cells = lines[i].split(",", -1);
      Map<String, List<Value>> row = new java.util.HashMap<>();
      for (int c = 0; c < cells.length; c++) {
        List<Value> values = new ArrayList<>();
        for (String one : cells[c].split("\\|")) {
          if (!one.equals("null")) {
            values.add(new Value.Text(one, ""));
          }
        }
        row.put(columns.get(c), values);
      }
      rows.add(row);
    }
    return new Table(name, columns, rows);
  }

  @Override
  public void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings) {
    for (String reference : references) {
      if (!columns.contains(reference)) {
        throw new SourceException(
            Finding.violation(
                "source.unknown-column", Place.of(name), reference, columns.toString(), "Mend."));
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      each.accept(new Cells(name, i, rows.get(i), references));
    }
  }

  @Override
  public void close() {}

  private record Cells(
      String name, int index, Map<String, List<Value>> cells, List<String> references)
      implements SourceRecord {
    @Override
    public List<Value> values(int reference) {
      return cells.getOrDefault(references.get(reference), List.of());
    }

    @Override
    public long number() {
      return index + 1L;
    }

    @Override
    public Place place() {
      return Place.record(name, number());
    }
  }
}
