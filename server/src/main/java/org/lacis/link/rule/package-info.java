/// The link rule as a value: what is compared with what, by which criteria, how that is decided and
/// what is said of it. Read from YAML, checked when it is read; nothing here looks at data.
@NullMarked
package org.lacis.link.rule;

import org.jspecify.annotations.NullMarked;
