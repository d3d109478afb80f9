/// Questions to several twins: ours, FedX and a SERVICE a row, over a network with latency.
@NullMarked
package org.lacis.bench.federate;

import org.jspecify.annotations.NullMarked;
