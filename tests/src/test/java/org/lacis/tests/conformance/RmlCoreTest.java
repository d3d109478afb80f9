package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.Shared;

/// RML-Core, all cases.
final class RmlCoreTest {
  @TestFactory
  Stream<DynamicTest> core() throws IOException {
    return new RmlSuite(Shared.get("suites/rml/rml-core/test-cases"), Map.of()).tests(_ -> true);
  }
}
