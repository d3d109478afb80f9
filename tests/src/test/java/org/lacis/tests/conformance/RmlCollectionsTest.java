package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RML-CC, all cases: lists and containers.
final class RmlCollectionsTest {
  @TestFactory
  Stream<DynamicTest> collections() throws IOException {
    return new RmlSuite("rml-cc", "http://example.com/base/", false).tests(_ -> true);
  }
}
