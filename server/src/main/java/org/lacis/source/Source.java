package org.lacis.source;

import java.util.List;
import java.util.function.Consumer;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// A dataset that is open for reading, one record after the other, in bounded memory.
///
/// A source may be read several times; each reading starts anew. Not thread-safe: one reading at a
/// time.
public interface Source extends AutoCloseable {

  /// The names that a reference may use, in the order of the file; empty when the format does not
  /// fix them beforehand (JSON, XML).
  List<String> columns();

  /// Reads every record.
  ///
  /// @param references what the caller will ask of each record, in the reference formulation of the
  ///   source (column name, JSONPath, XPath); distinct
  /// @param each called for every sound record, in the order of the source
  /// @param findings told of every record, or value, that cannot be used; the reading goes on
  /// @throws SourceException when a reference cannot exist (names the ones that do), or the source
  ///   cannot be read at all
  void read(List<String> references, Consumer<SourceRecord> each, FindingSink findings);

  /// Reads every record, together with records inside it.
  ///
  /// @throws SourceException as above, and `source.no-nested-records` when the format has none
  default void read(Wanted wanted, Consumer<SourceRecord> each, FindingSink findings) {
    for (Wanted.Nested nested : wanted.nested()) {
      throw new SourceException(
          Finding.violation(
              "source.no-nested-records",
              Place.of(nested.iterator()),
              "records inside a record",
              "a formulation with records inside records: rml:JSONPath, rml:XPath",
              "Take the iterable field away, or put it into the field whose text holds the"
                  + " records."));
    }
    read(wanted.references(), each, findings);
  }

  @Override
  void close();
}
