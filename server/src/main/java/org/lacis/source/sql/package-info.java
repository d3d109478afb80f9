/// `rml:SQL2008Table` and `rml:SQL2008Query`: relational databases over JDBC.
@NullMarked
package org.lacis.source.sql;

import org.jspecify.annotations.NullMarked;
