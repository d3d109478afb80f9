@NullMarked
package org.lacis.link.measure;

import org.jspecify.annotations.NullMarked;
