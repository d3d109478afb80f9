/// Builds of real data, in processes that are killed, and with databases that run.
@NullMarked
package org.lacis.tests.ingest;

import org.jspecify.annotations.NullMarked;
