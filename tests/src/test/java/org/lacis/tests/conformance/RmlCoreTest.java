package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RML-Core, all cases.
final class RmlCoreTest {
  @TestFactory
  Stream<DynamicTest> core() throws IOException {
    return new RmlSuite("rml-core").tests(_ -> true);
  }
}
