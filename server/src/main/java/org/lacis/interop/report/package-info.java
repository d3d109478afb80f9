/// Reports of a check in the forms that people and machines read, two of them compared, and two
/// sides of a pair joined.
@NullMarked
package org.lacis.interop.report;

import org.jspecify.annotations.NullMarked;
