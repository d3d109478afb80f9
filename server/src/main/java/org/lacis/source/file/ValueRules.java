package org.lacis.source.file;

import java.util.List;
import java.util.Set;
import org.lacis.source.SourceDescription;
import org.lacis.source.Value;

/// How text of a source becomes values: which forms mean "no value", and how damaged text is
/// mended.
///
/// @param nulls lexical forms that mean "no value"
/// @param repair applied before the forms are compared
public record ValueRules(Set<String> nulls, Repair repair) {

  public ValueRules {
    nulls = Set.copyOf(nulls);
  }

  public static ValueRules of(SourceDescription description) {
    return new ValueRules(Set.copyOf(description.nulls()), Repair.of(description));
  }

  /// Plain text: one value, or none.
  public List<Value> text(String raw) {
    return typed(repair.mend(raw), "");
  }

  /// A lexical form that is canonical already: one value, or none.
  public List<Value> typed(String lexical, String datatype) {
    return nulls.contains(lexical) ? List.of() : List.of(new Value.Text(lexical, datatype));
  }

  /// Whether this form means "no value".
  public boolean isNull(String lexical) {
    return nulls.contains(lexical);
  }
}
