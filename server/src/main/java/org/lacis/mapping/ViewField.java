package org.lacis.mapping;

import java.util.List;
import org.lacis.vocabulary.Place;

/// A named part of a record (RML-LV, "Field").
public sealed interface ViewField {
  Place place();

  /// The name that references use: those of the fields around it before, with dots between.
  String name();

  /// The value of an expression over the record around it.
  ///
  /// @param inside iterables within the text of the value
  record Of(Place place, String name, TermMap value, List<Within> inside) implements ViewField {
    public Of {
      inside = List.copyOf(inside);
    }
  }

  /// Records within the record around it, or within the text of a field.
  ///
  /// @param formulation IRI of the reference formulation of the records; that of the record around
  ///   it where the mapping names none
  /// @param iterator where the records are; empty where the formulation needs none
  record Within(
      Place place, String name, String formulation, String iterator, List<ViewField> fields)
      implements ViewField {
    public Within {
      fields = List.copyOf(fields);
    }
  }
}
