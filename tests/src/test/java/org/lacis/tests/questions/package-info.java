/// The questions that the two twins must answer, asked of the twins as they are built.
@NullMarked
package org.lacis.tests.questions;

import org.jspecify.annotations.NullMarked;
