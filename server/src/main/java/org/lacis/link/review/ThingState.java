package org.lacis.link.review;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one thing of a pair was like when it was compared.
///
/// @param wkt the geometry literal that was compared, as it stands; empty when none was
/// @param values the texts of the attributes that were compared, by the IRI of the property; sorted
public record ThingState(String wkt, SortedMap<String, List<String>> values) {
  /// One of which nothing was compared.
  public static final ThingState NONE = new ThingState("", Map.of());

  public ThingState {
    SortedMap<String, List<String>> sorted = new TreeMap<>();
    values.forEach((property, texts) -> {
      if (!texts.isEmpty()) {
        sorted.put(property, texts.stream().sorted().distinct().toList());
      }
    });
    values = Collections.unmodifiableSortedMap(sorted);
  }

  /// Values in any order.
  public ThingState(String wkt, Map<String, List<String>> values) {
    this(wkt, new TreeMap<>(values));
  }

  /// Names this state: equal for equal states, different for different ones. 20 hexadecimal digits.
  public String version() {
    StringBuilder text = new StringBuilder(wkt);
    // Lengths keep apart what separators in a text would bring together.
    values.forEach((property, texts) -> {
      text.append('\n').append(property).append(' ').append(texts.size());
      texts.forEach(one -> text.append('\n').append(one.length()).append(' ').append(one));
    });
    return Pair.hash(text.toString());
  }
}
