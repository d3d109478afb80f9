@NullMarked
package org.lacis.source.http;

import org.jspecify.annotations.NullMarked;
