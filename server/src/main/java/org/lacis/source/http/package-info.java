/// Sources over HTTP: fetched whole, page by page, into a file beside the twin, which is then read
/// like any other. OGC API Features, WFS 2.0, JSON in pages, plain files.
@NullMarked
package org.lacis.source.http;

import org.jspecify.annotations.NullMarked;
