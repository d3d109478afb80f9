/// The features of the twin over HTTP: OGC API Features Parts 1 to 3 and JSON-FG, below `/ogc`.
@NullMarked
package org.lacis.serve.features;

import org.jspecify.annotations.NullMarked;
