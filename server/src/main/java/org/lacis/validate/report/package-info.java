/// Results made into reports for people and programs: grouped by what they break, counted, with a
/// few examples and where each comes from; as a report graph of SHACL, as JSON, and as a table.
@NullMarked
package org.lacis.validate.report;

import org.jspecify.annotations.NullMarked;
