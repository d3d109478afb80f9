package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RML-star, all cases: triples as terms.
final class RmlStarTest {
  @TestFactory
  Stream<DynamicTest> quoted() throws IOException {
    return new RmlSuite("rml-star").tests(_ -> true);
  }
}
