/// Answers that are sent while they are made.
@NullMarked
package org.lacis.serve.features;

import org.jspecify.annotations.NullMarked;
