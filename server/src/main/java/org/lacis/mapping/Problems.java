package org.lacis.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lacis.vocabulary.Finding;
import org.lacis.vocabulary.Place;

/// Collects what is wrong with one mapping, so that its author hears of everything at once.
public final class Problems {
  private final Set<Finding> found = new LinkedHashSet<>();

  public void add(String code, Place place, String what, String expected, String remedy) {
    found.add(Finding.violation("mapping." + code, place, what, expected, remedy));
  }

  /// Whether nothing was found.
  public boolean none() {
    return found.isEmpty();
  }

  /// @throws MappingException when something was found, with all of it in the order of the file
  public void throwAny() {
    if (!found.isEmpty()) {
      List<Finding> sorted = new ArrayList<>(found);
      sorted.sort((one, other) -> Long.compare(one.place().position(), other.place().position()));
      throw new MappingException(sorted, null);
    }
  }
}
