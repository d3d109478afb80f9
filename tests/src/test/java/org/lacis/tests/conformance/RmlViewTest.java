package org.lacis.tests.conformance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RML-LV, all cases: logical views.
final class RmlViewTest {
  @TestFactory
  Stream<DynamicTest> views() throws IOException {
    return new RmlSuite("rml-lv").tests(_ -> true);
  }
}
