package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RML-FNML, all cases.
final class RmlFnmlTest {
  @TestFactory
  Stream<DynamicTest> functions() throws IOException {
    return new RmlSuite("rml-fnml").tests(_ -> true);
  }
}
