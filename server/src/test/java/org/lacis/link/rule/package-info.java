@NullMarked
package org.lacis.link.rule;

import org.jspecify.annotations.NullMarked;
