/// Whatever this program asks of the world goes through here: one HTTP client that looks at every
/// address before it connects, keeps to limits of time and size, and connects to the address that
/// it looked at.
@NullMarked
package org.lacis.outbound;

import org.jspecify.annotations.NullMarked;
