package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.Shared;

/// RML-CC, all cases: lists and containers.
final class RmlCollectionsTest {
  @TestFactory
  Stream<DynamicTest> collections() throws IOException {
    return new RmlSuite(
            Shared.get("suites/rml/rml-cc/test-cases"), "http://example.com/base/", Map.of())
        .tests(_ -> true);
  }
}
