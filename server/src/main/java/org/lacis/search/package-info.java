/// Finds things by words: names, codes, identifiers, however they are shortened or accented.
@NullMarked
package org.lacis.search;

import org.jspecify.annotations.NullMarked;
