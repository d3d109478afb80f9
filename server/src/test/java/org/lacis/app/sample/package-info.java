@NullMarked
package org.lacis.app.sample;

import org.jspecify.annotations.NullMarked;
