package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.Shared;

/// RML-Core, all cases.
final class RmlCoreTest {
  private static final Map<String, String> SKIPS =
      Map.of(
          "RMLTC0025b-JSON",
          "a reference to an array of scalars gives its members, which the suite counts an error");

  @TestFactory
  Stream<DynamicTest> core() throws IOException {
    return new RmlSuite(Shared.get("suites/rml/rml-core/test-cases"), SKIPS).tests(_ -> true);
  }
}
