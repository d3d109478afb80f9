package org.lacis.source;

import java.util.function.Consumer;
import org.lacis.vocabulary.FindingSink;
import org.lacis.vocabulary.Place;

/// Reads the records that stand in a text which is itself a value of a record: JSON in a column of
/// CSV, a table in a member of JSON. Not thread-safe.
public interface TextRecords {

  /// Reads every record of a text.
  ///
  /// @param text held in memory whole
  /// @param place of the record around it
  /// @param each called for every record, which is valid during the call
  /// @param findings told of a text that cannot be read
  void read(String text, Place place, Consumer<SourceRecord> each, FindingSink findings);
}
