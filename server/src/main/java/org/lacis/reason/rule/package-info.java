/// Rules as values, and the reading of their text.
@org.jspecify.annotations.NullMarked
package org.lacis.reason.rule;
