package org.lacis.interop.family;

import java.util.List;
import java.util.stream.Stream;
import org.lacis.interop.Reachable;
import org.lacis.interop.Tester;

/// All tests of the check.
public final class Families {
  private Families() {}

  /// In the order of the families.
  public static List<Tester> all() {
    return Stream.of(
            List.<Tester>of(new Reachable()),
            ProtocolTests.all(),
            DocumentTests.all(),
            FeaturesTests.all(),
            UriTests.all(),
            VocabularyTests.all(),
            ShapeTests.all(),
            GeometryTests.all(),
            LinkTests.all(),
            FederationTests.all(),
            TimeTests.all(),
            RightsTests.all())
        .flatMap(List::stream)
        .toList();
  }
}
