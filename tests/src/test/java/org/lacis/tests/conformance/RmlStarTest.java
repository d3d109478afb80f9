package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lacis.tests.Shared;

/// RML-star, all cases: triples as terms.
final class RmlStarTest {
  @TestFactory
  Stream<DynamicTest> quoted() throws IOException {
    return new RmlSuite(Shared.get("suites/rml/rml-star/test-cases"), Map.of()).tests(_ -> true);
  }
}
