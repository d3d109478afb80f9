/// Other reasoners, as they come, given the universities of `lacis bench reason` in a process of
/// their own.
@NullMarked
package org.lacis.peers.reason;

import org.jspecify.annotations.NullMarked;
