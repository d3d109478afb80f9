/// `rml:CSV`: delimited text with a CSVW dialect.
@NullMarked
package org.lacis.source.csv;

import org.jspecify.annotations.NullMarked;
