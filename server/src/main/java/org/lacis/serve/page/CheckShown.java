package org.lacis.serve.page;

import java.util.List;
import java.util.Optional;

/// The page of one check.
///
/// @param address what is checked
/// @param state where it stands; empty when it is done
/// @param check its report
/// @param beside other checks to look at it with
public record CheckShown(
    String address, String state, Optional<CheckPage> check, List<CheckPage.Fact> beside) {
  public CheckShown {
    beside = List.copyOf(beside);
  }
}
