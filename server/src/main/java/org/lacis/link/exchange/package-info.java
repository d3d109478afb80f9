/// Links in the files that others read: SSSOM, bridge files, tables; and decisions from SSSOM.
///
/// Rows are read from the view and written one by one: memory does not grow with their number.
@NullMarked
package org.lacis.link.exchange;

import org.jspecify.annotations.NullMarked;
