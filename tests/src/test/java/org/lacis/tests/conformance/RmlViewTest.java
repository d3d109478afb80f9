package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.Shared;

/// RML-LV, all cases: logical views.
final class RmlViewTest {
  @TestFactory
  Stream<DynamicTest> views() throws IOException {
    return new RmlSuite(Shared.get("suites/rml/rml-lv/test-cases"), Map.of()).tests(_ -> true);
  }
}
