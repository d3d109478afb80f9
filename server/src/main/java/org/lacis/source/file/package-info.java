/// What every file format shares: finding the file, unpacking and decoding it, mending its text,
/// and turning text into values.
@NullMarked
package org.lacis.source.file;

import org.jspecify.annotations.NullMarked;
