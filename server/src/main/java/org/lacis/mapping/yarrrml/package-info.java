/// Reads YARRRML and rewrites it to RML, each statement with the line it was written at.
@NullMarked
package org.lacis.mapping.yarrrml;

import org.jspecify.annotations.NullMarked;
