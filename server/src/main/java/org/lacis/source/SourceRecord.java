package org.lacis.source;

import java.util.List;
import java.util.function.Consumer;
import org.lacis.vocabulary.Place;

/// One record of a source, seen through the references that were asked for.
///
/// A record is valid only during the call that hands it over: sources reuse it.
public interface SourceRecord {
  /// The values of the reference at this index of the list given to [Source#read].
  ///
  /// @return empty when the record has no value there (absent, NULL, declared null); several for
  ///   multi-valued references (JSONPath, XPath); never null
  List<Value> values(int reference);

  /// Hands over the records inside this one, each valid during its call.
  ///
  /// @param nested index in the list given to [Source#read]
  default void inside(int nested, Consumer<SourceRecord> each) {
    throw new IllegalStateException("nested records were not asked for");
  }

  /// 1-based number of the record in its source.
  long number();

  /// Where the record stands, for findings.
  Place place();
}
