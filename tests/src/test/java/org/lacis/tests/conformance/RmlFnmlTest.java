package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.Shared;

/// RML-FNML, all cases.
final class RmlFnmlTest {
  @TestFactory
  Stream<DynamicTest> functions() throws IOException {
    return new RmlSuite(Shared.get("suites/rml/rml-fnml/test-cases"), Map.of()).tests(_ -> true);
  }
}
