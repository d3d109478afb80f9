package org.lacis.source.csv;

import java.util.Locale;
import java.util.Optional;
import org.lacis.source.Source;
import org.lacis.source.SourceDescription;
import org.lacis.source.SourceFormat;
import org.lacis.source.TextRecords;
import org.lacis.source.Wanted;

/// `rml:CSV`: delimited text.
///
/// References are column names as the header writes them (`_col.1`, `_col.2`… where the dialect
/// says there is no header). Every value is plain text; an empty field is an empty text unless
/// declared null. Rows shorter than the header are padded with no values and told
/// (`source.short-row`); rows that are longer are skipped and told (`source.long-row`), because
/// nobody knows which field moved; rows with broken quotes are skipped and told
/// (`source.malformed-row`). Blank lines are skipped.
///
/// Options: those of a CSVW dialect (`delimiter`, `quoteChar`, `header`, `headerRowCount`, `trim`,
/// `skipInitialSpace`, `commentPrefix`, `skipRows`), `encoding`, `repair`, `entry` (of an archive).
public final class CsvFormat implements SourceFormat {
  private static final String FORMULATION = "http://w3id.org/rml/CSV";

  @Override
  public boolean accepts(SourceDescription description) {
    if (!description.formulation().isEmpty()) {
      return description.formulation().equals(FORMULATION);
    }
    String name = description.location().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".tsv");
  }

  @Override
  public Source open(SourceDescription description) {
    return CsvSource.open(description);
  }

  /// Records inside texts are those of the default dialect; the first row names the columns.
  @Override
  public Optional<TextRecords> inside(String formulation, String iterator, Wanted wanted) {
    return formulation.equals(FORMULATION) ? Optional.of(new CsvInside(wanted)) : Optional.empty();
  }
}
