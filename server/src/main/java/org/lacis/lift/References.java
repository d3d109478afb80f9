package org.lacis.lift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lacis.vocabulary.Place;

/// The references that the triples maps of one source use, numbered, with the place where each was
/// first written.
final class References {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Place> places = new ArrayList<>();

  int number(String reference, Place place) {
    Integer known = numbers.get(reference);
    if (known != null) {
      return known;
    }
    numbers.put(reference, places.size());
    places.add(place);
    return places.size() - 1;
  }

  List<String> names() {
    return List.copyOf(numbers.keySet());
  }

  Place place(int number) {
    return places.get(number);
  }
}
