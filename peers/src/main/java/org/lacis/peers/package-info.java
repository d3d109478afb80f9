/// Other triple stores, as they come, asked the questions of `lacis bench geo` in a process of
/// their own.
@NullMarked
package org.lacis.peers;

import org.jspecify.annotations.NullMarked;
