/// Conformance suites of the standards, run as they are published.
@NullMarked
package org.lacis.tests.conformance;

import org.jspecify.annotations.NullMarked;
