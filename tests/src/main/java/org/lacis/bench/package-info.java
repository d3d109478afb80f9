/// Benchmarks: `lacis bench NAME`. Figures are kept in `tests/bench/RESULTS.md`.
@NullMarked
package org.lacis.bench;

import org.jspecify.annotations.NullMarked;
