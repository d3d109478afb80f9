/// Tables read as bytes, on all cores: for files in which nothing is odd. What is odd, by a quote
/// that does not fit, a row too long, bytes that are no UTF-8, is not mended here but refused as a
/// whole, so that the readers that tell and mend such things can take the file instead.
@NullMarked
package org.lacis.source.plain;

import org.jspecify.annotations.NullMarked;
