/// Rewrites R2RML and RML of before 2024 to RML, statement by statement, each with its line.
@NullMarked
package org.lacis.mapping.legacy;

import org.jspecify.annotations.NullMarked;
