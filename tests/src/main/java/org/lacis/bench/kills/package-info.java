/// Processes that are killed while they write.
@org.jspecify.annotations.NullMarked
package org.lacis.bench.kills;
