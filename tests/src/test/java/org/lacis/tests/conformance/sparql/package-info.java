/// The W3C suites of SPARQL, run as they are published.
@NullMarked
package org.lacis.tests.conformance.sparql;

import org.jspecify.annotations.NullMarked;
